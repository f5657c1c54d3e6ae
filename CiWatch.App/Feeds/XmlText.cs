using System.Xml;
using CiWatch.App.Security;

namespace CiWatch.App.Feeds;

/// <summary>Text from outside for XML: markup is escaped by the writers, but there are characters that XML has no way to write.</summary>
internal static class XmlText
{
    /// <summary>The text on one line, with U+FFFD for what XML can't hold (a lone half of a pair, U+FFFE).</summary>
    public static string Line(string? text)
    {
        var line = Inert.Line(text).ToCharArray();
        for (var i = 0; i < line.Length; i++)
        {
            if (XmlConvert.IsXmlChar(line[i])) continue;
            if (i + 1 < line.Length && XmlConvert.IsXmlSurrogatePair(line[i + 1], line[i])) i++;
            else line[i] = '\uFFFD';
        }

        return new string(line);
    }
}
