using System.Collections.Immutable;

namespace CiWatch.Ingest.Hosting;

/// <summary>One server that the settings name.</summary>
/// <param name="Watches">Whether a project's events are kept.</param>
/// <param name="WebUrl">Where people read its changes, without a slash at the end; null where the events' own addresses serve.</param>
internal sealed record WatchedServer(string Name, Func<string, bool> Watches, string? WebUrl = null)
{
    /// <summary>A change's address. Gerrit takes /c/PROJECT/+/NUMBER from 2.15 on.</summary>
    public string? ChangeUrl(string project, long number) => WebUrl is null
        ? null
        : FormattableString.Invariant($"{WebUrl}/c/{string.Join('/', project.Split('/').Select(Uri.EscapeDataString))}/+/{number}");
}

/// <summary>The servers that the settings name, in their order.</summary>
internal sealed class WatchedServers(params IEnumerable<WatchedServer> servers)
{
    private readonly ImmutableArray<WatchedServer> _all = [.. servers];

    public IEnumerable<string> Names => _all.Select(s => s.Name);

    /// <summary>Null for a server that no setting names (any more).</summary>
    public WatchedServer? Find(string name) => _all.FirstOrDefault(s => s.Name == name);
}
