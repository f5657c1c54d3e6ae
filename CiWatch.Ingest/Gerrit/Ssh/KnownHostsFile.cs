namespace CiWatch.Ingest.Gerrit.Ssh;

/// <summary>What known_hosts says of a key that a server showed.</summary>
internal enum KnownHostsVerdict
{
    /// <summary>The host is there with this key.</summary>
    Trusted,

    /// <summary>The host is not there, or only with keys of other types.</summary>
    Unknown,

    /// <summary>The host is there with another key of the same type.</summary>
    Changed,

    /// <summary>The key is marked @revoked for this host.</summary>
    Revoked,
}

/// <summary>The text of a known_hosts file (sshd(8), SSH_KNOWN_HOSTS FILE FORMAT). Pure: reads no file.</summary>
internal sealed class KnownHostsFile
{
    private const int SshPort = 22;

    private readonly List<KnownHostsEntry> _entries;

    private KnownHostsFile(List<KnownHostsEntry> entries, int brokenLines) => (_entries, BrokenLines) = (entries, brokenLines);

    /// <summary>Lines that say nothing that can be understood: skipped, as OpenSSH does.</summary>
    public int BrokenLines { get; }

    /// <summary>Reads the whole text. Authorities (@cert-authority) are left out: Gerrit has no host certificates.</summary>
    public static KnownHostsFile Parse(string text)
    {
        List<KnownHostsEntry> entries = [];
        var broken = 0;
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            var trimmed = line.Trim(" \t\uFEFF");
            if (trimmed is "" || trimmed[0] == '#') continue;
            if (KnownHostsEntry.Parse(trimmed.ToString()) is { } entry) entries.Add(entry);
            else broken++;
        }

        return new([.. entries.Where(e => e.Marker != KnownHostsMarker.CertAuthority)], broken);
    }

    /// <summary>Judges the key (its blob) that a server showed under this name and port.</summary>
    public KnownHostsVerdict Check(string host, int port, byte[] key)
    {
        var own = For(Name(host, port));
        var plain = port == SshPort ? own : For(Name(host, SshPort));
        if (own.Concat(plain).Any(e => e.Marker == KnownHostsMarker.Revoked && e.Key.SequenceEqual(key))) return KnownHostsVerdict.Revoked;
        // As OpenSSH does, a key noted without a port is good for another port too, but a different one is no alarm there.
        if (own.Concat(plain).Any(e => e.Marker == KnownHostsMarker.None && e.Key.SequenceEqual(key))) return KnownHostsVerdict.Trusted;
        var type = KnownHostsEntry.TypeOf(key);
        return own.Any(e => e.Marker == KnownHostsMarker.None && e.Type == type) ? KnownHostsVerdict.Changed : KnownHostsVerdict.Unknown;
    }

    /// <summary>The types of the keys noted for the server: those to ask it for, so that a known key is shown.</summary>
    public IReadOnlySet<string> KeyTypes(string host, int port) =>
        For(Name(host, port)).Concat(For(Name(host, SshPort)))
            .Where(e => e.Marker == KnownHostsMarker.None)
            .Select(e => e.Type)
            .ToHashSet();

    private static string Name(string host, int port)
    {
        var bare = host.Trim('[', ']').ToLowerInvariant();
        return port == SshPort ? bare : $"[{bare}]:{port}";
    }

    private List<KnownHostsEntry> For(string name) => [.. _entries.Where(e => e.Names(name))];
}
