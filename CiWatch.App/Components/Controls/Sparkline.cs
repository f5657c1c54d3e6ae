using System.Globalization;
using Microsoft.AspNetCore.Components;

namespace CiWatch.App.Components.Controls;

/// <summary>24 hours of votes as bars, the failed part of each in red. A fragment: a component a row would cost more than it draws.</summary>
internal static class Sparkline
{
    private const int Height = 22, Step = 6, Bar = 5;

    /// <summary>Draws hours, oldest first. Heights go by the root, so that a quiet project beside a loud one still shows.</summary>
    /// <param name="most">The votes of the highest bar of all sparklines that stand together.</param>
    public static RenderFragment Draw(IEnumerable<(int Votes, int Failed)> hours, int most) => builder =>
    {
        builder.OpenElement(0, "svg");
        builder.AddAttribute(1, "class", "spark");
        builder.AddAttribute(2, "viewBox", "0 0 146 22");
        builder.AddAttribute(3, "preserveAspectRatio", "none");
        builder.AddAttribute(4, "role", "img");
        builder.AddAttribute(5, "aria-label", "Votes by hour");
        var x = 0;
        foreach (var (votes, failed) in hours)
        {
            var height = Scale(votes, most);
            var bad = votes == 0 ? 0 : (int)Math.Ceiling((double)height * failed / votes);
            Rect("all", x, height);
            Rect("bad", x, bad);
            x += Step;
        }

        builder.CloseElement();

        void Rect(string kind, int left, int high)
        {
            builder.OpenElement(6, "rect");
            builder.AddAttribute(7, "class", kind);
            builder.AddAttribute(8, "x", left.ToString(CultureInfo.InvariantCulture));
            builder.AddAttribute(9, "y", (Height - high).ToString(CultureInfo.InvariantCulture));
            builder.AddAttribute(10, "width", Bar.ToString(CultureInfo.InvariantCulture));
            builder.AddAttribute(11, "height", high.ToString(CultureInfo.InvariantCulture));
            builder.CloseElement();
        }
    };

    /// <summary>Pixels: none for no votes, at least one for any.</summary>
    internal static int Scale(int votes, int most) =>
        votes <= 0 || most <= 0 ? 0 : Math.Max(1, (int)Math.Round(Math.Sqrt((double)Math.Min(votes, most) / most) * Height));
}
