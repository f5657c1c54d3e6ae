using System.Collections.Immutable;
using System.Globalization;
using CiWatch.App.Changes;
using CiWatch.App.Components.Controls;
using CiWatch.App.Language;
using CiWatch.App.Security;
using CiWatch.Ingest.Votes;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace CiWatch.App.Components.Changes;

/// <summary>
/// A change's history drawn: people, the gate, and third-party votes as small stacks. Places along the line are shares of the width,
/// so the server draws it once for each screen. The list beside it says the same in words.
/// </summary>
internal static class TimelineChart
{
    private const int People = 34, Gate = 66, Floor = 134, HighestStack = 10, LongestName = 16;
    private const double Bucket = 0.75, LabelWidth = 7, NameWidth = 14, Narrowest = 3, WidthOnPhones = 10;

    /// <summary>Draws the marks, oldest first; where many stand at one place, no more than can be seen there.</summary>
    public static RenderFragment Draw(ImmutableArray<TimelineMark> marks, TimeAxis axis) => builder =>
    {
        builder.OpenElement(0, "svg");
        builder.AddAttribute(1, "class", "chart");
        builder.AddAttribute(2, "height", "152");
        builder.AddAttribute(3, "role", "img");
        builder.AddAttribute(4, "aria-label", "Uploads, votes and rechecks over time; the list \"Timeline\" has them in words");
        foreach (var tick in axis.Ticks)
        {
            Line(builder, "hair", axis.At(tick), 20, Floor);
            Tick(builder, axis, tick);
        }

        var shown = Visible(marks, axis);
        Uploads(builder, shown, axis);
        Dictionary<int, int> stacks = [];
        var free = 0.0; // from the left: what was asked is named where there is room
        foreach (var mark in shown)
        {
            var x = axis.At(mark.At);
            switch (mark.Kind)
            {
                case MarkKind.Gate: Result(builder, mark, axis); break;
                case MarkKind.Vote:
                    var bucket = (int)(x / Bucket);
                    var n = stacks[bucket] = stacks.GetValueOrDefault(bucket) + 1;
                    Box(builder, "v " + CellLook.Of(mark.State).Name, bucket * Bucket, Floor - n * 5, Percent(Bucket * 0.8), 4);
                    break;
                case MarkKind.Recheck:
                    Dot(builder, "asked", x);
                    var (name, before) = (Inert.Line(mark.Ci.Length == 0 ? "recheck" : "recheck " + Short(mark.Ci)), x > 100 - NameWidth);
                    if (x - (before ? NameWidth : 0) >= free) Text(builder, "s", x, People + 4, name, before ? "end" : "start", before ? -9 : 9);
                    free = x + (before ? 1 : NameWidth);
                    break;
                case MarkKind.Closed: Dot(builder, "closed", x); Line(builder, "inkl", x, 6, Floor); break;
                case MarkKind.Due: Line(builder, "due", x, 92, Floor); Text(builder, "late", x, 101, "due", x < LabelWidth ? "start" : "end", x < LabelWidth ? 4 : -4); break;
            }
        }

        Box(builder, "floor", 0, Floor, "100%", 1);
        builder.CloseElement();
    };

    /// <summary>
    /// Of each kind and place the newest mark, and of votes a whole stack, those first that did not pass: a CI that comments without end
    /// must not make a drawing without end. The list beside it counts what it leaves out.
    /// </summary>
    internal static ImmutableArray<TimelineMark> Visible(ImmutableArray<TimelineMark> marks, TimeAxis axis) =>
    [
        .. marks.GroupBy(m => (m.Kind, (int)(axis.At(m.At) / Bucket)))
            .SelectMany(g => g.Key.Kind == MarkKind.Vote ? g.OrderBy(m => m.State == CellState.Pass).Take(HighestStack) : g.TakeLast(1)),
    ];

    private static string Short(string name) => name.Length <= LongestName ? name : name[..(LongestName - 1)] + "…";

