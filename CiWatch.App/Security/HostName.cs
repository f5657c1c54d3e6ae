namespace CiWatch.App.Security;

/// <summary>What a Host header may name. Pure.</summary>
internal static class HostName
{
    /// <summary>A name of the domain name system has 253 characters at most, a port six with its colon.</summary>
    private const int Longest = 260;

    /// <summary>Whether the header is a host name or an address, with a port that exists or none.</summary>
    public static bool IsSound(HostString host) =>
        host.Value is { Length: > 0 and <= Longest } value
        && Uri.TryCreate($"http://{value}/", UriKind.Absolute, out var uri)
        && uri is { UserInfo: "", PathAndQuery: "/", Fragment: "" }
        && Uri.CheckHostName(uri.Host) != UriHostNameType.Unknown;

    /// <summary>
    /// Whether no other site can have this name in a browser: an address, localhost, or a name without a dot, as containers and machines of
    /// a local network have. Whoever owns another name may let it lead here, and read with a visitor's browser what the visitor may read.
    /// </summary>
    public static bool IsLocal(HostString host) =>
        !host.Host.Contains('.', StringComparison.Ordinal)
        || host.Host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase)
        || Uri.CheckHostName(host.Host) is UriHostNameType.IPv4 or UriHostNameType.IPv6;
}
