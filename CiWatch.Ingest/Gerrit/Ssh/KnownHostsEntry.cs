using System.Buffers.Binary;
using System.IO.Enumeration;
using System.Security.Cryptography;
using System.Text;

namespace CiWatch.Ingest.Gerrit.Ssh;

/// <summary>The word that may begin a line of known_hosts.</summary>
internal enum KnownHostsMarker
{
    /// <summary>No marker: a host's key.</summary>
    None,

    /// <summary>@revoked: never to be accepted.</summary>
    Revoked,

    /// <summary>@cert-authority: a key that signs host certificates.</summary>
    CertAuthority,
}

/// <summary>One line of known_hosts.</summary>
/// <param name="Hosts">Comma-separated patterns with "*", "?" and "!", or one hashed name "|1|salt|hash".</param>
/// <param name="Type">The key's type, as its blob says.</param>
/// <param name="Key">The key's blob.</param>
internal sealed record KnownHostsEntry(KnownHostsMarker Marker, string Hosts, string Type, byte[] Key)
{
    private static readonly char[] Blanks = [' ', '\t'];

    /// <summary>Reads a line that is neither blank nor a comment; null where it is broken.</summary>
    public static KnownHostsEntry? Parse(string line)
    {
        var fields = line.Split(Blanks, StringSplitOptions.RemoveEmptyEntries);
        KnownHostsMarker? marker = fields[0] switch
        {
            "@revoked" => KnownHostsMarker.Revoked,
            "@cert-authority" => KnownHostsMarker.CertAuthority,
            ['@', ..] => null,
            _ => KnownHostsMarker.None,
        };
        if (marker is null) return null;
        if (marker != KnownHostsMarker.None) fields = fields[1..];
        if (fields.Length < 3) return null;
        var key = new byte[fields[2].Length];
        if (!Convert.TryFromBase64String(fields[2], key, out var length)) return null;
        key = key[..length];
        return TypeOf(key) == fields[1] ? new(marker.Value, fields[0], fields[1], key) : null;
    }

    /// <summary>The type that a key's blob begins with; null where it is no key.</summary>
    public static string? TypeOf(byte[] key)
    {
        if (key.Length < 4) return null;
        var length = BinaryPrimitives.ReadUInt32BigEndian(key);
        return length <= key.Length - 4 ? Encoding.ASCII.GetString(key, 4, (int)length) : null;
    }

    /// <summary>Whether the line is about this name, given in small letters: "host" or "[host]:port".</summary>
    public bool Names(string name)
    {
        if (Hosts.StartsWith('|')) return Hashes(name);
        var named = false;
        foreach (var pattern in Hosts.Split(','))
        {
            var negated = pattern.StartsWith('!');
            if (!FileSystemName.MatchesSimpleExpression(pattern.AsSpan(negated ? 1 : 0), name)) continue;
            if (negated) return false;
            named = true;
        }

        return named;
    }

    private bool Hashes(string name)
    {
        // "|1|salt|hash": HMAC-SHA1 of the name under the salt. No other number was ever defined.
        if (Hosts.Split('|') is not ["", "1", var salt, var hash]) return false;
        var saltBytes = new byte[salt.Length];
        var hashBytes = new byte[hash.Length];
        if (!Convert.TryFromBase64String(salt, saltBytes, out var saltLength)) return false;
        if (!Convert.TryFromBase64String(hash, hashBytes, out var hashLength)) return false;
#pragma warning disable CA5350 // The file's format demands SHA-1; it hides the name and guards nothing else.
        var wanted = HMACSHA1.HashData(saltBytes.AsSpan(0, saltLength), Encoding.UTF8.GetBytes(name));
#pragma warning restore CA5350
        return wanted.AsSpan().SequenceEqual(hashBytes.AsSpan(0, hashLength));
    }
}
