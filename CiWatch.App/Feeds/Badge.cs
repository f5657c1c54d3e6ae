using System.Globalization;
using System.Xml.Linq;

namespace CiWatch.App.Feeds;

/// <summary>A badge as SVG: a name, and a word with its colour. Pure. The words are there for everyone, as text and as title.</summary>
internal static class Badge
{
    /// <summary>Longer names are cut: a badge stands in a line of text.</summary>
    private const int Longest = 40;

    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    /// <param name="fill">The colour behind the words, dark enough for white ones.</param>
    public static byte[] Of(string name, string words, string fill)
    {
        var (left, right) = (Cut(XmlText.Line(name)), XmlText.Line(words));
        int wide = Width(left), all = wide + Width(right);
        var title = $"{left}: {right}";
        var svg = new XElement(
            Svg + "svg", new XAttribute("width", all), new XAttribute("height", 20), new XAttribute("viewBox", $"0 0 {N(all)} 20"), new XAttribute("role", "img"),
            new XAttribute("aria-label", title),
            new XElement(Svg + "title", title),
            Box(0, wide, "#3d444b"), Box(wide, all - wide, fill),
            new XElement(
                Svg + "g", new XAttribute("fill", "#ffffff"), new XAttribute("font-family", "Verdana, DejaVu Sans, sans-serif"), new XAttribute("font-size", 11),
                Text(left, 0, wide), Text(right, wide, all - wide)));
        return XmlBytes.Of(svg.WriteTo, declaration: false);
    }

    private static XElement Box(int x, int width, string fill) => new(
        Svg + "rect", new XAttribute("x", x), new XAttribute("width", width), new XAttribute("height", 20), new XAttribute("fill", fill));

    // With its length given, a text of another font than ours still ends where its box does.
    private static XElement Text(string text, int x, int width) => new(
        Svg + "text", new XAttribute("x", x + 6), new XAttribute("y", 14), new XAttribute("textLength", width - 12),
        new XAttribute("lengthAdjust", "spacingAndGlyphs"), text);

    private static string Cut(string name) => name.Length <= Longest ? name : XmlText.Line(name[..(Longest - 1)] + "…");

    /// <summary>About what Verdana takes at 11 px.</summary>
    private static int Width(string text) => 12 + (int)Math.Ceiling(text.Sum(c => c switch
    {
        'i' or 'j' or 'l' or '.' or ',' or '\'' or ':' or '|' => 3.6,
        ' ' or 'f' or 'r' or 't' or '-' or '/' => 4.6,
        'm' or 'w' or 'M' or 'W' or '%' => 10.4,
        >= 'A' and <= 'Z' => 7.8,
        > '\u2E7F' => 11.2,
        _ => 6.9,
    }));

    private static string N(int n) => n.ToString(CultureInfo.InvariantCulture);
}
