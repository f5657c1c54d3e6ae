using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using CiWatch.Tests.App.Api;
using CiWatch.Tests.Infrastructure;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CiWatch.Tests.App.Site;

/// <summary>What is answered where there is nothing to answer.</summary>
public sealed class ErrorAnswerTests(MachineRig rig) : IClassFixture<MachineRig>
{
    [Theory]
    [InlineData("GET", "/api/v1/nope", 404)]
    [InlineData("GET", "/api/v1/changes/abc", 404)]
    [InlineData("GET", "/api/v1/changes/999", 404)]
    [InlineData("GET", "/feeds/nope", 404)]
    [InlineData("GET", "/hubs/nope", 404)]
    [InlineData("GET", "/badge", 404)]
    [InlineData("GET", "/hubs/votes", 400)]
    [InlineData("GET", "/feeds/failures.atom", 400)]
    [InlineData("POST", "/api", 405)]
    [InlineData("POST", "/", 405)]
    [InlineData("POST", "/api/v1/status", 405)]
    [InlineData("DELETE", "/badge/x", 405)]
    public async Task Machines_get_problem_details(string method, string path, int status)
    {
        var answer = await rig.App.Http.SendAsync(new HttpRequestMessage(new HttpMethod(method), path));

        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        var problem = await answer.Content.ReadFromJsonAsync<JsonNode>();
        Assert.Equal(status, (int)problem!["status"]!);
        Assert.NotEmpty((string)problem["detail"]!);
    }

    [Theory]
    [InlineData("/nope", "Page not found")]
    [InlineData("/not-found", "Page not found")]
    [InlineData("/project/acme/stor", "Did you mean")]
    [InlineData("/project?name=acme%2Fstor", "Did you mean")]
    [InlineData("/project?name=a%2F..%2Fb", "No project <bdi>a/../b</bdi> here")]
    [InlineData("/change/999", "No change <bdi>999</bdi> here")]
    public async Task People_get_a_page_with_status_404(string path, string words)
    {
        var answer = await rig.App.Http.GetAsync(path);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("text/html", answer.Content.Headers.ContentType?.MediaType);
        Assert.Contains(words, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/project/acme/storage")]
    [InlineData("/change/7")]
    [InlineData("/search?q=a")]
    [InlineData("/api")]
    [InlineData("/api/v1/status")]
    [InlineData("/api/v1/grid.csv?project=acme/storage")]
    [InlineData("/badge/vendor-1-ci%20check?project=acme/storage")]
    [InlineData("/feeds/failures.atom?project=acme/storage")]
    [InlineData("/cctray.xml?project=acme/storage")]
    [InlineData("/openapi/v1.json")]
    [InlineData("/css/tokens.css")]
    [InlineData("/nope")]
    [InlineData("/api/v1/nope")]
    public async Task What_has_a_GET_answers_HEAD_without_a_body(string path)
    {
        var get = await rig.App.Http.GetAsync(path);
        var head = await RawHttp.AskAsync(rig.App.Address, $"HEAD {path} HTTP/1.1", $"Host: {rig.App.Address.Authority}");

        Assert.StartsWith($"HTTP/1.1 {(int)get.StatusCode}", head, StringComparison.Ordinal);
        Assert.Contains($"\r\nContent-Type: {get.Content.Headers.ContentType!.MediaType}", head, StringComparison.Ordinal);
        Assert.EndsWith("\r\n\r\n", head, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/project/acme/storage/?window=48h", "/project/acme/storage?window=48h")]
    [InlineData("/api/v1/status/", "/api/v1/status")]
    [InlineData("/search//?q=a/", "/search?q=a/")]
    [InlineData("//evil.example/", "/evil.example")]
    [InlineData("/\\evil.example/", "/evil.example")]
    [InlineData("/%5cevil.example/", "/%5cevil.example")]
    public async Task A_slash_at_the_end_leads_to_the_same_page(string target, string address)
    {
        var answer = await RawHttp.GetAsync(rig.App.Address, target, "localhost");

        Assert.StartsWith("HTTP/1.1 301", answer, StringComparison.Ordinal);
        Assert.Contains($"\r\nLocation: {address}\r\n", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_defect_gives_a_number_that_the_log_has_too_and_nothing_else()
    {
        using LogLines log = new();
        var folder = Directory.CreateTempSubdirectory("ciwatch-defect-").FullName;
        await using var app = await RunningApp.StartAsync(PipelineRig.Settings(Path.Combine(folder, "ciwatch.db")), folder, builder =>
        {
            builder.Logging.AddProvider(log);
            builder.Services.AddSingleton<IStartupFilter>(new Defect("secret of " + folder));
        });

        var machine = await app.Http.GetAsync("/api/v1/defect");
        var page = await app.Http.GetAsync("/defect");

        Assert.Equal(HttpStatusCode.InternalServerError, machine.StatusCode);
        Assert.Equal("application/problem+json", machine.Content.Headers.ContentType?.MediaType);
        var told = await machine.Content.ReadAsStringAsync();
        Assert.DoesNotContain("secret", told, StringComparison.Ordinal);
        var line = Assert.Single(log.All, l => l.Level == LogLevel.Error && l.Text.StartsWith("GET /api/v1/defect was not answered", StringComparison.Ordinal));
        Assert.Contains(line.Text[^7..], told, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.InternalServerError, page.StatusCode);
        Assert.Contains("<h1>Internal Server Error</h1>", await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.True(page.Headers.Contains("Content-Security-Policy"));
    }
}
