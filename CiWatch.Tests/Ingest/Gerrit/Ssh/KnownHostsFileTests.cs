using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using CiWatch.Ingest.Gerrit.Ssh;

namespace CiWatch.Tests.Ingest.Gerrit.Ssh;

/// <summary>Keys here are invented; real ones, and files hashed by ssh-keygen, are in RefusalTests.</summary>
public sealed class KnownHostsFileTests
{
    private const string Host = "review.example.org";

    private static readonly byte[] Key = Blob("ssh-ed25519", 1);
    private static readonly byte[] OtherKey = Blob("ssh-ed25519", 2);
    private static readonly byte[] RsaKey = Blob("ssh-rsa", 3);

    [Theory]
    [InlineData("[review.example.org]:29418", "Trusted")]
    [InlineData("[REVIEW.example.ORG]:29418", "Trusted")]
    [InlineData("review.example.org", "Trusted")]
    [InlineData("[review.example.org]:22", "Unknown")]
    [InlineData("[review.example.org]:29419", "Unknown")]
    [InlineData("other,[review.example.org]:29418,192.0.2.1", "Trusted")]
    [InlineData("[*.example.org]:29418", "Trusted")]
    [InlineData("[review.example.???]:*", "Trusted")]
    [InlineData("*", "Trusted")]
    [InlineData("*,![review.example.org]:29418", "Trusted")]
    [InlineData("*,![review.example.org]:29418,!review.example.org", "Unknown")]
    [InlineData("![other]:29418", "Unknown")]
    [InlineData("example.org", "Unknown")]
    [InlineData("[review.example.org:29418", "Unknown")]
    [InlineData(",,", "Unknown")]
    [InlineData("|1|", "Unknown")]
    [InlineData("|1|!!|!!", "Unknown")]
    [InlineData("|2|AAAA|AAAA", "Unknown")]
    public void The_hosts_of_a_line_are_matched_as_openssh_does(string hosts, string verdict) =>
        Assert.Equal(verdict, Parse(Line(hosts, Key)).Check(Host, 29418, Key).ToString());

    [Theory]
    [InlineData("[review.example.org]:29418", 29418, "Trusted")]
    [InlineData("review.example.org", 22, "Trusted")]
    [InlineData("[review.example.org]:29418", 22, "Unknown")]
    public void A_hashed_name_is_matched(string name, int port, string verdict)
    {
        var salt = "0123456789abcdefghij"u8.ToArray();
#pragma warning disable CA5350 // The file's format demands it.
        var hash = HMACSHA1.HashData(salt, Encoding.ASCII.GetBytes(name));
#pragma warning restore CA5350
        var line = Line($"|1|{Convert.ToBase64String(salt)}|{Convert.ToBase64String(hash)}", Key);

        Assert.Equal(verdict, Parse(line).Check(Host, port, Key).ToString());
    }

    [Fact]
    public void Another_key_of_the_same_type_is_a_changed_one_and_of_another_type_an_unknown_one()
    {
        var file = Parse(Line($"[{Host}]:29418", Key));

        Assert.Equal(KnownHostsVerdict.Changed, file.Check(Host, 29418, OtherKey));
        Assert.Equal(KnownHostsVerdict.Unknown, file.Check(Host, 29418, RsaKey));
    }

    [Fact]
    public void Of_several_keys_of_one_host_any_is_good()
    {
        var file = Parse(Line($"[{Host}]:29418", Key) + Line($"[{Host}]:29418", OtherKey) + Line(Host, RsaKey));

        Assert.Equal(KnownHostsVerdict.Trusted, file.Check(Host, 29418, OtherKey));
        Assert.Equal(["ssh-ed25519", "ssh-rsa"], file.KeyTypes(Host, 29418).Order());
        Assert.Empty(file.KeyTypes("other", 29418));
    }

    [Fact]
    public void A_key_noted_for_another_port_only_raises_no_alarm() =>
        Assert.Equal(KnownHostsVerdict.Unknown, Parse(Line(Host, OtherKey)).Check(Host, 29418, Key));

    [Fact]
    public void A_revoked_key_is_refused_wherever_else_it_is_trusted()
    {
        var file = Parse("@revoked " + Line("*", Key) + Line($"[{Host}]:29418", Key) + Line($"[{Host}]:29418", OtherKey));

        Assert.Equal(KnownHostsVerdict.Revoked, file.Check(Host, 29418, Key));
        Assert.Equal(KnownHostsVerdict.Trusted, file.Check(Host, 29418, OtherKey));
    }

    [Fact]
    public void An_authority_is_no_host_key()
    {
        var file = Parse("@cert-authority " + Line("*", Key));

        Assert.Equal(KnownHostsVerdict.Unknown, file.Check(Host, 29418, Key));
        Assert.Equal(0, file.BrokenLines);
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("# comment\n\n   \n\t# indented\n", 0)]
    [InlineData("host\n", 1)]
    [InlineData("host ssh-ed25519\n", 1)]
    [InlineData("host ssh-ed25519 !!!!\n", 1)]
    [InlineData("host ssh-ed25519 AAAA\n", 1)]
    [InlineData("host ssh-ed25519 /////w==\n", 1)]
    [InlineData("host 2048 35 1234567890\n", 1)]
    [InlineData("@unknown host ssh-ed25519 AAAA\n@revoked\n@\n", 3)]
    [InlineData("\0\u0001\u001b[31m\uFFFD\n", 1)]
    public void Broken_lines_are_skipped_and_counted_and_the_good_ones_still_count(string text, int broken)
    {
        var file = Parse(text + Line($"[{Host}]:29418", Key) + text);

        Assert.Equal(2 * broken, file.BrokenLines);
        Assert.Equal(KnownHostsVerdict.Trusted, file.Check(Host, 29418, Key));
    }

    [Fact]
    public void A_type_that_is_not_the_keys_own_is_broken() =>
        Assert.Equal(1, Parse($"{Host} ssh-rsa {Convert.ToBase64String(Key)}").BrokenLines);

    [Fact]
    public void Windows_line_ends_a_byte_order_mark_tabs_and_comments_do_not_matter() =>
        Assert.Equal(
            KnownHostsVerdict.Trusted,
            Parse($"\uFEFF[{Host}]:29418\tssh-ed25519\t{Convert.ToBase64String(Key)}\tof the review server\r\n").Check(Host, 29418, Key));

    [Theory]
    [InlineData("[2001:db8::1]:29418", "2001:db8::1")]
    [InlineData("[2001:db8::1]:29418", "[2001:db8::1]")]
    public void An_address_is_bracketed_once(string hosts, string host) =>
        Assert.Equal(KnownHostsVerdict.Trusted, Parse(Line(hosts, Key)).Check(host, 29418, Key));

    [Fact]
    public void A_key_that_is_none_is_unknown() =>
        Assert.Equal(KnownHostsVerdict.Unknown, Parse(Line("*", Key)).Check(Host, 29418, []));

    private static KnownHostsFile Parse(string text) => KnownHostsFile.Parse(text);

    private static string Line(string hosts, byte[] key) => $"{hosts} {KnownHostsEntry.TypeOf(key)} {Convert.ToBase64String(key)} comment\n";

    private static byte[] Blob(string type, byte fill)
    {
        var length = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, type.Length);
        return [.. length, .. Encoding.ASCII.GetBytes(type), .. Enumerable.Repeat(fill, 36)];
    }
}
