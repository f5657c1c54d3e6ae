using System.Collections.Immutable;
using CiWatch.App.Grids;
using CiWatch.Ingest.Live;
using CiWatch.Ingest.Votes;

namespace CiWatch.App.Changes;

/// <summary>
/// How one CI fared on a whole project: what each change's page compares with. It is read of the board as far as somebody asks, and once
/// for all who do.
/// </summary>
internal sealed class CiRecord(GridParts parts, CiRecords records, GridColumn column)
{
    private readonly Lock _reading = new();
    private readonly List<(BoardRow Row, GridCell Cell)> _answers = []; // newest first
    private readonly Lazy<DateTimeOffset?> _heardAt = new(() => parts.Board.Rows
        .Select(r => r.Of(column.Ci) ?? (column.Also is { } also ? r.Of(also) : null))
        .Where(c => c is not null)
        .Max(c => (DateTimeOffset?)c!.Reports[^1].At));

    private readonly Lazy<ImmutableArray<(BoardRow Row, CellState State)>> _owing = new(() =>
    [
        .. records.Expected.Where(e => e.Cis.Contains(column.Ci))
            .Select(e => (e.Row, CellBuilder.Build(e.Row, column, true, parts.WaitsTo, parts.Rules.Limits).State))
            .Where(o => o.State is CellState.Overdue or CellState.Missing or CellState.Pending),
    ]);

    private int _next;

    /// <summary>How many rows of the board were looked at: what tests count.</summary>
    internal int Looked => _next;

    /// <summary>When the CI last said anything in this project; null where never in what is known.</summary>
    public DateTimeOffset? HeardAt => _heardAt.Value;

    /// <summary>On how many patch sets of other changes of the last 24 hours it owes an answer.</summary>
    public int Unanswered(long change) => _owing.Value.Count(o => o.Row.Change != change);

    /// <summary>The patch sets of other changes of the last 24 hours whose answer is overdue or missing, newest first.</summary>
    public ImmutableArray<BoardRow> Gaps(long change) =>
        [.. _owing.Value.Where(o => o.Row.Change != change && o.State is CellState.Overdue or CellState.Missing).Select(o => o.Row)];

    /// <summary>The cells of other changes on which it came to a result, newest first, <see cref="Peers.Reach"/> of them at most.</summary>
    public ImmutableArray<(BoardRow Row, GridCell Cell)> Others(long change)
    {
        var others = ImmutableArray.CreateBuilder<(BoardRow, GridCell)>(Peers.Reach);
        lock (_reading)
        {
            for (var i = 0; others.Count < Peers.Reach && (i < _answers.Count || ReadOn()); i++)
            {
                if (_answers[i].Row.Change != change) others.Add(_answers[i]);
            }
        }

        return others.DrainToImmutable();
    }

    /// <summary>Looks on to the next answer; false where there is none.</summary>
    private bool ReadOn()
    {
        while (_next < parts.Board.Rows.Length)
        {
            var row = parts.Board.Rows[_next++];
            var cell = CellBuilder.Build(row, column, expected: false, parts.WaitsTo, parts.Rules.Limits);
            if (!Peers.Answered(cell.State)) continue;
            _answers.Add((row, cell));
            return true;
        }

        return false;
    }
}
