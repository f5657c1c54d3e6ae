using System.Text;
using System.Xml;

namespace CiWatch.App.Feeds;

/// <summary>XML as bytes of UTF-8, without a byte order mark.</summary>
internal static class XmlBytes
{
    private static readonly XmlWriterSettings Settings = new() { Encoding = new UTF8Encoding(false), Indent = true };

    public static byte[] Of(Action<XmlWriter> write, bool declaration = true)
    {
        using MemoryStream bytes = new();
        var settings = Settings.Clone();
        settings.OmitXmlDeclaration = !declaration;
        using (var xml = XmlWriter.Create(bytes, settings)) write(xml);
        return bytes.ToArray();
    }
}
