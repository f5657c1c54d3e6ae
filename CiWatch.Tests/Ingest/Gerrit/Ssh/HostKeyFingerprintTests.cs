using CiWatch.Ingest.Gerrit.Ssh;

namespace CiWatch.Tests.Ingest.Gerrit.Ssh;

public sealed class HostKeyFingerprintTests
{
    private const string Hash = "xFr7o82Kf02FyRyWzadQNyADn43fYH+ec9kYWNScfIs";

    [Theory]
    [InlineData("SHA256:" + Hash)]
    [InlineData("sha256:" + Hash)]
    [InlineData(Hash)]
    [InlineData(Hash + "=")]
    [InlineData("  SHA256:" + Hash + "\n")]
    public void It_is_read_with_and_without_prefix_and_padding(string text) =>
        Assert.Equal("SHA256:" + Hash, HostKeyFingerprint.Parse(text)?.ToString());

    [Theory]
    [InlineData("")]
    [InlineData("SHA256:")]
    [InlineData("SHA256:abc")]
    [InlineData("SHA256:" + Hash + "A")]
    [InlineData("MD5:d4:1d:8c:d9:8f:00:b2:04:e9:80:09:98:ec:f8:42:7e")]
    [InlineData("d4:1d:8c:d9:8f:00:b2:04:e9:80:09:98:ec:f8:42:7e")]
    [InlineData("SHA256:xFr7o82Kf02FyRyWzadQNyADn43fYH-ec9kYWNScfIs")]
    [InlineData("SHA256:\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0")]
    public void Anything_else_is_none(string text) => Assert.Null(HostKeyFingerprint.Parse(text));

    [Fact]
    public void Equal_keys_have_equal_fingerprints()
    {
        Assert.Equal(HostKeyFingerprint.Of("key"u8), HostKeyFingerprint.Of("key"u8));
        Assert.NotEqual(HostKeyFingerprint.Of("key"u8), HostKeyFingerprint.Of("kez"u8));
        Assert.Equal(HostKeyFingerprint.Of("key"u8), HostKeyFingerprint.Parse(HostKeyFingerprint.Of("key"u8).ToString()));
    }
}
