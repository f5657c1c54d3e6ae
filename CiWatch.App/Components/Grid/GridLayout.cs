using System.Collections.Immutable;
using CiWatch.App.Grids;

namespace CiWatch.App.Components.Grid;

/// <summary>One column as drawn: a CI, or one job of an opened CI.</summary>
/// <param name="Column">The CI's place in the snapshot's columns.</param>
/// <param name="Job">The job's name; null for the CI itself.</param>
/// <param name="Gap">Stands apart from the column before it, by a wider left border.</param>
/// <param name="Fixed">Stays in view while scrolling sideways.</param>
public readonly record struct GridSlot(int Column, string? Job, bool Gap, bool Fixed)
{
    /// <summary>The group whose column this is: then <see cref="Job"/> is its key.</summary>
    public JobGroup? Group { get; init; }
}

/// <summary>The jobs of one opened CI: a stretch of slots with a band behind it.</summary>
public readonly record struct GridBand(int FirstSlot, int Slots, int Left, int Width);

/// <summary>Which columns are drawn and where. Rows compare it by reference: it is made anew only when columns change.</summary>
public sealed class GridLayout
{
    /// <summary>Pixels, as --cell-w and --gap-col in tokens.css.</summary>
    public const int CellWidth = 24, GapWidth = 9;

    /// <summary>Pixels: rows and day separators alike, as --cell-h. Windowing relies on it.</summary>
    public const int RowHeight = 26;

    private GridLayout(ImmutableArray<GridColumn> columns, ImmutableHashSet<string> open, ImmutableArray<int> shown, bool marked, ImmutableArray<GridSlot> slots)
    {
        (Columns, Open, Shown, Marked, Slots) = (columns, open, shown, marked, slots);
        FixedCount = slots.Count(s => s.Fixed);
        Bands = [.. BandsOf(slots)];
    }

    /// <summary>The snapshot's columns that this was made of.</summary>
    public ImmutableArray<GridColumn> Columns { get; }

    /// <summary>Keys of the CIs that are opened into their jobs.</summary>
    public ImmutableHashSet<string> Open { get; }

    /// <summary>Places of the columns that are drawn; the others are hidden by a filter.</summary>
    public ImmutableArray<int> Shown { get; }

    /// <summary>Whether rows are marked by the gate CI's vote.</summary>
    public bool Marked { get; }

    /// <summary>All drawn columns, left to right.</summary>
    public ImmutableArray<GridSlot> Slots { get; }

    /// <summary>Pixels of all drawn columns together.</summary>
    public int Width => Slots.Sum(s => CellWidth + (s.Gap ? GapWidth : 0));

    /// <summary>How many of the first slots stay in view.</summary>
    public int FixedCount { get; }

    /// <summary>Whether what this slot heads is opened: a CI into its jobs, a group into those of its own.</summary>
    public bool IsOpen(GridSlot slot) => Open.Contains(slot.Group?.Open(Columns[slot.Column].Ci) ?? Columns[slot.Column].Ci);

    /// <summary>The opened CIs' jobs.</summary>
    public ImmutableArray<GridBand> Bands { get; }

    /// <summary>A row's shown cells and their columns, for what draws no table. The same objects where nothing is hidden.</summary>
    public (GridRow Row, ImmutableArray<GridColumn> Columns) Narrowed(GridRow row) => Shown.Length == Columns.Length
        ? (row, Columns)
        : (row with { Cells = [.. Shown.Select(i => row.Cells[i])] }, [.. Shown.Select(i => Columns[i])]);

    /// <summary>
    /// A layout of these columns. A CI's jobs follow to its right; those of the gate's fixed columns follow after the last
    /// fixed one, because the fixed part must not grow.
    /// </summary>
    /// <param name="shown">Places of the columns to draw, ascending; null for all.</param>
    /// <param name="marked">Whether rows are marked by the gate CI's vote.</param>
    public static GridLayout Of(
        ImmutableArray<GridColumn> columns, ImmutableHashSet<string> open, ImmutableArray<int>? shown = null, bool marked = false)
    {
        var places = shown ?? [.. Enumerable.Range(0, columns.Length)];
        var gates = places.TakeWhile(p => columns[p].Gate).Count();
        var slots = ImmutableArray.CreateBuilder<GridSlot>();
        for (var i = 0; i < gates; i++) slots.Add(new GridSlot(places[i], null, false, true));
        var gap = gates > 0;
        for (var i = 0; i < gates; i++) AddJobs(places[i]);
        foreach (var place in places[gates..])
        {
            slots.Add(new GridSlot(place, null, gap, false));
            gap = false;
            AddJobs(place);
        }

        return new GridLayout(columns, open, places, marked, slots.ToImmutable());

        void AddJobs(int column)
        {
            if (!open.Contains(columns[column].Ci)) return;
            foreach (var (job, group) in JobSlots.Of(columns[column], open))
            {
                slots.Add(new GridSlot(column, job, gap, false) { Group = group });
                gap = false;
            }

            gap = true;
        }
    }

    private static IEnumerable<GridBand> BandsOf(ImmutableArray<GridSlot> slots)
    {
        var left = 0;
        for (var i = 0; i < slots.Length;)
        {
            var (from, start) = (i, left + (slots[i].Gap ? GapWidth : 0));
            do left += CellWidth + (slots[i].Gap ? GapWidth : 0);
            while (++i < slots.Length && slots[i].Column == slots[from].Column && slots[i].Job is not null && slots[from].Job is not null);
            if (slots[from].Job is not null) yield return new GridBand(from, i - from, start, left - start);
        }
    }
}
