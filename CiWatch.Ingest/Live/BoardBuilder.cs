using System.Collections.Immutable;
using CiWatch.Ingest.Intake;
using CiWatch.Ingest.Votes;

namespace CiWatch.Ingest.Live;

/// <summary>The rows of one project while they change. Used by one thread at a time; pages see its snapshots alone.</summary>
internal sealed class BoardBuilder(string server, string project, StringPool pool, BoardLimits limits)
{
    private readonly List<BoardRow> _rows = []; // newest first
    private readonly Dictionary<long, ChangeRows> _changes = [];
    private ImmutableDictionary<string, CiInfo> _cis = ImmutableDictionary<string, CiInfo>.Empty;
    private DateTimeOffset _newestAt;

    /// <summary>Takes a row as the database has it.</summary>
    public void Load(BoardRow row)
    {
        Insert(row);
        var change = ChangeOf(row.Change);
        (change.Facts, change.Owner) = (row.Facts(project), row.Owner);
        Newest(row.CreatedAt);
        foreach (var ci in row.Cis) Newest(ci.Reports[^1].At);
    }

    public void Load(CiInfo ci) => _cis = _cis.SetItem(ci.Ci, ci);

    /// <summary>Takes what one committed line says of this project.</summary>
    /// <param name="oldest">Patch sets from before it are left out, as they are when history is loaded.</param>
    public void Apply(CommittedLine committed, DateTimeOffset oldest)
    {
        if (committed.Line is { Snapshot: { } history }) Apply(history, oldest);
        else if (committed is { IsNew: true, Line.Event: { Change: { } change } e }) Apply(e, change, e.At ?? committed.Line.Line.ReceivedAt, oldest);
        else return;
        var number = committed.Line.Change!.Number;
        foreach (var report in committed.Reports) Add(number, report);
        if (committed.Line is { Recheck: { Target: null } recheck, Event.PatchSet.Number: var asked }) Rechecked(number, asked, recheck.At);
        if (_changes.TryGetValue(number, out var known) && known.PatchSets.Count == 0) _changes.Remove(number);
    }

    /// <summary>Forgets patch sets from before <paramref name="oldest"/>.</summary>
    public void Forget(DateTimeOffset oldest)
    {
        var keep = _rows.Count;
        while (keep > 0 && _rows[keep - 1].CreatedAt < oldest)
        {
            keep--;
            var row = _rows[keep];
            if (_changes.TryGetValue(row.Change, out var change) && change.PatchSets.Remove(row.PatchSet) && change.PatchSets.Count == 0)
                _changes.Remove(row.Change);
        }

        _rows.RemoveRange(keep, _rows.Count - keep);
    }

    public ProjectBoard Snapshot(long version) => new(server, project, [.. _rows], _cis, _newestAt, version);

    private void Apply(StreamEvent e, ChangeInfo change, DateTimeOffset at, DateTimeOffset oldest)
    {
        Newest(at);
        var known = ChangeOf(change.Number);
        if (e.PatchSet is { } patchSet && !known.PatchSets.ContainsKey(patchSet.Number)) Add(change, patchSet, at, oldest, known);
        Tell(change, e.Type, at, known);
    }

    private void Apply(SnapshotReading history, DateTimeOffset oldest)
    {
        var (snapshot, closedAt, _, rechecks) = history;
        var (change, at) = (snapshot.Change, snapshot.UpdatedAt);
        Newest(at);
        var known = ChangeOf(change.Number);
        foreach (var patchSet in snapshot.PatchSets)
            if (!known.PatchSets.ContainsKey(patchSet.Number)) Add(change, patchSet, at, oldest, known);
        if (closedAt is { } end) Tell(change, change.Status == ChangeStatus.Merged ? "change-merged" : "change-abandoned", end, known);
        Tell(change, "query", at, known);
        foreach (var (number, recheck) in rechecks)
            if (recheck.Target is null) Rechecked(change.Number, number, recheck.At);
    }

    private void Rechecked(long change, int patchSet, DateTimeOffset at) =>
        Replace(change, patchSet, r => r.RecheckedAt >= at ? r : r with { RecheckedAt = at });

    private void Add(ChangeInfo change, PatchSetInfo patchSet, DateTimeOffset at, DateTimeOffset oldest, ChangeRows known)
    {
        var row = BoardRows.New(change, patchSet, patchSet.CreatedAt ?? at);
        for (var i = known.PatchSets.Count - 1; i >= 0; i--)
        {
            var other = known.PatchSets.GetKeyAtIndex(i);
            if (other > patchSet.Number) row = Superseded(row, known.PatchSets.GetValueAtIndex(i));
            else if (!Supersede(change.Number, other, row.CreatedAt)) break; // those before it were replaced as early
        }

        if (row.CreatedAt < oldest) return;
        Insert(row);
        known.Added.Add(row.PatchSet);
    }

