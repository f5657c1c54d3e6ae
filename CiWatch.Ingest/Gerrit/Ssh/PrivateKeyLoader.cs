using System.Text;
using CiWatch.Ingest.Configuration;
using Renci.SshNet;
using Renci.SshNet.Common;

namespace CiWatch.Ingest.Gerrit.Ssh;

/// <summary>Reads the account's private key. The library's errors differ by format, and some mislead: they are put in plain words.</summary>
internal static class PrivateKeyLoader
{
    private const string FileSetting = nameof(GerritServerOptions.PrivateKeyFile);
    private const string PassphraseSetting = nameof(GerritServerOptions.PrivateKeyPassphrase);

    /// <summary>The key; read anew at each try, so that a mended file counts.</summary>
    /// <exception cref="ConnectionEndException">It can't be used; never tells the passphrase or the key.</exception>
    public static PrivateKeyFile Load(GerritServerOptions server)
    {
        var (bytes, problem) = GerritFile.Read(server.PrivateKeyFile);
        if (problem is not null) throw Unreadable(FileSetting, problem, null);
        var path = PrintableText.Clean(server.PrivateKeyFile);
        if (IsPublicKey(bytes)) throw Unreadable(FileSetting, $"names {path}, which is a public key; name the private one beside it", null);
        var passphrase = string.IsNullOrEmpty(server.PrivateKeyPassphrase) ? null : server.PrivateKeyPassphrase;
        try
        {
            using MemoryStream stream = new(bytes);
            return new PrivateKeyFile(stream, passphrase);
        }
        catch (SshPassPhraseNullOrEmptyException e)
        {
            throw NoPassphrase(path, e);
        }
        catch (Exception e) when (passphrase is not null)
        {
            throw Unreadable(PassphraseSetting, $"does not open the key in {path}: it is the wrong passphrase, or the file is damaged", e);
        }
        catch (Exception e) when (Head(bytes).Contains("BEGIN ENCRYPTED", StringComparison.Ordinal))
        {
            throw NoPassphrase(path, e); // The library has another error for PKCS#8.
        }
        catch (Exception e)
        {
            throw Unreadable(
                FileSetting,
                $"names {path}, which is no private key that can be read ({PrintableText.Clean(e.Message)});"
                + " use an ed25519, ECDSA or RSA key in OpenSSH, PEM or PKCS#8 format",
                e);
        }
    }

    private static bool IsPublicKey(byte[] bytes) =>
        Head(bytes) is var head
        && (head.StartsWith("ssh-", StringComparison.Ordinal)
            || head.StartsWith("ecdsa-", StringComparison.Ordinal)
            || head.Contains("PUBLIC KEY-----", StringComparison.Ordinal));

    private static string Head(byte[] bytes) => Encoding.ASCII.GetString(bytes, 0, Math.Min(bytes.Length, 64));

    private static ConnectionEndException NoPassphrase(string path, Exception cause) =>
        Unreadable(PassphraseSetting, $"is missing: the key in {path} is protected by a passphrase", cause);

    private static ConnectionEndException Unreadable(string setting, string problem, Exception? cause) =>
        new(new ConnectionEnd.KeyUnreadable(setting, problem), cause);
}
