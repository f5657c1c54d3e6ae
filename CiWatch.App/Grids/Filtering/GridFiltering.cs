using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace CiWatch.App.Grids.Filtering;

/// <summary>Shows a grid through a filter. Pure: the same grid and filter give the same view.</summary>
/// <remarks>
/// First the CIs that name, expression and comparison choose; of these alone failures and missing answers are looked for; then the
/// rows; then the columns that have nothing to say of those rows go.
/// </remarks>
internal static class GridFiltering
{
    /// <summary>The view. The same object as <paramref name="before"/> where that was of the same grid and filter.</summary>
    public static FilteredGrid Apply(GridSnapshot grid, GridFilter filter, FilteredGrid? before = null)
    {
        if (before is not null && ReferenceEquals(before.Grid, grid) && before.Filter == filter) return before;
        var (text, name) = (TextPattern.Parse(filter.Text), TextPattern.Parse(filter.Ci));
        var (textError, nameError) = (text.Error, name.Error);
        var scope = Guarded(() => Scope(grid, filter, name), () => Scope(grid, filter, TextPattern.Any), ref nameError);
        var facts = Guarded(() => Facts(grid, filter, text, scope), () => Facts(grid, filter, TextPattern.Any, scope), ref textError);
        ImmutableArray<GridRow> rows = facts.All(f => f.Shown) ? grid.Rows : [.. facts.Where(f => f.Shown).Select(f => f.Row)];
        var (green, empty) = (Places(scope, c => ColumnLooks.IsGreen(rows.AsSpan(), c)), Places(scope, c => ColumnLooks.IsVoid(rows.AsSpan(), c)));
        ImmutableArray<int> columns = // the gate's stay in view
        [
            .. scope.Where(c => (grid.Columns[c].Gate && filter.Compared.IsEmpty)
                || !((filter.HideGreen && green.Contains(c)) || (filter.HideVoid && empty.Contains(c)))),
        ];
        if (before is not null && before.Columns.AsSpan().SequenceEqual(columns.AsSpan())) columns = before.Columns;
        return new FilteredGrid(
            grid, filter, rows, columns, Counts(grid, facts, rows, green.Count, empty.Count), textError, nameError, Unknown(grid, filter));
    }

    /// <summary>An expression that takes too long is not applied, and says so.</summary>
    private static T Guarded<T>(Func<T> tried, Func<T> otherwise, ref string? error)
    {
        try
        {
            return tried();
        }
        catch (RegexMatchTimeoutException)
        {
            error = "Takes too long: write it simpler.";
            return otherwise();
        }
    }

    private static ImmutableArray<int> Scope(GridSnapshot grid, GridFilter filter, TextPattern name)
    {
        var compared = filter.Compared.Where(ci => grid.Columns.Any(c => c.Ci == ci)).ToHashSet();
        return
        [
            .. Enumerable.Range(0, grid.Columns.Length).Where(i => compared.Count > 0
                ? compared.Contains(grid.Columns[i].Ci)
                : grid.Columns[i].Gate || name.Matches(grid.Columns[i].Name, grid.Columns[i].Ci)),
        ];
    }

    private static List<RowFacts> Facts(GridSnapshot grid, GridFilter filter, TextPattern text, ImmutableArray<int> scope) =>
    [
        .. grid.Rows.Select(row => new RowFacts(
            row,
            RowStandings.Of(row.Source),
            filter.Branch.Length == 0 || row.Source.Branch == filter.Branch,
            filter.Status is not { } status || RowStandings.Of(row.Source) == status,
            text.IsAny || Matches(text, row),
            ColumnLooks.HasFailure(row, scope.AsSpan()),
            ColumnLooks.HasMissing(row, scope.AsSpan()),
            !filter.OnlyFailures, !filter.OnlyMissing)),
    ];

    private static bool Matches(TextPattern text, GridRow row)
    {
        var source = row.Source;
        var number = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{source.Change},{source.PatchSet}");
        return text.Matches(number, source.Subject, source.Owner, source.Topic) || (!source.Hashtags.IsEmpty && text.Matches([.. source.Hashtags]));
    }

    private static FilterCounts Counts(GridSnapshot grid, List<RowFacts> facts, ImmutableArray<GridRow> rows, int green, int empty) => new(
        facts.Count(f => f is { Matches: true, MissingOk: true, Failed: true }),
        facts.Count(f => f is { Matches: true, FailureOk: true, Missing: true }),
        facts.Count(f => f is { Matches: true, MissingOk: true }),
        facts.Count(f => f is { Matches: true, FailureOk: true }),
        green, empty, rows.Count(r => ColumnLooks.GateVote(r, grid.Columns) != 0),
        [
            .. facts.GroupBy(f => f.Row.Source.Branch).Select(g => (Branch: g.Key, Rows: g.Count(f => f is { Status: true, Text: true, FailureOk: true, MissingOk: true })))
                .OrderByDescending(b => b.Rows).ThenBy(b => b.Branch, StringComparer.Ordinal),
        ],
        [.. RowStandings.All.Select(s => (s, facts.Count(f => f.Standing == s && f is { Branch: true, Text: true, FailureOk: true, MissingOk: true })))]);

    private static HashSet<int> Places(ImmutableArray<int> scope, Func<int, bool> has) => [.. scope.Where(has)];

    private static ImmutableArray<string> Unknown(GridSnapshot grid, GridFilter filter)
    {
        var unknown = filter.Compared.Where(ci => grid.Columns.All(c => c.Ci != ci)).ToList();
        if (unknown.Count == 0) return [];
        var names = string.Join(", ", unknown.Take(3).Select(FilterAddress.Quoted)) + (unknown.Count > 3 ? $" and {unknown.Count - 3} more" : "");
        return [$"No CI of this window has the key {names}{(unknown.Count == filter.Compared.Length ? ": all CIs are shown" : "")}."];
    }

    /// <summary>What each filter thinks of one row.</summary>
    private sealed record RowFacts(
        GridRow Row, RowStanding Standing, bool Branch, bool Status, bool Text, bool Failed, bool Missing, bool AnyFailure, bool AnyMissing)
    {
        public bool Matches => Branch && Status && Text;

        public bool FailureOk => Failed || AnyFailure;

        public bool MissingOk => Missing || AnyMissing;

        public bool Shown => Matches && FailureOk && MissingOk;
    }
}