    /// <summary>Says false where the patch set was replaced by then.</summary>
    private bool Supersede(long change, int patchSet, DateTimeOffset at)
    {
        var place = IndexOf(change, patchSet);
        if (place < 0) return true;
        var row = Superseded(_rows[place], at);
        if (ReferenceEquals(row, _rows[place])) return false;
        _rows[place] = row;
        return true;
    }

    private static BoardRow Superseded(BoardRow row, DateTimeOffset at) =>
        row.SupersededAt <= at ? row : row with { SupersededAt = at };

    private void Tell(ChangeInfo change, string type, DateTimeOffset at, ChangeRows known)
    {
        var (facts, shown) = (known.Facts, known.Owner);
        known.Facts = facts?.With(change, type, at) ?? ChangeFacts.Of(change, type, at);
        if (known.Facts.UpdatedAt == at && change.Owner is { } owner) known.Owner = pool.Shared(owner.Shown);
        // Most events say nothing new of their change: then no row is looked at, however many patch sets it has.
        var isNew = facts is null || known.Owner != shown || facts with { UpdatedAt = known.Facts.UpdatedAt, StatusAt = known.Facts.StatusAt } != known.Facts;
        foreach (var patchSet in isNew ? known.PatchSets.Keys : known.Added)
            Replace(change.Number, patchSet, r => r.WithChange(known.Facts, known.Owner));
        known.Added.Clear();
    }

    private void Add(long change, CommittedReport committed)
    {
        var report = committed.Report;
        var ci = pool.Shared(report.Ci);
        if (!_cis.TryGetValue(ci, out var info) || info.Name != report.Account.Shown)
            _cis = _cis.SetItem(ci, new CiInfo(ci, report.Account.Key, report.Pipeline, report.Account.Shown));
        var jobs = report.Jobs.Take(limits.ReportJobs).Select(j => new JobMark(pool.Shared(j.Name ?? j.Url ?? ""), pool.Shared(j.Result), j.Outcome, j.Seconds, j.Voting));
        var head = new ReportHead(committed.Id, report.Phase, report.Outcome, report.Vote, report.ReportedAt, report.Contradiction, [.. jobs]);
        Replace(change, committed.PatchSet, r => (committed.IsNew ? r : r.WithoutReport(ci, head.Id)).WithReport(ci, head, limits.CellReports));
    }

    private ChangeRows ChangeOf(long number)
    {
        if (!_changes.TryGetValue(number, out var change)) _changes[number] = change = new ChangeRows();
        return change;
    }

    private void Insert(BoardRow row)
    {
        var at = _rows.BinarySearch(row, Comparer<BoardRow>.Create(BoardRows.NewestFirst));
        _rows.Insert(at < 0 ? ~at : at, row);
        ChangeOf(row.Change).PatchSets[row.PatchSet] = row.CreatedAt;
    }

    private void Replace(long change, int patchSet, Func<BoardRow, BoardRow> make)
    {
        var at = IndexOf(change, patchSet);
        if (at >= 0) _rows[at] = make(_rows[at]);
    }

    private int IndexOf(long change, int patchSet)
    {
        if (!_changes.TryGetValue(change, out var known) || !known.PatchSets.TryGetValue(patchSet, out var createdAt)) return -1;
        int low = 0, high = _rows.Count - 1;
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var row = _rows[middle];
            var order = createdAt.CompareTo(row.CreatedAt);
            if (order == 0) order = change.CompareTo(row.Change);
            if (order == 0) order = patchSet.CompareTo(row.PatchSet);
            if (order == 0) return middle;
            if (order > 0) high = middle - 1;
            else low = middle + 1;
        }

        return -1;
    }

    private void Newest(DateTimeOffset at) => _newestAt = at > _newestAt ? at : _newestAt;

    private sealed class ChangeRows
    {
        /// <summary>When each was created: its place in the rows.</summary>
        public SortedList<int, DateTimeOffset> PatchSets { get; } = [];

        /// <summary>Those that have not been told what is known of the change.</summary>
        public List<int> Added { get; } = [];

        public ChangeFacts? Facts { get; set; }

        /// <summary>The owner's name to show.</summary>
        public string Owner { get; set; } = "";
    }
}
