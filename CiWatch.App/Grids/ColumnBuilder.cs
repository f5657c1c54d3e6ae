using System.Collections.Immutable;
using CiWatch.Ingest.Live;
using CiWatch.Ingest.Votes;

namespace CiWatch.App.Grids;

/// <summary>Which CIs a grid has as columns, and in which order. Pure.</summary>
internal static class ColumnBuilder
{
    /// <summary>How many of the gate CI's pipelines stay in view while scrolling.</summary>
    public const int MaxGateColumns = 2;

    /// <summary>
    /// The columns of rows: each CI that said something of a run, or is expected. The gate's pipelines first (check before
    /// gate before all others), then by name.
    /// </summary>
    public static ImmutableArray<GridColumn> Build(
        ProjectBoard board, IEnumerable<BoardRow> rows, RosterTable rosters, GridRules rules)
    {
        var main = MainPipelines(board);
        Dictionary<string, HashSet<string>> jobs = [];
        foreach (var row in rows)
        {
            foreach (var ci in rosters.Expected(row)) jobs.TryAdd(Home(main, ci), []);
            foreach (var ci in row.Cis)
            {
                if (!ci.Reports.Any(Counts)) continue;
                var home = Home(main, ci.Ci);
                if (!jobs.TryGetValue(home, out var names)) jobs[home] = names = [];
                foreach (var job in ci.Reports.SelectMany(r => r.Jobs))
                {
                    if (names.Count < rules.MaxJobs) names.Add(job.Name);
                }
            }
        }

        var several = jobs.Keys.Select(ci => Info(board, ci).Account).GroupBy(a => a).Where(g => g.Skip(1).Any()).Select(g => g.Key).ToHashSet();
        var columns = jobs
            .Select(j => (Info: Info(board, j.Key), Jobs: j.Value))
            .Select(c => (c.Info, c.Jobs, Gate: rules.GateAccounts.Contains(c.Info.Account), Name: Name(c.Info, several)))
            .OrderByDescending(c => c.Gate)
            .ThenBy(c => c.Gate ? PipelineRank(c.Info.Pipeline) : 0)
            .ThenBy(c => c.Name, StringComparer.OrdinalIgnoreCase)
            .ThenBy(c => c.Info.Ci, StringComparer.Ordinal)
            .ToList();
        return [.. columns.Select((c, i) =>
        {
            ImmutableArray<string> sorted = [.. c.Jobs.Order(StringComparer.Ordinal)];
            return new GridColumn(
                c.Info.Ci, c.Name, c.Info.Account, c.Info.Pipeline, c.Gate && i < MaxGateColumns, sorted,
                main.GetValueOrDefault(c.Info.Account) == c.Info.Ci ? c.Info.Account : null) { Groups = rules.Groups.Of(sorted) };
        })];
    }

    /// <summary>Whether two builds came to the same columns. Groups follow from jobs.</summary>
    public static bool Same(ImmutableArray<GridColumn> a, ImmutableArray<GridColumn> b) =>
        a.Length == b.Length
        && a.Zip(b).All(p => p.First with { Jobs = [], Groups = [] } == p.Second with { Jobs = [], Groups = [] } && p.First.Jobs.AsSpan().SequenceEqual(p.Second.Jobs.AsSpan()));

    /// <summary>Whether a row needs no column, and no job of a column, that is not there.</summary>
    public static bool Covers(Dictionary<string, GridColumn> columns, BoardRow row, RosterTable rosters, int maxJobs) =>
        rosters.Expected(row).All(columns.ContainsKey)
        && row.Cis.Where(c => c.Reports.Any(Counts)).All(c =>
            columns.TryGetValue(c.Ci, out var column)
            && (column.Jobs.Length >= maxJobs
                || c.Reports.All(r => r.Jobs.All(j => column.Jobs.BinarySearch(j.Name, StringComparer.Ordinal) >= 0))));

    private static bool Counts(ReportHead report) => report.Phase != Phase.Other || report.Outcome is not null;

    private static CiInfo Info(ProjectBoard board, string ci) => board.Cis.GetValueOrDefault(ci) ?? new CiInfo(ci, ci, null, ci);

    /// <summary>Of each account with pipelines, the one that stands for it where a report names none.</summary>
    private static Dictionary<string, string> MainPipelines(ProjectBoard board) => board.Cis.Values
        .Where(c => c.Pipeline is not null)
        .GroupBy(c => c.Account)
        .ToDictionary(g => g.Key, g => g.OrderBy(c => PipelineRank(c.Pipeline)).ThenBy(c => c.Ci, StringComparer.Ordinal).First().Ci);

    private static string Home(Dictionary<string, string> main, string ci) => main.GetValueOrDefault(ci, ci);

    private static int PipelineRank(string? pipeline) => pipeline switch { "check" => 0, null => 1, "gate" => 2, _ => 3 };

    private static string Name(CiInfo ci, HashSet<string> several) =>
        ci.Pipeline is { } pipeline && several.Contains(ci.Account) ? $"{ci.Name} {pipeline}" : ci.Name;
}
