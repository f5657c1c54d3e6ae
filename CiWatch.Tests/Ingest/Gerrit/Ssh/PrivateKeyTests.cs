using CiWatch.Ingest.Configuration;
using CiWatch.Ingest.Gerrit.Ssh;
using CiWatch.Ingest.Intake;
using CiWatch.Tests.Infrastructure;

namespace CiWatch.Tests.Ingest.Gerrit.Ssh;

/// <summary>Keys as ssh-keygen and openssl write them.</summary>
public sealed class PrivateKeyTests : IDisposable
{
    private const string Passphrase = "open sesame";

    private readonly string _folder = Directory.CreateTempSubdirectory("ciwatch-keys-").FullName;

    public static TheoryData<string, string> Formats => new()
    {
        { "ed25519", "RFC4716" },
        { "ecdsa", "RFC4716" },
        { "ecdsa", "PEM" },
        { "ecdsa", "PKCS8" },
        { "rsa", "RFC4716" },
        { "rsa", "PEM" },
        { "rsa", "PKCS8" },
    };

    [SshdTheory]
    [MemberData(nameof(Formats))]
    public async Task A_key_of_each_format_opens_a_stream_with_its_passphrase(string type, string format)
    {
        await using var gerrit = await SshdServer.StartAsync();
        var key = gerrit.NewKey("own", type, Passphrase, format);
        gerrit.Authorize(key);
        await using var rig = await GerritRig.StartAsync(gerrit.Settings(), new Dictionary<string, string?>
        {
            ["Gerrit:Servers:0:PrivateKeyFile"] = key,
            ["Gerrit:Servers:0:PrivateKeyPassphrase"] = Passphrase,
        });

        await rig.StateAsync(ConnectionState.Live);
    }

    [SshdTheory]
    [MemberData(nameof(Formats))]
    public void A_key_without_passphrase_needs_none_and_is_not_troubled_by_one(string type, string format)
    {
        var key = NewKey(type, format, "");

        PrivateKeyLoader.Load(new() { PrivateKeyFile = key }).Dispose();
        PrivateKeyLoader.Load(new() { PrivateKeyFile = key, PrivateKeyPassphrase = "needless" }).Dispose();
    }

    [SshdTheory]
    [MemberData(nameof(Formats))]
    public void A_wrong_passphrase_is_called_so_in_every_format(string type, string format)
    {
        var key = NewKey(type, format, Passphrase);

        var end = Fails(new() { PrivateKeyFile = key, PrivateKeyPassphrase = "wrong" });

        Assert.Equal("PrivateKeyPassphrase", end.Setting);
        Assert.Equal($"does not open the key in {key}: it is the wrong passphrase, or the file is damaged", end.Problem);
    }

    [SshdTheory]
    [MemberData(nameof(Formats))]
    public void A_missing_passphrase_is_called_so_in_every_format(string type, string format)
    {
        var key = NewKey(type, format, Passphrase);

        var end = Fails(new() { PrivateKeyFile = key });

        Assert.Equal("PrivateKeyPassphrase", end.Setting);
        Assert.StartsWith("is missing", end.Problem);
    }

    [SshdFact]
    public void An_ed25519_key_of_openssl_is_read_and_its_wrong_passphrase_noticed()
    {
        var key = Path.Combine(_folder, "openssl");
        SshdTools.Run("openssl", "genpkey", "-algorithm", "ed25519", "-aes256", "-pass", "pass:" + Passphrase, "-out", key);

        PrivateKeyLoader.Load(new() { PrivateKeyFile = key, PrivateKeyPassphrase = Passphrase }).Dispose();
        Assert.Equal("PrivateKeyPassphrase", Fails(new() { PrivateKeyFile = key, PrivateKeyPassphrase = "wrong" }).Setting);
        Assert.Equal("PrivateKeyPassphrase", Fails(new() { PrivateKeyFile = key }).Setting);
    }

    [SshdFact]
    public void A_public_key_is_called_so()
    {
        var end = Fails(new() { PrivateKeyFile = NewKey("ed25519", "RFC4716", "") + ".pub" });

        Assert.EndsWith("which is a public key; name the private one beside it", end.Problem);
    }

    [Theory]
    [InlineData("")]
    [InlineData("hello")]
    [InlineData("-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n-----END OPENSSH PRIVATE KEY-----\n")]
    [InlineData("-----BEGIN OPENSSH PRIVATE KEY-----\n!!!!\n-----END OPENSSH PRIVATE KEY-----\n")]
    [InlineData("-----BEGIN RSA PRIVATE KEY-----\nMIIB\n-----END RSA PRIVATE KEY-----\n")]
    [InlineData("-----BEGIN PRIVATE KEY-----\n\n-----END PRIVATE KEY-----\n")]
    [InlineData("-----BEGIN \u001b[31mPRIVATE KEY-----\n\0")]
    public void A_file_that_is_no_key_is_told_without_harm(string content)
    {
        var key = Path.Combine(_folder, "none");
        File.WriteAllText(key, content);

        var end = Fails(new() { PrivateKeyFile = key });

        Assert.Equal("PrivateKeyFile", end.Setting);
        Assert.Contains("is no private key that can be read", end.Problem);
        Assert.DoesNotContain(end.Problem, char.IsControl);
    }

    [Fact]
    public void A_file_that_is_gone_is_told()
    {
        var end = Fails(new() { PrivateKeyFile = Path.Combine(_folder, "gone") });

        Assert.EndsWith("which does not exist; write the path of an existing file", end.Problem);
    }

    [SshdFact]
    public async Task A_key_that_can_not_be_opened_fails_and_its_mending_is_noticed()
    {
        await using var gerrit = await SshdServer.StartAsync();
        var right = await File.ReadAllTextAsync(gerrit.KeyFile);
        await File.WriteAllTextAsync(gerrit.KeyFile, "no key");
        await using var rig = await GerritRig.StartAsync(gerrit.Settings());

        var failed = await rig.StateAsync(ConnectionState.Failed);
        await File.WriteAllTextAsync(gerrit.KeyFile, right);
        await rig.StateAsync(ConnectionState.Live);

        Assert.StartsWith("Gerrit:Servers:0:PrivateKeyFile names", failed.Reason);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static ConnectionEnd.KeyUnreadable Fails(GerritServerOptions server) =>
        Assert.IsType<ConnectionEnd.KeyUnreadable>(Assert.Throws<ConnectionEndException>(() => PrivateKeyLoader.Load(server)).End);

    private string NewKey(string type, string format, string passphrase)
    {
        var path = Path.Combine(_folder, $"{type}-{format}");
        string[] bits = type == "rsa" ? ["-b", "2048"] : [];
        SshdTools.Run("ssh-keygen", ["-q", "-t", type, .. bits, "-m", format, "-N", passphrase, "-f", path]);
        return path;
    }
}
