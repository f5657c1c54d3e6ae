using System.Collections.Immutable;

namespace CiWatch.App.Grids.Filtering;

/// <summary>How many there are of what each filter chooses by.</summary>
/// <param name="Failures">Rows with a failure, of those that the other filters show.</param>
/// <param name="Missing">Rows with something overdue or missing, likewise.</param>
/// <param name="OfFailures">How many rows the other filters show: what <paramref name="Failures"/> is out of.</param>
/// <param name="OfMissing">Likewise for <paramref name="Missing"/>.</param>
/// <param name="Green">Columns that are all green in the shown rows, of those that may be hidden: the gate's stay.</param>
/// <param name="Void">Columns without any verdict in the shown rows, likewise.</param>
/// <param name="OfColumns">How many columns may be hidden: what <paramref name="Green"/> and <paramref name="Void"/> are out of.</param>
/// <param name="Marked">Shown rows with a vote of the gate CI.</param>
/// <param name="Branches">Each branch of the window with its rows, most first.</param>
/// <param name="Standings">Each standing with its rows, in their order.</param>
public sealed record FilterCounts(
    int Failures, int Missing, int OfFailures, int OfMissing, int Green, int Void, int OfColumns, int Marked,
    ImmutableArray<(string Branch, int Rows)> Branches, ImmutableArray<(RowStanding Standing, int Rows)> Standings);

/// <summary>A grid through a filter.</summary>
/// <param name="Rows">The shown rows: the same objects as in the grid, in its order.</param>
/// <param name="Columns">Places of the shown columns in the grid's. The same array as before wherever the same columns are shown.</param>
/// <param name="Text">The rows' pattern, kept for the next grid; its error says why it is not applied.</param>
/// <param name="Ci">The CIs' pattern, likewise.</param>
/// <param name="Notes">What the address asks for that is not there, in a sentence each. Hostile text.</param>
public sealed record FilteredGrid(
    GridSnapshot Grid,
    GridFilter Filter,
    ImmutableArray<GridRow> Rows,
    ImmutableArray<int> Columns,
    FilterCounts Counts,
    TextPattern Text,
    TextPattern Ci,
    ImmutableArray<string> Notes);
