using System.Text;
using CiWatch.Ingest.Configuration;

namespace CiWatch.Ingest.Gerrit.Ssh;

/// <summary>Decides whether a server is the one meant. An unknown key is refused: nothing is ever trusted on first sight.</summary>
internal sealed class HostKeyPolicy
{
    private readonly GerritServerOptions _server;
    private readonly HostKeyFingerprint? _pinned;
    private readonly KnownHostsFile? _known;

    private HostKeyPolicy(GerritServerOptions server, HostKeyFingerprint? pinned, KnownHostsFile? known)
    {
        _server = server;
        _pinned = pinned;
        _known = known;
    }

    /// <summary>The key types to ask the server for first; empty where any will do.</summary>
    public IReadOnlySet<string> PreferredTypes =>
        _pinned is null && _known is not null ? _known.KeyTypes(_server.Host, _server.Port) : new HashSet<string>();

    /// <summary>Reads the settings' file anew, so that a mended one counts at the next try.</summary>
    /// <exception cref="ConnectionEndException">The file can't be read.</exception>
    public static HostKeyPolicy Load(GerritServer server)
    {
        var options = server.Options;
        var pinned = string.IsNullOrWhiteSpace(options.HostKeyFingerprint) ? null : HostKeyFingerprint.Parse(options.HostKeyFingerprint);
        if (string.IsNullOrWhiteSpace(options.KnownHostsFile)) return new(options, pinned, known: null);
        var (bytes, problem) = GerritFile.Read(options.KnownHostsFile);
        return problem is null
            ? new(options, pinned, KnownHostsFile.Parse(Encoding.UTF8.GetString(bytes)))
            : throw new ConnectionEndException(new ConnectionEnd.KnownHostsUnreadable(problem));
    }

    /// <summary>Null where the key (its blob) is the server's; else the end that the connection comes to.</summary>
    public ConnectionEnd? Refuse(byte[] key)
    {
        var seen = HostKeyFingerprint.Of(key);
        var verdict = _known?.Check(_server.Host, _server.Port, key) ?? KnownHostsVerdict.Unknown;
        if (verdict == KnownHostsVerdict.Revoked) return new ConnectionEnd.HostKeyRevoked(seen.ToString());
        if (_pinned is not null) return _pinned == seen ? null : new ConnectionEnd.HostKeyChanged(seen.ToString());
        return verdict switch
        {
            KnownHostsVerdict.Trusted => null,
            KnownHostsVerdict.Changed => new ConnectionEnd.HostKeyChanged(seen.ToString()),
            _ => new ConnectionEnd.HostKeyUnknown(seen.ToString(), _known?.BrokenLines ?? 0),
        };
    }
}
