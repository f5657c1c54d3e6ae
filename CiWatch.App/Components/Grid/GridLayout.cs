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

    private GridLayout(ImmutableArray<GridColumn> columns, ImmutableHashSet<string> open, ImmutableArray<GridSlot> slots)
    {
        (Columns, Open, Slots) = (columns, open, slots);
        FixedCount = slots.Count(s => s.Fixed);
        Bands = [.. BandsOf(slots)];
    }

    /// <summary>The snapshot's columns that this was made of.</summary>
    public ImmutableArray<GridColumn> Columns { get; }

    /// <summary>Keys of the CIs that are opened into their jobs.</summary>
    public ImmutableHashSet<string> Open { get; }

    /// <summary>All drawn columns, left to right.</summary>
    public ImmutableArray<GridSlot> Slots { get; }

    /// <summary>How many of the first slots stay in view.</summary>
    public int FixedCount { get; }

    /// <summary>Whether what this slot heads is opened: a CI into its jobs, a group into those of its own.</summary>
    public bool IsOpen(GridSlot slot) => Open.Contains(slot.Group?.Open(Columns[slot.Column].Ci) ?? Columns[slot.Column].Ci);

    /// <summary>The opened CIs' jobs.</summary>
    public ImmutableArray<GridBand> Bands { get; }

    /// <summary>
    /// A layout of these columns. A CI's jobs follow to its right; those of the gate's fixed columns follow after the last
    /// fixed one, because the fixed part must not grow.
    /// </summary>
    public static GridLayout Of(ImmutableArray<GridColumn> columns, ImmutableHashSet<string> open)
    {
        var gates = columns.TakeWhile(c => c.Gate).Count();
        var slots = ImmutableArray.CreateBuilder<GridSlot>();
        for (var i = 0; i < gates; i++) slots.Add(new GridSlot(i, null, false, true));
        var gap = gates > 0;
        for (var i = 0; i < gates; i++) AddJobs(i);
        for (var i = gates; i < columns.Length; i++)
        {
            slots.Add(new GridSlot(i, null, gap, false));
            gap = false;
            AddJobs(i);
        }

        return new GridLayout(columns, open, slots.ToImmutable());

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
