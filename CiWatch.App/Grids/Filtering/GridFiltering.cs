using System.Collections.Immutable;

namespace CiWatch.App.Grids.Filtering;

/// <summary>Shows a grid through a filter. Pure but for its patience: the same grid and filter give the same view.</summary>
/// <remarks>
/// First the CIs that name, expression and comparison choose; of these alone failures and missing answers are looked for; then the
/// rows; then the columns that have nothing to say of those rows go.
/// </remarks>
internal static class GridFiltering
{
    /// <summary>The view. The same object as <paramref name="before"/> where that was of the same grid and filter.</summary>
    public static FilteredGrid Apply(GridSnapshot grid, GridFilter filter, TimeProvider time, FilteredGrid? before = null)
    {
        if (before is not null && ReferenceEquals(before.Grid, grid) && before.Filter == filter) return before;
        var text = before is not null && before.Filter.Text == filter.Text ? before.Text : TextPattern.Parse(filter.Text);
        var name = before is not null && before.Filter.Ci == filter.Ci ? before.Ci : TextPattern.Parse(filter.Ci);
        var pass = new Pass(time);
        var (scope, named) = pass.Try(ref name, (p, ci) => Scope(grid, filter, p, ci));
        var facts = pass.Try(ref text, (p, rows) => Facts(grid, filter, p, rows, named));
        ImmutableArray<GridRow> shown = facts.All(f => f.Shown) ? grid.Rows : [.. facts.Where(f => f.Shown).Select(f => f.Row)];
        var (stays, mayGo) = (scope.Where(c => Stays(grid, filter, c)).ToHashSet(), scope.RemoveAll(c => Stays(grid, filter, c)));
        var (green, empty) = (Places(mayGo, c => ColumnLooks.IsGreen(shown.AsSpan(), c)), Places(mayGo, c => ColumnLooks.IsVoid(shown.AsSpan(), c)));
        ImmutableArray<int> columns =
            [.. scope.Where(c => stays.Contains(c) || !((filter.HideGreen && green.Contains(c)) || (filter.HideVoid && empty.Contains(c))))];
        if (before is not null && before.Columns.AsSpan().SequenceEqual(columns.AsSpan())) columns = before.Columns;
        return new FilteredGrid(
            grid, filter, shown, columns, Counts(grid, facts, shown, green.Count, empty.Count, mayGo.Length), text, name, Unknown(grid, filter));
    }

    /// <summary>The gate's columns stay in view, unless CIs are compared.</summary>
    private static bool Stays(GridSnapshot grid, GridFilter filter, int column) => grid.Columns[column].Gate && filter.Compared.IsEmpty;

    /// <summary>
    /// The columns in view, and of these the ones that the reader named: the gate's stay in view beside them, but their failures are not
    /// what is looked for.
    /// </summary>
    private static (ImmutableArray<int> Shown, ImmutableArray<int> Named) Scope(GridSnapshot grid, GridFilter filter, Pass pass, TextPattern name)
    {
        var compared = filter.Compared.Where(ci => grid.Columns.Any(c => c.Ci == ci)).ToHashSet();
        ImmutableArray<int> named =
        [
            .. Enumerable.Range(0, grid.Columns.Length).Where(i => compared.Count > 0
                ? compared.Contains(grid.Columns[i].Ci)
                : pass.Matches(name, grid.Columns[i].Name, grid.Columns[i].Ci)),
        ];
        return compared.Count > 0
            ? (named, named)
            : ([.. Enumerable.Range(0, grid.Columns.Length).Where(i => grid.Columns[i].Gate || named.Contains(i))], named);
    }

    private static List<RowFacts> Facts(GridSnapshot grid, GridFilter filter, Pass pass, TextPattern text, ImmutableArray<int> named) =>
    [
        .. grid.Rows.Select(row => new RowFacts(
            row,
            RowStandings.Of(row.Source),
            filter.Branch.Length == 0 || row.Source.Branch == filter.Branch,
            filter.Status is not { } status || RowStandings.Of(row.Source) == status,
            text.IsAny || Matches(pass, text, row),
            ColumnLooks.HasFailure(row, named.AsSpan()),
            ColumnLooks.HasMissing(row, named.AsSpan()),
            !filter.OnlyFailures, !filter.OnlyMissing)),
    ];

    private static bool Matches(Pass pass, TextPattern text, GridRow row)
    {
        var source = row.Source;
        var number = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{source.Change},{source.PatchSet}");
        return pass.Matches(text, number, source.Subject, source.Owner, source.Topic) || (!source.Hashtags.IsEmpty && pass.Matches(text, [.. source.Hashtags]));
    }

    private static FilterCounts Counts(GridSnapshot grid, List<RowFacts> facts, ImmutableArray<GridRow> rows, int green, int empty, int mayGo) => new(
        facts.Count(f => f is { Matches: true, MissingOk: true, Failed: true }),
        facts.Count(f => f is { Matches: true, FailureOk: true, Missing: true }),
        facts.Count(f => f is { Matches: true, MissingOk: true }),
        facts.Count(f => f is { Matches: true, FailureOk: true }),
        green, empty, mayGo, rows.Count(r => ColumnLooks.GateVote(r, grid.Columns) != 0),
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
