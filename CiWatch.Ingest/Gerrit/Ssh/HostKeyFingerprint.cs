using System.Security.Cryptography;

namespace CiWatch.Ingest.Gerrit.Ssh;

/// <summary>The SHA-256 fingerprint of a host key, written as OpenSSH writes it: "SHA256:" and unpadded base 64.</summary>
internal sealed record HostKeyFingerprint
{
    private const string Prefix = "SHA256:";

    private HostKeyFingerprint(byte[] hash) => Text = Prefix + Convert.ToBase64String(hash).TrimEnd('=');

    private string Text { get; }

    /// <summary>The fingerprint of a key, given as the blob of the wire and of known_hosts.</summary>
    public static HostKeyFingerprint Of(ReadOnlySpan<byte> key) => new(SHA256.HashData(key));

    /// <summary>Reads a fingerprint, with or without its prefix and padding; null where the text is none.</summary>
    public static HostKeyFingerprint? Parse(string text)
    {
        var base64 = text.Trim();
        if (base64.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)) base64 = base64[Prefix.Length..];
        base64 = base64.TrimEnd('=') + "=";
        var hash = new byte[SHA256.HashSizeInBytes + 1];
        return base64.Length == 44 && Convert.TryFromBase64String(base64, hash, out var length) && length == SHA256.HashSizeInBytes
            ? new(hash[..length])
            : null;
    }

    /// <inheritdoc />
    public override string ToString() => Text;
}
