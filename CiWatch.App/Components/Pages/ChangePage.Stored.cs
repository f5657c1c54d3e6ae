using System.Collections.Immutable;
using CiWatch.App.Changes;
using CiWatch.App.Components.Changes;
using CiWatch.Ingest.Live;
using CiWatch.Ingest.Storage;
using CiWatch.Ingest.Votes;

namespace CiWatch.App.Components.Pages;

/// <summary>
/// What the page asks the database. An answer comes when it comes: it is taken only where the page still shows what was asked for.
/// </summary>
public sealed partial class ChangePage
{
    /// <summary>Reports of a CI in which its log is looked for: the newest that have jobs.</summary>
    private const int WithLogs = 3;

    private ImmutableArray<BoardRow> _olderRows = [];
    private ImmutableDictionary<string, CiInfo>? _olderCis; // null where nothing was taken from the database
    private ImmutableDictionary<string, string> _logs = ImmutableDictionary<string, string>.Empty;
    private ImmutableArray<long> _logsOf = [];
    private ImmutableArray<StoredRecheck> _rechecks = [];
    private ChangeBoard? _recheckedOf;

    private async Task ReadStoredAsync((long Number, string? Server) shown)
    {
        try
        {
            var stored = await Store.FindChangeAsync(shown.Number, _key?.Server ?? shown.Server, _gone, take: Options.Value.MaxPatchSets);
            if (IsLeft(shown)) return;
            if (stored is null || (_board is not null && stored.PatchSets.All(p => _board.PatchSets.Any(r => r.PatchSet == p.Info.Number))))
            {
                if (_board is null) Unknown();
                return;
            }

            (_olderRows, _olderCis) = (StoredRows.Of(stored), StoredRows.Cis(stored));
            _key ??= new ProjectKey(stored.Server, stored.Info.Project);
            _source = null;
            Read();
            if (_board is null) Unknown(); // a change that has no patch set
        }
        catch (OperationCanceledException) when (_gone.IsCancellationRequested)
        {
            // The page is gone.
        }
        catch (Exception error)
        {
            ChangeLog.Unread(Logger, error, shown.Server ?? "", shown.Number);
            if (!IsLeft(shown)) _isUnread = _board is null;
        }
    }

    private async Task ReadMoreAsync()
    {
        await ReadLogsAsync();
        await ReadRechecksAsync();
    }

    /// <summary>Finds the log of the first failing job of each CI that needs a look; asks the database only when their reports changed.</summary>
    private async Task ReadLogsAsync()
    {
        if (_board is not { } board || _shown is not { } shown) return;
        var failing = board.Cis.Where(c => !c.Failures.IsEmpty).ToList();
        ImmutableArray<long> ids = [.. failing.SelectMany(c => c.Now.Reports!.Reports.Where(r => !r.Jobs.IsEmpty).TakeLast(WithLogs)).Select(r => r.Id)];
        if (ids.AsSpan().SequenceEqual(_logsOf.AsSpan())) return;
        _logsOf = ids;
        try
        {
            var jobs = await Store.JobsAsync(ids, _gone);
            if (IsLeft(shown) || !ids.AsSpan().SequenceEqual(_logsOf.AsSpan())) return;
            _logs = failing.Select(c => (c.Column.Ci, Url: LogOf(c, jobs))).Where(l => l.Url is not null).ToImmutableDictionary(l => l.Ci, l => l.Url!);
            StateHasChanged();
        }
        catch (OperationCanceledException) when (_gone.IsCancellationRequested)
        {
            // The page is gone.
        }
        catch (Exception error)
        {
            ChangeLog.Unread(Logger, error, board.Server, shown.Number); // the rows stand without their links
            if (!IsLeft(shown)) _logsOf = [];
        }
    }

    /// <summary>
    /// Reads who asked for other runs. Memory has only when all CIs were asked last; who asked, and which CI alone, is in the database. It is
    /// asked when something happened to the change, and else once a minute.
    /// </summary>
    private async Task ReadRechecksAsync()
    {
        if (_board is not { } board || _shown is not { } shown || ReferenceEquals(board, _recheckedOf)) return;
        _recheckedOf = board;
        try
        {
            var rechecks = await Store.RechecksAsync(board.Server, shown.Number, _gone);
            if (IsLeft(shown) || !ReferenceEquals(board, _recheckedOf) || rechecks.AsSpan().SequenceEqual(_rechecks.AsSpan())) return;
            _rechecks = rechecks;
            _marks = Timeline.Marks(_board, Limits, _rechecks);
            StateHasChanged();
        }
        catch (OperationCanceledException) when (_gone.IsCancellationRequested)
        {
            // The page is gone.
        }
        catch (Exception error)
        {
            ChangeLog.Unread(Logger, error, board.Server, shown.Number); // the timeline stands with what memory has
        }
    }

    private static string? LogOf(ChangeCi ci, ImmutableDictionary<long, ImmutableArray<JobRun>> jobs) => ci.Now.Reports!.Reports.Reverse()
        .SelectMany(r => jobs.GetValueOrDefault(r.Id, []))
        .FirstOrDefault(j => (j.Name ?? j.Url) == ci.Failures[0].Name && j.Outcome is not (Outcome.Pass or Outcome.Void))?.Url;
}
