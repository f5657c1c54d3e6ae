using System.Text;
using CiWatch.Ingest.Gerrit;
using CiWatch.Ingest.Gerrit.CatchUp;
using CiWatch.Ingest.Gerrit.Rest;
using CiWatch.Ingest.Intake;
using CiWatch.Tests.Ingest.Gerrit.Events;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace CiWatch.Tests.Ingest.Gerrit.Rest;

/// <summary>REST over a real HTTP server, which answers what Gerrit answered.</summary>
public sealed class RestChangeSourceTests
{
    private static readonly ChangeRange Range = new(new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero), null, 50, 0);
    private static readonly HttpClient Http = GerritHttp.NewClient();

    public static TheoryData<string> Versions => [.. RecordedLines.Versions];

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task A_recorded_page_arrives_with_the_comments_of_changes_that_have_some(string version)
    {
        await using var server = await HttpServer.StartAsync(context => context.Response.Body.WriteAsync(
            RecordedLines.Bytes(version, context.Request.Path.Value!.EndsWith("/comments", StringComparison.Ordinal) ? "rest-comments.json" : "rest-changes.json")).AsTask());
        var source = Source(server.Settings());

        var page = await source.PageAsync(Range, CancellationToken.None);

        var read = page.Changes.Select(c => RestReader.Read(c.Span).Change!).ToList();
        Assert.Equal(8, read.Count);
        Assert.Equal((read.Max(c => c.UpdatedAt), read.Min(c => c.UpdatedAt), false), (page.Newest, page.Oldest, page.More));
        Assert.Equal(version == "3.2.3" ? 0 : 2, read.SelectMany(c => c.Messages).Count(m => m.PatchSetText is not null));
        Assert.Equal(
            [
                "/changes/?q=after%3A%7B2026-03-01%2012%3A00%3A00%20%2B0000%7D&n=50&o=MESSAGES&o=DETAILED_ACCOUNTS&o=ALL_REVISIONS&o=SKIP_DIFFSTAT",
                "/changes/1/comments",
            ],
            server.Asked);
        Assert.All(server.Credentials, c => Assert.Equal("", c));
        Assert.Equal((LineSource.Rest, "REST"), (source.Lines, source.Name));
    }

    [Fact]
    public async Task An_account_is_told_and_a_range_with_its_projects_asked_for()
    {
        await using var server = await HttpServer.StartAsync(context => context.Response.Body.WriteAsync(RecordedLines.Bytes("3.10.2", "rest-page.json")).AsTask());
        var settings = server.Settings(
            ("Servers:0:RestUrl", server.Url + "/gerrit/"), ("Servers:0:RestUsername", "ci watch"), ("Servers:0:RestPassword", "sécret:1"), ("Servers:0:Projects:0", "acme/*"));

        var page = await Source(settings).PageAsync(Range with { To = Range.From, Limit = 2, Skip = 4 }, CancellationToken.None);

        Assert.Equal((2, true), (page.Changes.Length, page.More));
        Assert.Equal(
            "/gerrit/a/changes/?q=after%3A%7B2026-03-01%2012%3A00%3A00%20%2B0000%7D%20before%3A%7B2026-03-01%2012%3A00%3A00%20%2B0000%7D%20projects%3A%7Bacme%2F%7D"
            + "&n=2&S=4&o=MESSAGES&o=DETAILED_ACCOUNTS&o=ALL_REVISIONS&o=SKIP_DIFFSTAT",
            server.Asked.First());
        Assert.Equal($"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes("ci watch:sécret:1"))}", server.Credentials.First());
    }

    [Fact]
    public async Task A_change_whose_comments_are_gone_is_told_without_them_and_one_too_long_by_its_head()
    {
        var big = $$"""{"project":"p","_number":8,"updated":"2026-11-23 15:00:00.0","subject":"{{new string('x', 20_000)}}"}""";
        var one = """{"project":"p","_number":7,"updated":"2026-11-23 15:01:00.0","messages":[{"message":"(1 comment)"}]}""";
        var two = one.Replace("7", "9", StringComparison.Ordinal);
        await using var server = await HttpServer.StartAsync(context => context.Request.Path.Value switch
        {
            "/changes/" => context.Response.WriteAsync($")]}}'\n[{one},{big},{two}]"),
            "/changes/9/comments" => context.Response.WriteAsync($$""")]}'{{'\n'}}{"a":[{"message":"{{new string('x', 20_000)}}"}]}"""),
            _ => Status(context, 404, "Not found: 7"),
        });

        var page = await Source(server.Settings(("MaxLineBytes", "10000"))).PageAsync(Range, CancellationToken.None);

        Assert.Equal($$"""{"change":{{one}}}""", Encoding.UTF8.GetString(page.Changes[0].Span));
        Assert.Equal(LineSplitter.KeptHead, page.Changes[1].Length);
        Assert.NotNull(RestReader.Read(page.Changes[1].Span).Fault);
        Assert.Equal($$"""{"change":{{two}}}""", Encoding.UTF8.GetString(page.Changes[2].Span));
        Assert.Equal(15, page.Oldest!.Value.Hour);
    }

    [Theory]
    [InlineData(401, false, "asks who is there. Write an account in Gerrit:Servers:0:RestUsername and its HTTP password in Gerrit:Servers:0:RestPassword.")]
    [InlineData(401, true, "refused the account viewer. Check Gerrit:Servers:0:RestUsername and Gerrit:Servers:0:RestPassword")]
    [InlineData(403, false, "Write one in Gerrit:Servers:0:RestUsername")]
    [InlineData(403, true, "does not allow this to viewer.")]
    [InlineData(404, true, "has no REST API of Gerrit. Check Gerrit:Servers:0:RestUrl")]
    [InlineData(400, true, "answered with status 400. It says: \"said by the server\". Check Gerrit:Servers:0:RestUrl.")]
    [InlineData(429, true, "Raise Gerrit:CatchUp:Pause")]
    [InlineData(500, true, "is in trouble: status 500. It says: \"said by the server\".")]
    [InlineData(503, true, "is in trouble: status 503.")]
    [InlineData(204, true, "answered with status 204.")]
    public async Task A_refusal_says_what_to_do(int status, bool account, string words)
    {
        await using var server = await HttpServer.StartAsync(context => Status(context, status, status == 204 ? "" : "said by\u0007 the server"));
        var trouble = await TroubleAsync(Source(account ? server.Settings(("Servers:0:RestUsername", "viewer"), ("Servers:0:RestPassword", "top-secret")) : server.Settings()));

        Assert.Contains(words, trouble);
        Assert.DoesNotContain("top-secret", trouble);
    }

    [Fact]
    public async Task No_redirect_is_followed_and_no_password_goes_elsewhere()
    {
        await using var other = await HttpServer.StartAsync(context => Status(context, 200, ")]}'\n[]"));
        await using var server = await HttpServer.StartAsync(context =>
        {
            context.Response.Redirect($"{other.Url}/login/");
            return Task.CompletedTask;
        });

        var trouble = await TroubleAsync(Source(server.Settings(("Servers:0:RestUsername", "viewer"), ("Servers:0:RestPassword", "top-secret"))));

        Assert.Contains($"leads elsewhere, to {other.Url}/login/.", trouble);
        Assert.Contains("Gerrit:Servers:0:RestUrl", trouble);
        Assert.Empty(other.Asked);
    }

    [Theory]
    [InlineData("<!DOCTYPE html><title>Sign in</title>", "answered with a web page. Check Gerrit:Servers:0:RestUrl")]
    [InlineData("[]", "something that is not Gerrit's REST API: without Gerrit's prefix")]
    [InlineData(")]}'\n[{\"project\":\"p\",", "something that is not Gerrit's REST API: not JSON, from byte")]
    [InlineData("", "something that is not Gerrit's REST API: without Gerrit's prefix")]
    public async Task An_answer_of_another_kind_says_what_to_do(string body, string words)
    {
        await using var server = await HttpServer.StartAsync(context => Status(context, 200, body));
        Assert.Contains(words, await TroubleAsync(Source(server.Settings())));
    }

    [Fact]
    public async Task Comments_that_are_a_web_page_are_no_comments()
    {
        await using var server = await HttpServer.StartAsync(context => context.Request.Path == "/changes/"
            ? context.Response.WriteAsync(""")]}'[{"project":"p","_number":7,"updated":"2026-11-23 15:01:00.0","messages":[{"message":"(1 comment)"}]}]""")
            : context.Response.WriteAsync("<html>"));
        Assert.Contains("answered with a web page", await TroubleAsync(Source(server.Settings())));
    }

    [Fact]
    public async Task An_endless_answer_ends_at_the_limit()
    {
        await using var server = await HttpServer.StartAsync(async context =>
        {
            var piece = Encoding.ASCII.GetBytes(")]}'\n[" + new string(' ', 64 * 1024));
            while (!context.RequestAborted.IsCancellationRequested) await context.Response.Body.WriteAsync(piece, context.RequestAborted);
        });
        var trouble = await TroubleAsync(Source(server.Settings(("MaxLineBytes", "10000"), ("CatchUp:PageSize", "10"))));

        Assert.Contains("more than 100000 bytes. Lower Gerrit:CatchUp:PageSize or raise Gerrit:MaxLineBytes", trouble);
    }

    [Fact]
    public async Task A_packed_answer_counts_by_what_is_in_it()
    {
        await using var server = await HttpServer.StartAsync(async context =>
        {
            context.Response.Headers.ContentEncoding = "gzip";
            await using System.IO.Compression.GZipStream packed = new(context.Response.Body, System.IO.Compression.CompressionLevel.Fastest);
            await packed.WriteAsync(new byte[10_000_000]);
        });
        Assert.Contains("more than 100000 bytes", await TroubleAsync(Source(server.Settings(("MaxLineBytes", "10000"), ("CatchUp:PageSize", "10")))));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_answer_that_does_not_come_in_time_is_given_up(bool begun)
    {
        TaskCompletionSource asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var server = await HttpServer.StartAsync(async context =>
        {
            if (begun) await context.Response.Body.WriteAsync(")]}'"u8.ToArray());
            if (begun) await context.Response.Body.FlushAsync();
            asked.SetResult();
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        });
        FakeTimeProvider time = new();

        var trouble = TroubleAsync(Source(server.Settings(), time));
        await asked.Task;
        time.Advance(TimeSpan.FromMinutes(5));

        Assert.Contains("did not answer in 300 s. Lower Gerrit:CatchUp:PageSize or raise Gerrit:CatchUp:PageTimeout.", await trouble);
    }

    [Fact]
    public async Task Who_stops_the_program_does_not_wait()
    {
        TaskCompletionSource asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var server = await HttpServer.StartAsync(context =>
        {
            asked.SetResult();
            return Task.Delay(Timeout.Infinite, context.RequestAborted);
        });
        using CancellationTokenSource stop = new();

        var page = Source(server.Settings()).PageAsync(Range, stop.Token);
        await asked.Task;
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => page.WaitAsync(TimeSpan.FromSeconds(30)));
    }

    [Theory]
    [InlineData("http://127.0.0.1:1", "can't be reached.")]
    [InlineData("http://no-such-host.invalid", "can't be resolved.")]
    public async Task A_server_that_is_not_there_is_told(string url, string words)
    {
        var trouble = await TroubleAsync(Source(HttpServer.SettingsFor(url)));
        Assert.Contains(words, trouble);
        Assert.Contains("Gerrit:Servers:0:RestUrl", trouble);
    }

    [Fact]
    public async Task An_answer_that_breaks_off_is_told()
    {
        await using var server = await HttpServer.StartAsync(async context =>
        {
            await context.Response.Body.WriteAsync(")]}'\n["u8.ToArray());
            await context.Response.Body.FlushAsync();
            context.Abort();
        });
        Assert.Contains("broke.", await TroubleAsync(Source(server.Settings())));
    }

    private static RestChangeSource Source((GerritServer Server, CiWatch.Ingest.Configuration.GerritOptions Options) settings, TimeProvider? time = null) =>
        new(settings.Server, settings.Options, Http, time ?? TimeProvider.System, NullLogger.Instance);

    private static Task Status(HttpContext context, int status, string body)
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsync(body);
    }

    private static async Task<string> TroubleAsync(RestChangeSource source) =>
        (await Assert.ThrowsAsync<CatchUpException>(() => source.PageAsync(Range, CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(60)))).Message;
}