    private static void Uploads(RenderTreeBuilder builder, ImmutableArray<TimelineMark> marks, TimeAxis axis)
    {
        var free = 100.0; // from the right: where two are near, the newer one keeps its name
        foreach (var mark in marks.Where(m => m.Kind == MarkKind.Upload).Reverse())
        {
            var x = axis.At(mark.At);
            Line(builder, "inkl", x, 6, Floor);
            if (free - x < Narrowest && free < 100) continue;
            var end = x > 100 - LabelWidth;
            Text(builder, free - x < WidthOnPhones && free < 100 ? "b near" : "b", x, 14, Say($"PS {mark.PatchSet}"), end ? "end" : "start", end ? -5 : 5);
            free = x;
        }
    }

    private static void Result(RenderTreeBuilder builder, TimelineMark mark, TimeAxis axis)
    {
        double from = axis.At(mark.Since ?? mark.At), to = axis.At(mark.At);
        var look = CellLook.Of(mark.State);
        Box(builder, "run", from, Gate - 3, Percent(Math.Max(0, to - from)), 6);
        builder.OpenElement(30, "svg");
        builder.AddAttribute(31, "x", Percent(to));
        builder.AddAttribute(32, "y", Say($"{Gate - 9}"));
        builder.AddAttribute(33, "overflow", "visible");
        builder.AddAttribute(34, "class", "g " + look.Name);
        builder.AddMarkupContent(35, """<rect x="-9" width="18" height="18" rx="3"/>""");
        builder.OpenElement(36, "text");
        builder.AddAttribute(37, "y", "13");
        builder.AddAttribute(38, "text-anchor", "middle");
        builder.AddContent(39, look.Glyph);
        builder.CloseElement();
        builder.CloseElement();
    }

    private static void Line(RenderTreeBuilder builder, string name, double x, int top, int bottom)
    {
        builder.OpenElement(10, "line");
        builder.AddAttribute(11, "class", name);
        builder.AddAttribute(12, "x1", Percent(x));
        builder.AddAttribute(13, "x2", Percent(x));
        builder.AddAttribute(14, "y1", Say($"{top}"));
        builder.AddAttribute(15, "y2", Say($"{bottom}"));
        builder.CloseElement();
    }

    private static void Box(RenderTreeBuilder builder, string name, double x, int y, string width, int height)
    {
        builder.OpenElement(16, "rect");
        builder.AddAttribute(17, "class", name);
        builder.AddAttribute(18, "x", Percent(x));
        builder.AddAttribute(19, "y", Say($"{y}"));
        builder.AddAttribute(20, "width", width);
        builder.AddAttribute(21, "height", Say($"{height}"));
        builder.CloseElement();
    }

    private static void Dot(RenderTreeBuilder builder, string name, double x)
    {
        builder.OpenElement(22, "circle");
        builder.AddAttribute(23, "class", name);
        builder.AddAttribute(24, "cx", Percent(x));
        builder.AddAttribute(25, "cy", Say($"{People}"));
        builder.AddAttribute(26, "r", "4");
        builder.CloseElement();
    }

    // js/times.js writes the reader's zone over it.
    private static void Tick(RenderTreeBuilder builder, TimeAxis axis, DateTimeOffset at)
    {
        var date = axis.Step >= TimeSpan.FromDays(1) || at.UtcDateTime.TimeOfDay == TimeSpan.Zero;
        builder.OpenElement(50, "text");
        builder.AddAttribute(51, "x", Percent(axis.At(at)));
        builder.AddAttribute(52, "y", "148");
        builder.AddAttribute(53, "text-anchor", "middle");
        builder.AddAttribute(54, "data-at", at.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture));
        builder.AddAttribute(55, "data-as", axis.Step >= TimeSpan.FromDays(1) ? "date" : "tick");
        builder.AddContent(56, date ? Day(at) : Wording.Clock(at));
        builder.CloseElement();
    }

    private static void Text(RenderTreeBuilder builder, string? name, double x, int y, string text, string anchor, int shift = 0)
    {
        builder.OpenElement(40, "text");
        builder.AddAttribute(41, "class", name);
        builder.AddAttribute(42, "x", Percent(x));
        builder.AddAttribute(43, "y", Say($"{y}"));
        builder.AddAttribute(44, "dx", shift == 0 ? null : Say($"{shift}"));
        builder.AddAttribute(45, "text-anchor", anchor);
        builder.AddContent(46, text);
        builder.CloseElement();
    }

    private static string Day(DateTimeOffset at) => Say($"{at.UtcDateTime:d MMM}");

    private static string Percent(double share) => Say($"{share:0.##}%");

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
