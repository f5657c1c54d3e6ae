using System.Collections.Immutable;
using CiWatch.Ingest.Storage.Schema;
using CiWatch.Ingest.Votes;
using Microsoft.EntityFrameworkCore;

namespace CiWatch.Ingest.Storage;

/// <summary>
/// What pages and the API ask of the database. Each question runs on a thread of the pool: SQLite's async methods are synchronous,
/// and a circuit's thread must never wait for a disk.
/// </summary>
public sealed class ReportStore(Database database)
{
    /// <summary>The reports of one CI on one patch set, oldest first; none where nothing is known.</summary>
    /// <param name="ci">The CI's key: account and pipeline.</param>
    /// <param name="also">A second key whose reports belong to the same cell; null for none.</param>
    public Task<ImmutableArray<StoredReport>> OfCellAsync(
        string server, long change, int patchSet, string ci, string? also, CancellationToken cancel) =>
        Ask(
            context => OfPatchSet(context, server, change, patchSet).AsEnumerable()
                .Select(r => r.ToStored()).Where(r => r.Report.Ci == ci || r.Report.Ci == also).ToImmutableArray(),
            cancel);

    /// <summary>The reports of one CI on a change, oldest first, each with its patch set's number: one question, however many patch sets.</summary>
    /// <param name="from">The first patch set that is wanted.</param>
    public Task<ImmutableArray<(int PatchSet, StoredReport Report)>> OfCiAsync(
        string server, long change, int from, string ci, string? also, CancellationToken cancel) =>
        Ask(
            context =>
            {
                var reports = OfCi(context, server, change, from, ci, also).AsEnumerable().Select(r => r.ToStored()).ToDictionary(r => r.Id);
                return PlacesOfCi(context, server, change, from, ci, also).AsEnumerable().Where(p => reports.ContainsKey(p.Report))
                    .Select(p => (p.PatchSet, reports[p.Report])).ToImmutableArray();
            },
            cancel);

    /// <summary>Who asked for other runs on a change, oldest first.</summary>
    public Task<ImmutableArray<StoredRecheck>> RechecksAsync(string server, long change, CancellationToken cancel) =>
        Ask(context => Rechecks(context, server, change).AsEnumerable().Select(r => r.ToStored()).ToImmutableArray(), cancel);

    /// <summary>A change with all that CIs said of it; null where it was never seen.</summary>
    /// <param name="server">Null where any will do: then the one whose change of this number was last heard of.</param>
    public Task<StoredChange?> FindChangeAsync(long number, string? server, CancellationToken cancel) =>
        Ask(context => Find(context, number, server), cancel);

    /// <summary>A change without what CIs said of it; null where it was never seen. Of several servers the one last heard of.</summary>
    public Task<StoredHead?> FindChangeHeadAsync(long number, CancellationToken cancel) =>
        Ask(context => Changes(context, number, null).FirstOrDefault() is { } change ? new StoredHead(change.Server!.Name, Info(change), change.UpdatedAt) : null, cancel);

    /// <summary>Where the jobs of reports have their logs, by report; the address of a job without one is null.</summary>
    public Task<ImmutableDictionary<long, ImmutableArray<JobRun>>> JobsAsync(ImmutableArray<long> reports, CancellationToken cancel) =>
        Ask(
            context => JobsOf(context, reports).AsEnumerable().GroupBy(j => j.ReportId)
                .ToImmutableDictionary(g => g.Key, g => g.Select(j => new JobRun(j.Job?.Name, j.Result, j.Outcome, j.Url, j.Seconds, j.Voting)).ToImmutableArray()),
            cancel);

    internal static IQueryable<JobRunRow> JobsOf(CiWatchContext context, ImmutableArray<long> reports)
    {
        List<long> keys = [.. reports];
        return context.Set<JobRunRow>().AsNoTracking().Include(j => j.Job).Where(j => keys.Contains(j.ReportId)).OrderBy(j => j.ReportId).ThenBy(j => j.Ordinal);
    }

    internal static IQueryable<ReportView> OfPatchSet(CiWatchContext context, string server, long change, int patchSet) =>
        Views(context.Reports.Where(r =>
            r.PatchSet!.Number == patchSet && r.PatchSet.Change!.Number == change && r.PatchSet.Change.Server!.Name == server));

