using CiWatch.Tests.App.Api;
using CiWatch.Tests.Infrastructure;

namespace CiWatch.Tests.App.Site;

/// <summary>What browsers are told stands on each answer, whoever gives it.</summary>
public sealed class SecurityHeadersTests(MachineRig rig) : IClassFixture<MachineRig>
{
    private static readonly string[] Always =
    [
        "Content-Security-Policy: default-src 'self'", "X-Content-Type-Options: nosniff", "Permissions-Policy: ", "Cross-Origin-Opener-Policy: same-origin",
        "Cross-Origin-Resource-Policy: ", "Referrer-Policy: ",
    ];

    [Theory]
    [InlineData("GET", "/", "200")]
    [InlineData("GET", "/css/tokens.css", "200")]
    [InlineData("GET", "/api/v1/status", "200")]
    [InlineData("GET", "/healthz", "200")]
    [InlineData("GET", "/metrics", "200")]
    [InlineData("GET", "/nope", "404")]
    [InlineData("GET", "/api/v1/nope", "404")]
    [InlineData("POST", "/", "405")]
    [InlineData("GET", "/project/acme/storage/", "301")]
    [InlineData("GET", "/project?project=storage", "302")]
    [InlineData("GET", "/hubs/votes", "400")]
    public async Task Each_answer_has_them_and_none_names_the_server(string method, string path, string status)
    {
        var answer = await RawHttp.AskAsync(rig.App.Address, $"{method} {path} HTTP/1.1", "Host: localhost", "Content-Length: 0");

        Assert.StartsWith("HTTP/1.1 " + status, answer, StringComparison.Ordinal);
        Assert.All(Always, header => Assert.Contains("\r\n" + header, answer, StringComparison.Ordinal));
        Assert.All(["Server: ", "X-Frame-Options: ", "Set-Cookie: "], header => Assert.DoesNotContain("\r\n" + header, answer, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_badge_may_stand_on_pages_of_other_sites_and_nothing_else_may()
    {
        var badge = await rig.App.Http.GetAsync("/badge/vendor-1-ci%20check?project=acme/storage");
        var page = await rig.App.Http.GetAsync("/project/acme/storage");

        Assert.Equal("cross-origin", Assert.Single(badge.Headers.GetValues("Cross-Origin-Resource-Policy")));
        Assert.Equal("same-origin", Assert.Single(page.Headers.GetValues("Cross-Origin-Resource-Policy")));
    }
}
