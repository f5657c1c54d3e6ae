using System.Collections.Immutable;
using CiWatch.Ingest.Storage.Schema;
using CiWatch.Ingest.Votes;
using Microsoft.EntityFrameworkCore;

namespace CiWatch.Ingest.Storage;

/// <summary>
/// What pages and the API ask of the database. Each question runs on a thread of the pool: SQLite's async methods are synchronous,
/// and a circuit's thread must never wait for a disk.
/// </summary>
/// <param name="limits">How much an answer holds; null for the default.</param>
public sealed class ReportStore(Database database, ReportLimits? limits = null)
{
    /// <summary>More than a page lists of them.</summary>
    public const int MostRechecks = 500;

    /// <summary>Reports that are read at once: between two, the bytes are counted.</summary>
    private const int Chunk = 100;

    /// <summary>How much an answer holds.</summary>
    public ReportLimits Limits { get; } = limits ?? ReportLimits.Default;

    /// <summary>A page of the reports of one CI on one patch set; an empty one where nothing is known.</summary>
    /// <param name="ci">The CI's key: account and pipeline.</param>
    /// <param name="also">A second key whose reports belong to the same cell; null for none.</param>
    /// <param name="skip">How many of the newest are left out.</param>
    /// <param name="take">How many are wanted; null for <see cref="ReportLimits.CellReports"/>.</param>
    public Task<ReportPage> OfCellAsync(
        string server, long change, int patchSet, string ci, string? also, CancellationToken cancel, int skip = 0, int? take = null) =>
        Ask(context => Page(context, server, change, patchSet, patchSet, ci, also, skip, take ?? Limits.CellReports), cancel);

    /// <summary>A page of the reports of one CI on a change: those on the newest patch set come on the first one.</summary>
    /// <param name="from">The first patch set that is wanted.</param>
    public Task<ReportPage> OfCiAsync(
        string server, long change, int from, string ci, string? also, CancellationToken cancel, int skip = 0, int? take = null) =>
        Ask(context => Page(context, server, change, from, int.MaxValue, ci, also, skip, take ?? Limits.CellReports), cancel);

    /// <summary>Who asked for other runs on a change, oldest first: the newest <see cref="MostRechecks"/>.</summary>
    public Task<ImmutableArray<StoredRecheck>> RechecksAsync(string server, long change, CancellationToken cancel) => Ask(
        context => Rechecks(context, server, change).Take(MostRechecks).AsEnumerable().Select(r => r.ToStored()).Reverse().ToImmutableArray(),
        cancel);

    /// <summary>A change with what CIs said of it, as far as the limits allow; null where it was never seen.</summary>
    /// <param name="server">Null where any will do: then the one whose change of this number was last heard of.</param>
    /// <param name="skip">How many of the newest patch sets are left out.</param>
    /// <param name="take">How many are wanted; null for <see cref="ReportLimits.PatchSets"/>.</param>
    public Task<StoredChange?> FindChangeAsync(long number, string? server, CancellationToken cancel, int skip = 0, int? take = null) =>
        Ask(context => Find(context, number, server, skip, take ?? Limits.PatchSets, change => Reports(context, change)), cancel);

    /// <summary>A change with what one CI said of one of its patch sets; null where it was never seen.</summary>
    public Task<StoredChange?> FindCellAsync(long number, string server, int patchSet, string ci, CancellationToken cancel) => Ask(
        context =>
        {
            // What names no pipeline may belong to the cell: the caller knows.
            var account = ReportQueries.Cis(context, server, ci).AsEnumerable().FirstOrDefault(c => c.Key == ci)?.Account;
            var page = Page(context, server, number, patchSet, patchSet, ci, account, 0, Limits.CellReports);
            return Find(context, number, server, 0, Limits.PatchSets, _ => page.Reports.Select(r => (new ReportPlace(r.Stored.Id, r.PatchSet, 0), r.Stored)));
        },
        cancel);

