using CiWatch.Ingest.Configuration;

namespace CiWatch.Ingest.Gerrit;

/// <summary>A server of the settings, with the key that messages name it by.</summary>
/// <param name="Key">Such as "Gerrit:Servers:2".</param>
internal sealed record GerritServer(string Key, GerritServerOptions Options)
{
    /// <summary>The server's name on pages and in the database.</summary>
    public string Name => Options.Name;

    /// <summary>All servers of the settings, in their order.</summary>
    public static IEnumerable<GerritServer> All(GerritOptions options) =>
        options.Servers.Select((s, i) => new GerritServer($"{GerritOptions.Section}:Servers:{i}", s));
}
