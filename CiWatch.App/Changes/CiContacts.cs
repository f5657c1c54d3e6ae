using System.Collections.Frozen;
using CiWatch.App.Grids;
using CiWatch.Ingest.Configuration;
using CiWatch.Ingest.Live;
using CiWatch.Ingest.Votes;
using Microsoft.Extensions.Options;

namespace CiWatch.App.Changes;

/// <summary>How each CI is asked to run again, and who minds it: as the settings say.</summary>
internal sealed class CiContacts(IOptions<CiOptions> options)
{
    // The comment of Zuul's communities. Others write other words, so it is offered only where it is seen to be theirs.
    private const string Zuul = "recheck";

    private readonly FrozenDictionary<string, CiContactOptions> _byCi =
        options.Value.Contacts.ToFrozenDictionary(c => c.Ci, StringComparer.Ordinal);

    /// <summary>By the CI's key, else by its account; null where the settings say nothing.</summary>
    public CiContactOptions? Find(GridColumn column) => _byCi.GetValueOrDefault(column.Ci) ?? _byCi.GetValueOrDefault(column.Account);

    /// <summary>
    /// The comment that runs a CI again: its own, else the one that asks all CIs. That one is known where the settings name how people
    /// ask, or where Zuul answers in the project and somebody asked all CIs there. Null where none is known, or nothing is to be run:
    /// on a patch set that was replaced or closed, and on one that does not merge.
    /// </summary>
    public RecheckComment? Recheck(GridColumn column, BoardRow row, CellState state, ProjectBoard board)
    {
        if (row.Status != ChangeStatus.Open || row.SupersededAt is not null) return null;
        if (state is not (CellState.Fail or CellState.Infra or CellState.Flaky or CellState.Unknown or CellState.Overdue or CellState.Missing)) return null;
        if (Find(column)?.Recheck is { } own && !string.IsNullOrWhiteSpace(own)) return new(own, IsOwn: true);
        var all = options.Value.RecheckWords.Count > 0 ? options.Value.RecheckWords.FirstOrDefault(IsPlain)
            : board.Cis.Values.Any(c => c.Account == "zuul") && board.Rows.Any(r => r.RecheckedAt is not null) ? Zuul
            : null;
        return all is null ? null : new(all.Trim(), IsOwn: false);
    }

    private static bool IsPlain(string word) => !string.IsNullOrWhiteSpace(word) && !word.Contains('*', StringComparison.Ordinal);
}
