using System.Collections.Immutable;
using CiWatch.App.Grids;

namespace CiWatch.App.Components.Grid;

/// <summary>One line of the table's body: a row, or the name of the day that begins under it.</summary>
/// <param name="Row">Null on a day separator.</param>
/// <param name="Day">The day of a separator, else of the row, in the reader's zone.</param>
public readonly record struct GridLine(GridRow? Row, DateOnly Day);

/// <summary>Rows and day separators in the order in which they are drawn, all of one height.</summary>
internal static class GridLines
{
    /// <summary>Puts a separator before the first row and before each row whose day differs from that of the row before.</summary>
    /// <param name="zone">Whose midnights part the days; UTC where it is not said.</param>
    public static ImmutableArray<GridLine> Of(ReadOnlySpan<GridRow> rows, TimeZoneInfo? zone = null)
    {
        var lines = ImmutableArray.CreateBuilder<GridLine>(rows.Length + 8);
        DateOnly? day = null;
        foreach (var row in rows)
        {
            var of = Day(row.Source.CreatedAt);
            if (of != day) lines.Add(new GridLine(null, of));
            day = of;
            lines.Add(new GridLine(row, of));
        }

        return lines.ToImmutable();

        DateOnly Day(DateTimeOffset at) => DateOnly.FromDateTime(zone is null ? at.UtcDateTime : TimeZoneInfo.ConvertTime(at, zone).DateTime);
    }
}

/// <summary>Which lines are rendered: what the viewport shows and a margin around it.</summary>
/// <param name="First">Index of the first line.</param>
public readonly record struct LineWindow(int First, int Count)
{
    /// <summary>A high screen has 80 lines; a browser that asks for more than this is not asked for its reasons.</summary>
    public const int Most = 240;

    /// <summary>What the first HTML has, before any browser said how high it is.</summary>
    public static LineWindow Start { get; } = new(0, 44);

    /// <summary>This window within so many lines.</summary>
    public LineWindow Within(int lines)
    {
        var count = Math.Clamp(Count, 1, Most);
        var first = Math.Clamp(First, 0, Math.Max(0, lines - count));
        return new LineWindow(first, Math.Min(count, lines - first));
    }
}
