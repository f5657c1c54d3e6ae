using System.Collections.Immutable;

namespace CiWatch.App.Grids.Filtering;

/// <summary>How many there are of what each filter chooses by.</summary>
/// <param name="Failures">Rows with a failure, of those that the other filters show.</param>
/// <param name="Missing">Rows with something overdue or missing, likewise.</param>
/// <param name="OfFailures">How many rows the other filters show: what <paramref name="Failures"/> is out of.</param>
/// <param name="OfMissing">Likewise for <paramref name="Missing"/>.</param>
/// <param name="Green">Columns that are all green in the shown rows.</param>
/// <param name="Void">Columns without any verdict in the shown rows.</param>
/// <param name="Marked">Shown rows with a vote of the gate CI.</param>
/// <param name="Branches">Each branch of the window with its rows, most first.</param>
/// <param name="Standings">Each standing with its rows, in their order.</param>
public sealed record FilterCounts(
    int Failures, int Missing, int OfFailures, int OfMissing, int Green, int Void, int Marked,
    ImmutableArray<(string Branch, int Rows)> Branches, ImmutableArray<(RowStanding Standing, int Rows)> Standings);

/// <summary>A grid through a filter.</summary>
/// <param name="Rows">The shown rows: the same objects as in the grid, in its order.</param>
/// <param name="Columns">Places of the shown columns in the grid's. The same array as before wherever the same columns are shown.</param>
/// <param name="TextError">Why the rows' pattern is not applied; null where it is.</param>
/// <param name="CiError">Why the CIs' pattern is not applied.</param>
/// <param name="Notes">What the address asks for that is not there, in a sentence each. Hostile text.</param>
public sealed record FilteredGrid(
    GridSnapshot Grid,
    GridFilter Filter,
    ImmutableArray<GridRow> Rows,
    ImmutableArray<int> Columns,
    FilterCounts Counts,
    string? TextError,
    string? CiError,
    ImmutableArray<string> Notes);
