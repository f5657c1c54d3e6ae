using System.Collections.Immutable;

namespace CiWatch.Ingest.Hosting;

/// <summary>One server that the settings name.</summary>
/// <param name="Watches">Whether a project's events are kept.</param>
/// <param name="WebUrl">Where people read its changes, without a slash at the end; null where the events' own addresses serve.</param>
/// <param name="RestUrl">Where its REST API is: the best guess for what has no address by itself.</param>
internal sealed record WatchedServer(string Name, Func<string, bool> Watches, string? WebUrl = null, string? RestUrl = null)
{
    /// <summary>A change's address by the settings, else its own. Gerrit takes /c/PROJECT/+/NUMBER from 2.15 on.</summary>
    public string? ChangeUrl(string project, long number, string? own) => (WebUrl ?? (own is null ? RestUrl : null)) is not { } at
        ? own
        : FormattableString.Invariant($"{at}/c/{string.Join('/', project.Split('/').Select(Uri.EscapeDataString))}/+/{number}");
}

/// <summary>The servers that the settings name, in their order.</summary>
internal sealed class WatchedServers(params IEnumerable<WatchedServer> servers)
{
    private readonly ImmutableArray<WatchedServer> _all = [.. servers];

    public IEnumerable<string> Names => _all.Select(s => s.Name);

    /// <summary>Null for a server that no setting names (any more).</summary>
    public WatchedServer? Find(string name) => _all.FirstOrDefault(s => s.Name == name);
}