    /// <summary>A change without what CIs said of it; null where it was never seen. Of several servers the one last heard of.</summary>
    public Task<StoredHead?> FindChangeHeadAsync(long number, string? server, CancellationToken cancel) => Ask(
        context => Changes(context, number, server).FirstOrDefault() is { } change ? new StoredHead(change.Server!.Name, Info(change), change.UpdatedAt) : null,
        cancel);

    /// <summary>Where the jobs of reports have their logs, by report; the address of a job without one is null.</summary>
    public Task<ImmutableDictionary<long, ImmutableArray<JobRun>>> JobsAsync(ImmutableArray<long> reports, CancellationToken cancel) =>
        Ask(
            context => JobsOf(context, reports).Where(j => j.Ordinal < Limits.ReportJobs).AsEnumerable().GroupBy(j => j.ReportId)
                .ToImmutableDictionary(g => g.Key, g => g.Select(j => new JobRun(j.Job?.Name, j.Result, j.Outcome, j.Url, j.Seconds, j.Voting)).ToImmutableArray()),
            cancel);

    internal static IQueryable<JobRunRow> JobsOf(CiWatchContext context, ImmutableArray<long> reports)
    {
        List<long> keys = [.. reports];
        return context.Set<JobRunRow>().AsNoTracking().Include(j => j.Job).Where(j => keys.Contains(j.ReportId)).OrderBy(j => j.ReportId).ThenBy(j => j.Ordinal);
    }

    internal static IQueryable<RecheckView> Rechecks(CiWatchContext context, string server, long change) =>
        from patchSet in context.PatchSets
        where patchSet.Change!.Number == change && patchSet.Change.Server!.Name == server
        join recheck in context.Set<RecheckRow>() on patchSet.Id equals recheck.PatchSetId
        join account in context.Set<AccountRow>() on recheck.AccountId equals account.Id
        orderby recheck.At descending, recheck.Id descending
        select new RecheckView(patchSet.Number, account.Name, account.Key, recheck.Target, recheck.At);

    internal static IQueryable<ChangeRow> Changes(CiWatchContext context, long number, string? server) =>
        context.Changes.AsNoTracking().Include(c => c.Server).Include(c => c.Project).Include(c => c.Owner)
            .Where(c => c.Number == number && (server == null || c.Server!.Name == server))
            .OrderByDescending(c => c.UpdatedAt);

    internal static IQueryable<PatchSetRow> PatchSets(CiWatchContext context, long change) =>
        context.PatchSets.AsNoTracking().Include(p => p.Uploader).Where(p => p.ChangeId == change).OrderByDescending(p => p.Number);

    private ReportPage Page(
        CiWatchContext context, string server, long change, int from, int to, string ci, string? also, int skip, int take)
    {
        List<long> cis = [.. ReportQueries.Cis(context, server, ci, also).AsEnumerable().Where(c => c.Key == ci || c.Key == also).Select(c => c.Id)];
        if (cis.Count == 0) return ReportPage.Empty;
        var rows = ReportQueries.OfCis(context, server, change, from, to, cis);
        var counts = rows.GroupBy(r => r.PatchSet!.Number).Select(g => new { g.Key, Count = g.Count() }).ToDictionary(g => g.Key, g => g.Count);
        List<(long Report, int PatchSet)> places =
        [
            .. rows.OrderByDescending(r => r.PatchSet!.Number).ThenByDescending(r => r.ReportedAt).ThenByDescending(r => r.Id)
                .Skip(skip).Take(take).Select(r => new { r.Id, r.PatchSet!.Number }).AsEnumerable().Select(r => (r.Id, r.Number)),
        ];
        var reports = Read(context, [.. places.Select(p => p.Report)]).ToDictionary(r => r.Id);
        var newer = counts.Keys.OrderDescending().ToDictionary(n => n, n => counts.Where(c => c.Key > n).Sum(c => c.Value));
        return new ReportPage(
            [
                .. places.Select((p, i) => new PlacedReport(p.PatchSet, counts[p.PatchSet] - (skip + i - newer[p.PatchSet]), counts[p.PatchSet], reports[p.Report]))
                    .Reverse(),
            ],
            skip, counts.Values.Sum());
    }

