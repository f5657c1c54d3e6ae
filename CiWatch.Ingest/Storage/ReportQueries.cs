using CiWatch.Ingest.Storage.Schema;
using CiWatch.Ingest.Votes;
using Microsoft.EntityFrameworkCore;

namespace CiWatch.Ingest.Storage;

/// <summary>The questions of <see cref="ReportStore"/> about reports: first which ones, by keys alone, then those with all they hold.</summary>
internal static class ReportQueries
{
    /// <summary>Keys that may be the CI's: its account's name may have blanks, and so may its pipeline's.</summary>
    public static IQueryable<CiName> Cis(CiWatchContext context, string server, params string?[] keys)
    {
        List<string> accounts = [.. keys.OfType<string>().SelectMany(AccountsOf).Distinct()];
        return from row in context.Set<ServerRow>().AsNoTracking()
               where row.Name == server
               join account in context.Set<AccountRow>() on row.Id equals account.ServerId
               where accounts.Contains(account.Key)
               join ci in context.Set<CiRow>() on account.Id equals ci.AccountId
               select new CiName(ci.Id, account.Key, ci.Pipeline);
    }

    /// <summary>The reports of CIs on a change.</summary>
    /// <param name="from">The first patch set that is wanted.</param>
    /// <param name="to">The last one.</param>
    public static IQueryable<ReportRow> OfCis(CiWatchContext context, string server, long change, int from, int to, List<long> cis) =>
        context.Reports.AsNoTracking().Where(r =>
            r.PatchSet!.Change!.Number == change && r.PatchSet.Change.Server!.Name == server
            && r.PatchSet.Number >= from && r.PatchSet.Number <= to && cis.Contains(r.CiId));

    /// <summary>
    /// Which reports of a change to read: of each CI on each patch set the newest, and the first and the last of each kind, from which the
    /// cell's state follows. Where they are too many, all cells have their newest one first.
    /// </summary>
    public static IQueryable<ReportPlace> OfChange(CiWatchContext context, long change, int from, int to, int mostOfCi, int most) =>
        context.Database.SqlQuery<ReportPlace>($"""
            SELECT Report, PatchSet, OfCi FROM (
                SELECT r.Id AS Report, p.Number AS PatchSet, r.ReportedAt AS ReportedAt,
                    count(*) OVER (PARTITION BY p.Id, r.CiId) AS OfCi,
                    row_number() OVER (PARTITION BY p.Id, r.CiId ORDER BY r.ReportedAt DESC, r.Id DESC) AS Newest,
                    row_number() OVER (PARTITION BY p.Id, r.CiId, r.Phase, r.Outcome ORDER BY r.ReportedAt DESC, r.Id DESC) AS Last,
                    row_number() OVER (PARTITION BY p.Id, r.CiId, r.Phase, r.Outcome ORDER BY r.ReportedAt, r.Id) AS First
                FROM PatchSets p CROSS JOIN Reports r ON r.PatchSetId = p.Id
                WHERE p.ChangeId = {change} AND p.Number >= {from} AND p.Number <= {to})
            WHERE Newest <= {mostOfCi} OR First = 1 OR Last = 1
            ORDER BY min(Newest, {mostOfCi} + 1), PatchSet DESC, ReportedAt DESC, Report DESC
            LIMIT {most}
            """);

    /// <summary>Reports by their keys.</summary>
    /// <param name="jobs">How many of each report's jobs.</param>
    public static IQueryable<ReportView> Views(CiWatchContext context, List<long> reports, int jobs) => context.Reports
        .Where(r => reports.Contains(r.Id))
        .OrderBy(r => r.Id)
        .Select(r => new ReportView(
            r, r.Ci!.Account!, r.Ci.Pipeline,
            r.Jobs.Where(j => j.Ordinal < jobs).OrderBy(j => j.Ordinal)
                .Select(j => new JobRun(j.Job == null ? null : j.Job.Name, j.Result, j.Outcome, j.Url, j.Seconds, j.Voting)).ToList(),
            r.Jobs.Count()))
        .AsNoTracking().AsSplitQuery(); // else each job would bring the whole report along

    /// <summary>The beginnings of reports' words.</summary>
    public static IQueryable<TextHead> Words(CiWatchContext context, List<long> reports, int bytes) =>
        context.Database.SqlQuery<TextHead>($"""
            SELECT ReportId, coalesce(substr(CAST(Text AS BLOB), 1, {bytes}), x'') AS Text, octet_length(Text) AS Bytes,
                CASE WHEN EventText IS NOT NULL THEN coalesce(substr(CAST(EventText AS BLOB), 1, {bytes}), x'') END AS EventText,
                coalesce(octet_length(EventText), 0) AS EventBytes
            FROM ReportTexts WHERE ReportId IN (SELECT value FROM json_each({System.Text.Json.JsonSerializer.Serialize(reports)}))
            """);

    private static IEnumerable<string> AccountsOf(string key)
    {
        yield return key;
        for (var blank = key.IndexOf(' ', StringComparison.Ordinal); blank >= 0; blank = key.IndexOf(' ', blank + 1)) yield return key[..blank];
    }
}