    internal static IQueryable<ReportView> OfCi(CiWatchContext context, string server, long change, int from, string ci, string? also) =>
        Views(RowsOfCi(context, server, change, from, ci, also));

    internal static IQueryable<ReportPlace> PlacesOfCi(CiWatchContext context, string server, long change, int from, string ci, string? also) =>
        RowsOfCi(context, server, change, from, ci, also).OrderBy(r => r.ReportedAt).ThenBy(r => r.Id).Select(r => new ReportPlace(r.Id, r.PatchSet!.Number));

    internal static IQueryable<RecheckView> Rechecks(CiWatchContext context, string server, long change) =>
        from patchSet in context.PatchSets
        where patchSet.Change!.Number == change && patchSet.Change.Server!.Name == server
        join recheck in context.Set<RecheckRow>() on patchSet.Id equals recheck.PatchSetId
        join account in context.Set<AccountRow>() on recheck.AccountId equals account.Id
        orderby recheck.At, recheck.Id
        select new RecheckView(patchSet.Number, account.Name, account.Key, recheck.Target, recheck.At);

    internal static IQueryable<ReportView> OfChange(CiWatchContext context, long change) =>
        Views(context.Reports.Where(r => r.PatchSet!.ChangeId == change));

    internal static IQueryable<ChangeRow> Changes(CiWatchContext context, long number, string? server) =>
        context.Changes.AsNoTracking().Include(c => c.Server).Include(c => c.Project).Include(c => c.Owner)
            .Where(c => c.Number == number && (server == null || c.Server!.Name == server))
            .OrderByDescending(c => c.UpdatedAt);

    internal static IQueryable<PatchSetRow> PatchSets(CiWatchContext context, long change) =>
        context.PatchSets.AsNoTracking().Include(p => p.Uploader).Where(p => p.ChangeId == change).OrderBy(p => p.Number);

    private static IQueryable<ReportRow> RowsOfCi(CiWatchContext context, string server, long change, int from, string ci, string? also) =>
        context.Reports.Where(r =>
            r.PatchSet!.Change!.Number == change && r.PatchSet.Change.Server!.Name == server && r.PatchSet.Number >= from
            && ((r.Ci!.Pipeline == "" ? r.Ci.Account!.Key : r.Ci.Account!.Key + " " + r.Ci.Pipeline) == ci
                || (r.Ci.Pipeline == "" && r.Ci.Account!.Key == also)));

    private static IQueryable<ReportView> Views(IQueryable<ReportRow> reports) => reports
        .OrderBy(r => r.ReportedAt).ThenBy(r => r.Id)
        .Select(r => new ReportView(
            r,
            r.Ci!.Account!,
            r.Ci.Pipeline,
            r.Text!.Text,
            r.Text.EventText,
            r.Jobs.OrderBy(j => j.Ordinal)
                .Select(j => new JobRun(j.Job == null ? null : j.Job.Name, j.Result, j.Outcome, j.Url, j.Seconds, j.Voting)).ToList()))
        .AsNoTracking().AsSplitQuery(); // else each job would bring the whole text along

    private static StoredChange? Find(CiWatchContext context, long number, string? server)
    {
        if (Changes(context, number, server).FirstOrDefault() is not { } change) return null;
        var reports = OfChange(context, change.Id).AsEnumerable().ToLookup(r => r.Head.PatchSetId, r => r.ToStored());
        var patchSets = PatchSets(context, change.Id).AsEnumerable().Select(p => new StoredPatchSet(
            new PatchSetInfo(p.Number, p.Kind, p.CreatedAt, p.Uploader?.ToAccount(), p.Revision, p.Ref), p.CreatedAt, [.. reports[p.Id]]));
        return new StoredChange(change.Server!.Name, Info(change), change.ClosedAt, [.. patchSets]);
    }

    private static ChangeInfo Info(ChangeRow change) => new(
        change.Project!.Name, change.Branch, change.Number, change.ChangeId, change.Subject, change.Owner?.ToAccount(),
        change.Url, change.Topic, change.Status, change.Wip)
    {
        Hashtags = change.Hashtags,
    };

    private Task<T> Ask<T>(Func<CiWatchContext, T> question, CancellationToken cancel) => Task.Run(() => database.Read(question), cancel);
}
