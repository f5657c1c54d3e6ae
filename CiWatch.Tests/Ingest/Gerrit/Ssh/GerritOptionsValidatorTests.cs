using CiWatch.Ingest.Configuration;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace CiWatch.Tests.Ingest.Gerrit.Ssh;

public sealed class GerritOptionsValidatorTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ciwatch-options-").FullName;
    private readonly string _file;

    public GerritOptionsValidatorTests()
    {
        _file = Path.Combine(_folder, "file");
        File.WriteAllText(_file, "content");
    }

    [Fact]
    public void Good_settings_are_bound_with_their_defaults()
    {
        var options = Bind(Good);

        Assert.Empty(Errors(options));
        var server = Assert.Single(options.Servers);
        Assert.Equal(("review.example.org", "review.example.org", 29418), (server.Name, server.Host, server.Port));
        Assert.Equal(["openstack/*"], server.Projects);
        Assert.Equal(TimeSpan.FromSeconds(30), options.ProbeInterval);
    }

    [Fact]
    public void No_server_at_all_is_no_error() => Assert.Empty(Errors(new GerritOptions()));

    [Theory]
    [InlineData("Host", "", "Gerrit:Servers:0:Host is missing")]
    [InlineData("Host", "ssh://review.example.org", "Gerrit:Servers:0:Host \"ssh://review.example.org\" is no host name")]
    [InlineData("Host", "review.example.org:29418", "Gerrit:Servers:0:Host \"review.example.org:29418\" is no host name")]
    [InlineData("Host", "me@review", "Gerrit:Servers:0:Host \"me@review\" is no host name")]
    [InlineData("Host", "a b", "Gerrit:Servers:0:Host \"a b\" is no host name")]
    [InlineData("Host", "a\nb\u001b[31m", "Gerrit:Servers:0:Host \"a b [31m\" is no host name")]
    [InlineData("Name", "a/b", "Gerrit:Servers:0:Name \"a/b\" can't be used")]
    [InlineData("Name", "a\0b", "Gerrit:Servers:0:Name \"a b\" can't be used")]
    [InlineData("Port", "0", "Gerrit:Servers:0:Port is 0; write a number from 1 to 65535")]
    [InlineData("Port", "65536", "Gerrit:Servers:0:Port is 65536")]
    [InlineData("Port", "-1", "Gerrit:Servers:0:Port is -1")]
    [InlineData("Username", " ", "Gerrit:Servers:0:Username is missing")]
    [InlineData("Username", "a\rb", "Gerrit:Servers:0:Username \"a b\" can't be used")]
    [InlineData("PrivateKeyFile", "", "Gerrit:Servers:0:PrivateKeyFile is missing")]
    [InlineData("PrivateKeyFile", "/no/such/file", "Gerrit:Servers:0:PrivateKeyFile names /no/such/file, which does not exist")]
    [InlineData("PrivateKeyFile", "~/.ssh/no-such", "\"~\" is not expanded here, write the whole path")]
    [InlineData("PrivateKeyFile", "/", "Gerrit:Servers:0:PrivateKeyFile names the folder /")]
    [InlineData("PrivateKeyFile", "/dev/zero", "Gerrit:Servers:0:PrivateKeyFile names /dev/zero, which is longer than")]
    [InlineData("KnownHostsFile", "", "Gerrit:Servers:0:KnownHostsFile and Gerrit:Servers:0:HostKeyFingerprint are both missing")]
    [InlineData("KnownHostsFile", "/no/such/file", "Gerrit:Servers:0:KnownHostsFile names /no/such/file, which does not exist")]
    [InlineData("HostKeyFingerprint", "MD5:aa:bb", "Gerrit:Servers:0:HostKeyFingerprint \"MD5:aa:bb\" is no SHA-256 fingerprint")]
    [InlineData("WebUrl", "review.example.org", "Gerrit:Servers:0:WebUrl \"review.example.org\" is no web address")]
    [InlineData("WebUrl", "javascript:alert(1)", "Gerrit:Servers:0:WebUrl \"javascript:alert(1)\" is no web address")]
    [InlineData("WebUrl", "ftp://x/", "Gerrit:Servers:0:WebUrl \"ftp://x/\" is no web address")]
    [InlineData("Projects:1", " ", "Gerrit:Servers:0:Projects:1 \"\" is no project pattern")]
    [InlineData("Projects:1", "a\nb", "Gerrit:Servers:0:Projects:1 \"a b\" is no project pattern")]
    public void A_bad_value_of_a_server_is_named_by_its_key(string key, string value, string error) =>
        Assert.Contains(error, Assert.Single(Errors(Bind(Good, ($"Gerrit:Servers:0:{key}", value)))));

    [Theory]
    [InlineData("RestUrl", "review.example.org", "Gerrit:Servers:0:RestUrl \"review.example.org\" is no web address")]
    [InlineData("RestUrl", "ssh://review.example.org", "Gerrit:Servers:0:RestUrl \"ssh://review.example.org\" is no web address")]
    [InlineData("RestUrl", "file:///etc/passwd", "is no web address")]
    [InlineData("RestUrl", "/r", "is no web address")]
    [InlineData("RestUrl", "https://", "is no web address")]
    [InlineData("RestUrl", "https://me:secret@review.example.org", "Gerrit:Servers:0:RestUrl holds an account: write it in RestUsername and RestPassword.")]
    [InlineData("RestUrl", "https://review.example.org/?polygerrit=1", "has a \"?\" or \"#\"")]
    [InlineData("RestUrl", "https://review.example.org/#/q", "has a \"?\" or \"#\"")]
    [InlineData("RestUrl", "", "Gerrit:Servers:0:RestUrl is missing")]
    [InlineData("RestUsername", "", "Gerrit:Servers:0:RestUsername is missing")]
    [InlineData("RestUsername", "a:b", "Gerrit:Servers:0:RestUsername \"a:b\" can't be used")]
    [InlineData("RestUsername", "a\nb", "Gerrit:Servers:0:RestUsername \"a b\" can't be used")]
    [InlineData("RestPassword", "", "Gerrit:Servers:0:RestPassword is missing")]
    [InlineData("RestPassword", "secret\r\nX: y", "Gerrit:Servers:0:RestPassword can't be used")]
    public void A_bad_value_for_the_REST_API_is_named_by_its_key(string key, string value, string error)
    {
        var found = Assert.Single(Errors(Bind(Good, [.. Rest, ($"Gerrit:Servers:0:{key}", value)])));
        Assert.Contains(error, found);
        Assert.DoesNotContain("secret", found);
    }

    [Theory]
    [InlineData("https://review.example.org")]
    [InlineData("http://127.0.0.1:8080/gerrit/")]
    public void Good_settings_for_the_REST_API_are_taken(string url)
    {
        Assert.Empty(Errors(Bind(Good, [.. Rest, ("Gerrit:Servers:0:RestUrl", url), ("Gerrit:Servers:0:EventsLog", "true")])));
        Assert.Empty(Errors(Bind(Good, ("Gerrit:Servers:0:RestUrl", url))));
    }

    [Fact]
    public void The_events_log_needs_an_address_and_an_account()
    {
        Assert.StartsWith("Gerrit:Servers:0:EventsLog needs ", Assert.Single(Errors(Bind(Good, ("Gerrit:Servers:0:EventsLog", "true")))));
        Assert.StartsWith(
            "Gerrit:Servers:0:EventsLog needs ",
            Assert.Single(Errors(Bind(Good, ("Gerrit:Servers:0:EventsLog", "true"), ("Gerrit:Servers:0:RestUrl", "https://review.example.org")))));
    }

    [Theory]
    [InlineData("CatchUp:FirstDays", "-1")]
    [InlineData("CatchUp:FirstDays", "3651")]
    [InlineData("CatchUp:Interval", "00:00:09")]
    [InlineData("CatchUp:Interval", "1.00:00:01")]
    [InlineData("CatchUp:Overlap", "-00:00:01")]
    [InlineData("CatchUp:Overlap", "2.00:00:00")]
    [InlineData("CatchUp:PageSize", "0")]
    [InlineData("CatchUp:PageSize", "501")]
    [InlineData("CatchUp:Pause", "-00:00:01")]
    [InlineData("CatchUp:Pause", "00:10:01")]
    [InlineData("CatchUp:PageTimeout", "00:00:00.9")]
    [InlineData("CatchUp:PageTimeout", "01:00:01")]
    [InlineData("ProbeInterval", "00:00:00")]
    [InlineData("ProbeInterval", "-00:00:01")]
    [InlineData("ProbeInterval", "30.00:00:00")]
    [InlineData("ConnectTimeout", "00:00:00")]
    [InlineData("ReconnectMinDelay", "00:00:00")]
    [InlineData("ReconnectMaxDelay", "365.00:00:00")]
    [InlineData("FailedRetryDelay", "00:00:00")]
    [InlineData("MaxLineBytes", "0")]
    [InlineData("MaxLineBytes", "-5")]
    [InlineData("MaxLineBytes", "2000000000")]
    public void A_number_that_makes_no_sense_is_named_by_its_key(string key, string value)
    {
        var error = Assert.Single(Errors(Bind(Good, ($"Gerrit:{key}", value))));

        Assert.StartsWith($"Gerrit:{key} is ", error);
        Assert.Contains("; write a ", error);
    }

    [Fact]
    public void Delays_that_contradict_each_other_are_named() =>
        Assert.StartsWith(
            "Gerrit:ReconnectMaxDelay is shorter than Gerrit:ReconnectMinDelay",
            Assert.Single(Errors(Bind(Good, ("Gerrit:ReconnectMinDelay", "00:02:00")))));

    [Fact]
    public void Two_servers_of_one_name_are_named_whether_by_name_or_by_host()
    {
        var second = Good.Select(s => (s.Key.Replace(":0:", ":1:", StringComparison.Ordinal), s.Value!));

        var error = Assert.Single(Errors(Bind(Good, [.. second, ("Gerrit:Servers:1:Host", "other"), ("Gerrit:Servers:1:Name", "Review.Example.Org")])));

        Assert.StartsWith("Gerrit:Servers:0:Name and Gerrit:Servers:1:Name are all \"review.example.org\"", error);
    }

    [Fact]
    public void All_errors_are_told_at_once()
    {
        var errors = Errors(Bind([], ("Gerrit:Servers:0:Port", "0"), ("Gerrit:Servers:1:Host", "b"), ("Gerrit:MaxLineBytes", "1")));

        string[] keys =
        [
            "Gerrit:MaxLineBytes", "Gerrit:Servers:0:Host", "Gerrit:Servers:0:Port", "Gerrit:Servers:0:Username", "Gerrit:Servers:0:PrivateKeyFile",
            "Gerrit:Servers:0:KnownHostsFile", "Gerrit:Servers:1:Username", "Gerrit:Servers:1:PrivateKeyFile", "Gerrit:Servers:1:KnownHostsFile",
        ];
        Assert.Equal(keys, errors.Select(e => e.Split(' ')[0]));
    }

    [Fact]
    public void Huge_values_are_refused_with_short_messages()
    {
        var errors = Errors(Bind(Good, [.. new[] { "Host", "Name", "Username", "PrivateKeyFile", "HostKeyFingerprint", "WebUrl", "Projects:1" }
            .Select(k => ($"Gerrit:Servers:0:{k}", new string(k[0], 1_000_000)))]));

        Assert.Equal(7, errors.Length);
        Assert.All(errors, e => Assert.InRange(e.Length, 1, 700));
    }

    [Fact]
    public async Task A_host_with_bad_settings_does_not_start_and_says_why()
    {
        var error = await Assert.ThrowsAsync<OptionsValidationException>(() => GerritRig.StartAsync(Good, new Dictionary<string, string?> { ["Gerrit:Servers:0:Host"] = "" }));

        Assert.Contains("Gerrit:Servers:0:Host is missing", error.Message);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static (string Key, string Value)[] Rest =>
    [
        ("Gerrit:Servers:0:RestUrl", "https://review.example.org"), ("Gerrit:Servers:0:RestUsername", "viewer"), ("Gerrit:Servers:0:RestPassword", "secret"),
    ];

    private Dictionary<string, string?> Good => new()
    {
        ["Gerrit:Servers:0:Host"] = "review.example.org",
        ["Gerrit:Servers:0:Username"] = "ciwatch",
        ["Gerrit:Servers:0:PrivateKeyFile"] = _file,
        ["Gerrit:Servers:0:KnownHostsFile"] = _file,
        ["Gerrit:Servers:0:WebUrl"] = "https://review.example.org/",
        ["Gerrit:Servers:0:Projects:0"] = "openstack/*",
    };

    private static GerritOptions Bind(Dictionary<string, string?> settings, params (string Key, string Value)[] changes)
    {
        var all = new Dictionary<string, string?>(settings);
        foreach (var (key, value) in changes) all[key] = value;
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(all).Build();
        return configuration.GetSection(GerritOptions.Section).Get<GerritOptions>() ?? new();
    }

    private static string[] Errors(GerritOptions options) =>
        [.. new GerritOptionsValidator().Validate(null, options).Failures ?? []];
}
