using System.Collections.Immutable;
using System.Runtime.InteropServices;
using CiWatch.Ingest.Live;
using CiWatch.Ingest.Votes;

namespace CiWatch.App.Grids;

/// <summary>Which CIs a grid has as columns, and in which order. Pure.</summary>
internal static class ColumnBuilder
{
    /// <summary>How many of the gate CI's pipelines stay in view while scrolling.</summary>
    public const int MaxGateColumns = 2;

    /// <summary>
    /// The columns of rows: each CI that said something of a run, or is expected; where those are too many, the ones that
    /// <see cref="ColumnChoice"/> puts first. The gate's pipelines first (check before gate before all others), then by name.
    /// </summary>
    /// <param name="only">Keys of the CIs that are wanted besides the gate's; null for all.</param>
    public static ColumnSet Build(
        ProjectBoard board, IReadOnlyCollection<BoardRow> rows, RosterTable rosters, GridRules rules, IReadOnlySet<string>? only = null)
    {
        var main = MainPipelines(board);
        var cis = CisOf(rows, rosters, main);
        var several = cis.Select(ci => Info(board, ci).Account).GroupBy(a => a).Where(g => g.Skip(1).Any()).Select(g => g.Key).ToHashSet();
        var (shown, folded) = Choose(board, cis, main, rules, only);
        var jobs = JobsOf(rows, main, shown, rules.MaxJobs);
        var columns = shown
            .Select(ci => Info(board, ci))
            .Select(info => (Info: info, Gate: rules.GateAccounts.Contains(info.Account), Name: Name(info, several)))
            .OrderByDescending(c => c.Gate)
            .ThenBy(c => c.Gate ? PipelineRank(c.Info.Pipeline) : 0)
            .ThenBy(c => c.Name, StringComparer.OrdinalIgnoreCase)
            .ThenBy(c => c.Info.Ci, StringComparer.Ordinal)
            .ToList();
        return new(
            [
                .. columns.Select((c, i) =>
                {
                    var (names, more) = jobs[c.Info.Ci];
                    return new GridColumn(
                        c.Info.Ci, c.Name, c.Info.Account, c.Info.Pipeline, c.Gate && i < MaxGateColumns, names,
                        main.GetValueOrDefault(c.Info.Account) == c.Info.Ci ? c.Info.Account : null) { Groups = rules.Groups.Of(names), MoreJobs = more };
                }),
            ],
            [.. folded.Select(ci => new FoldedCi(ci, Name(Info(board, ci), several)))]);
    }

    private static HashSet<string> CisOf(IEnumerable<BoardRow> rows, RosterTable rosters, Dictionary<string, string> main)
    {
        HashSet<string> cis = [];
        ImmutableHashSet<string>? last = null;
        foreach (var row in rows)
        {
            var expected = rosters.Expected(row); // of rows of one hour the same object
            if (!ReferenceEquals(expected, last)) cis.UnionWith(expected.Select(ci => Home(main, ci)));
            last = expected;
            cis.UnionWith(row.Cis.Where(c => c.Reports.Any(Counts)).Select(c => Home(main, c.Ci)));
        }

        return cis;
    }

    private static (HashSet<string> Shown, ImmutableArray<string> Folded) Choose(
        ProjectBoard board, HashSet<string> cis, Dictionary<string, string> main, GridRules rules, IReadOnlySet<string>? only)
    {
        if (only is null && cis.Count <= rules.MaxColumns) return (cis, []);
        var regularity = RegularityCount.Of(board.Rows, ci => Home(main, ci) is var home && cis.Contains(home) ? home : null);
        var gates = cis.Where(ci => rules.GateAccounts.Contains(Info(board, ci).Account))
            .OrderBy(ci => PipelineRank(Info(board, ci).Pipeline)).ThenBy(ci => ci, StringComparer.Ordinal).Take(MaxGateColumns).ToList();
        var ordered = ColumnChoice.Order(cis.Select(ci =>
        {
            var (days, patchSets) = regularity.GetValueOrDefault(ci);
            return new CiRegularity(ci, Info(board, ci).Account, gates.IndexOf(ci) is >= 0 and var rank ? rank : null, days, patchSets);
        }));
        var shown = (only is null ? ordered : ordered.Where(only.Contains)).Take(rules.MaxColumns).Union(gates).ToHashSet();
        return (shown, ordered.RemoveAll(shown.Contains));
    }

    /// <summary>
    /// Of each column the jobs that ran most often, sorted, and how many more there are. An address that occurs once is a build and no
    /// job: it would be a column with one cell.
    /// </summary>
    private static Dictionary<string, (ImmutableArray<string> Names, int More)> JobsOf(
        IEnumerable<BoardRow> rows, Dictionary<string, string> main, HashSet<string> shown, int most)
    {
        var runs = shown.ToDictionary(ci => ci, _ => new Dictionary<string, int>());
        foreach (var ci in rows.SelectMany(r => r.Cis))
        {
            if (!runs.TryGetValue(Home(main, ci.Ci), out var names) || !ci.Reports.Any(Counts)) continue;
            foreach (var report in ci.Reports)
            {
                foreach (var job in report.Jobs) CollectionsMarshal.GetValueRefOrAddDefault(names, job.Name, out _)++;
            }
        }

        foreach (var names in runs.Values)
        {
            foreach (var build in names.Where(j => j.Value == 1 && JobName.IsAddress(j.Key)).ToList()) names.Remove(build.Key);
        }

        return runs.ToDictionary(
            ci => ci.Key,
            ci => (ci.Value.Count <= most
                ? ci.Value.Keys.Order(StringComparer.Ordinal).ToImmutableArray()
                : [.. ci.Value.OrderByDescending(j => j.Value).ThenBy(j => j.Key, StringComparer.Ordinal).Take(most).Select(j => j.Key).Order(StringComparer.Ordinal)],
                Math.Max(0, ci.Value.Count - most)));
    }

    /// <summary>Whether two builds came to the same columns. Groups follow from jobs.</summary>
    public static bool Same(ImmutableArray<GridColumn> a, ImmutableArray<GridColumn> b) =>
        a.Length == b.Length
        && a.Zip(b).All(p => p.First with { Jobs = [], Groups = [] } == p.Second with { Jobs = [], Groups = [] } && p.First.Jobs.AsSpan().SequenceEqual(p.Second.Jobs.AsSpan()));

    /// <summary>
    /// Whether a row needs no column, and no job of a column, that is not there. In a grid that folds CIs, those without a column wait
    /// for the next time when all is counted.
    /// </summary>
    public static bool Covers(Dictionary<string, GridColumn> columns, BoardRow row, RosterTable rosters, GridRules rules, bool isFolded)
    {
        var isFull = isFolded || columns.Values.Distinct().Count() >= rules.MaxColumns;
        return (isFull || rosters.Expected(row).All(columns.ContainsKey))
            && row.Cis.Where(c => c.Reports.Any(Counts)).All(c => columns.TryGetValue(c.Ci, out var column) ? HasJobs(column, c, rules.MaxJobs) : isFull);
    }

    /// <summary>Whether a report says something of a run.</summary>
    public static bool Counts(ReportHead report) => report.Phase != Phase.Other || report.Outcome is not null;

    private static bool HasJobs(GridColumn column, CiReports reports, int most) =>
        column.Jobs.Length >= most
        || reports.Reports.All(r => r.Jobs.All(j => JobName.IsAddress(j.Name) || column.Jobs.BinarySearch(j.Name, StringComparer.Ordinal) >= 0));

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