    private IEnumerable<StoredReport> Read(CiWatchContext context, List<long> reports)
    {
        var words = ReportQueries.Words(context, reports, Limits.ReportBytes).ToDictionary(t => t.ReportId);
        return ReportQueries.Views(context, reports, Limits.ReportJobs).AsEnumerable().Select(r => r.ToStored(words[r.Head.Id]));
    }

    private IEnumerable<(ReportPlace Place, StoredReport Report)> Reports(CiWatchContext context, PatchSetRange range)
    {
        var bytes = 0L;
        var places = ReportQueries.OfChange(context, range.Change, range.From, range.To, Limits.CellReports, Limits.ChangeReports).ToList();
        foreach (var chunk in places.Chunk(Chunk))
        {
            if (bytes > Limits.ChangeBytes) yield break;
            var read = Read(context, [.. chunk.Select(p => p.Report)]).ToDictionary(r => r.Id);
            foreach (var place in chunk)
            {
                var report = read[place.Report];
                bytes += report.Report.Text.Length + (report.Report.EventText?.Length ?? 0) + (100 * report.Report.Jobs.Length);
                yield return (place, report);
            }
        }
    }

    private static StoredChange? Find(
        CiWatchContext context, long number, string? server, int skip, int take, Func<PatchSetRange, IEnumerable<(ReportPlace Place, StoredReport Report)>> read)
    {
        if (Changes(context, number, server).FirstOrDefault() is not { } change) return null;
        var found = PatchSets(context, change.Id).Skip(skip).Take(take).ToList();
        found.Reverse();
        if (found.Count == 0) return new StoredChange(change.Server!.Name, Info(change), change.ClosedAt, []) { Total = PatchSets(context, change.Id).Count() };
        var (from, to) = (found[0].Number, found[^1].Number);
        var reports = read(new PatchSetRange(change.Id, from, to)).ToLookup(r => r.Place.PatchSet);
        var totals = context.Reports.Where(r => r.PatchSet!.ChangeId == change.Id && r.PatchSet.Number >= from && r.PatchSet.Number <= to)
            .GroupBy(r => r.PatchSet!.Number).Select(g => new { g.Key, Count = g.Count() }).ToDictionary(g => g.Key, g => g.Count);
        return new StoredChange(change.Server!.Name, Info(change), change.ClosedAt, [.. found.Select(Of)]) { Total = PatchSets(context, change.Id).Count() };

        StoredPatchSet Of(PatchSetRow p) => new(
            new PatchSetInfo(p.Number, p.Kind, p.CreatedAt, p.Uploader?.ToAccount(), p.Revision, p.Ref), p.CreatedAt,
            [.. reports[p.Number].Select(r => r.Report).OrderBy(r => r.Report.ReportedAt).ThenBy(r => r.Id)])
        {
            Total = totals.GetValueOrDefault(p.Number),
            LeftOut = reports[p.Number].GroupBy(r => r.Report.Report.Ci)
                .Select(g => (g.Key, Left: g.Max(r => r.Place.OfCi) - g.Count())).Where(g => g.Left > 0).ToImmutableDictionary(g => g.Key, g => g.Left),
        };
    }

    private static ChangeInfo Info(ChangeRow change) => new(
        change.Project!.Name, change.Branch, change.Number, change.ChangeId, change.Subject, change.Owner?.ToAccount(),
        change.Url, change.Topic, change.Status, change.Wip)
    {
        Hashtags = change.Hashtags,
    };

    private Task<T> Ask<T>(Func<CiWatchContext, T> question, CancellationToken cancel) => Task.Run(() => database.Read(question), cancel);

    /// <summary>Which patch sets of a change are read.</summary>
    private readonly record struct PatchSetRange(long Change, int From, int To);
}
