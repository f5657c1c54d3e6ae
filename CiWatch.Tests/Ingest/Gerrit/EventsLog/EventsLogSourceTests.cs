using System.Globalization;
using System.Text;
using CiWatch.Ingest.Gerrit.CatchUp;
using CiWatch.Ingest.Gerrit.Events;
using CiWatch.Ingest.Gerrit.EventsLog;
using CiWatch.Ingest.Gerrit.Rest;
using CiWatch.Tests.Ingest.Gerrit.Events;
using CiWatch.Tests.Ingest.Gerrit.Rest;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging.Abstractions;

namespace CiWatch.Tests.Ingest.Gerrit.EventsLog;

/// <summary>
/// The plugin's answers over a real HTTP server. The events are recorded streams; the server cuts, orders and reads times as the plugin
/// is known to: nobody recorded it.
/// </summary>
public sealed class EventsLogSourceTests
{
    private static readonly HttpClient Http = GerritHttp.NewClient();

    public static TheoryData<string, int, int> Logs
    {
        get
        {
            TheoryData<string, int, int> all = [];
            foreach (var version in RecordedLines.Versions)
                foreach (var zone in new[] { 0, 120, -480, 345 })
                    foreach (var limit in new[] { 60, 5000 }) all.Add(version, zone, limit);
            return all;
        }
    }

    [Theory]
    [MemberData(nameof(Logs))]
    public async Task All_events_come_once_whatever_the_zone_and_the_page(string version, int zone, int limit)
    {
        var log = Recorded(version);
        await using var server = await HttpServer.StartAsync(context => AnswerAsync(context, log, zone, limit));

        var from = log[40].At;
        var lines = await LinesAsync(server, from.AddMilliseconds(500));

        Assert.Equal(Sorted(log.Where(l => l.At >= from).Select(l => l.Line)), Sorted(lines));
        Assert.All(lines, l => Assert.NotNull(EventReader.Read(Encoding.UTF8.GetBytes(l)).Event));
        Assert.StartsWith("/a/plugins/events-log/events/?t1=", server.Asked.First());
        Assert.StartsWith("Basic ", server.Credentials.First());
    }

    [Fact]
    public async Task Equal_events_are_as_many_as_the_log_holds()
    {
        DateTimeOffset at = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
        var log = Enumerable.Range(0, 30).Select(i => (At: at.AddSeconds(i / 10), Line: $$"""{"type":"x","eventCreatedOn":{{at.AddSeconds(i / 10).ToUnixTimeSeconds()}} }""")).ToList();
        await using var server = await HttpServer.StartAsync(context => AnswerAsync(context, log, 0, 15));

        Assert.Equal(log.Select(l => l.Line), await LinesAsync(server, at));
    }

    [Fact]
    public async Task A_second_that_fills_a_page_hides_nothing_after_it()
    {
        DateTimeOffset at = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
        var log = Enumerable.Range(0, 30).Select(i => (At: at.AddSeconds(i / 20), Line: $$"""{"type":"x{{i}}","eventCreatedOn":{{at.AddSeconds(i / 20).ToUnixTimeSeconds()}} }""")).ToList();
        await using var server = await HttpServer.StartAsync(context => AnswerAsync(context, log, 0, 15));

        // By an older day the server's zone shows; without, the question stays on the safe side, before the second.
        log.InsertRange(0, Enumerable.Range(0, 144).Select(i => (At: at.AddMinutes(10 * (i - 144)), Line: $$"""{"type":"old","eventCreatedOn":{{at.AddMinutes(10 * (i - 144)).ToUnixTimeSeconds()}} }""")));
        // Of 20 in one second the plugin tells no more than 15, however it is asked.
        Assert.Equal(log.Select(l => l.Line).Skip(144).Where((_, i) => i is < 15 or >= 20), await LinesAsync(server, at));
    }

    [Fact]
    public async Task The_plugins_own_shape_is_read()
    {
        // Invented after the plugin's source: "project" and "changeKey" as its classes stand.
        const string Line = """{"submitter":{"name":"Zuul","username":"zuul"},"change":{"project":"acme/storage","number":7,"branch":"master"},"patchSet":{"number":1},"project":{"name":"acme/storage"},"changeKey":{"key":"Iab"},"type":"change-merged","eventCreatedOn":1772366400}""";
        await using var server = await HttpServer.StartAsync(context => context.Response.WriteAsync($"{Line}\r\n\n{{\"cut\n"));

        var lines = await LinesAsync(server, DateTimeOffset.FromUnixTimeSeconds(1772366400));

        Assert.Equal([Line, "{\"cut"], lines); // what is no event is kept, to be counted
        var read = EventReader.Read(Encoding.UTF8.GetBytes(lines[0])).Event!;
        Assert.Equal(("acme/storage", "Iab", 7L), (read.Project, read.Change!.ChangeId, read.Change.Number));
    }

    [Fact]
    public async Task An_empty_log_is_asked_once()
    {
        await using var server = await HttpServer.StartAsync(_ => Task.CompletedTask);

        Assert.Empty(await LinesAsync(server, new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero)));
        Assert.StartsWith("/a/plugins/events-log/events/?t1=2026-03-01%2000%3A00%3A00;t2=", Assert.Single(server.Asked));
    }

    [Theory]
    [InlineData(401, "refused the account viewer. Check Gerrit:Servers:0:RestUsername")]
    [InlineData(403, "does not allow this to viewer.")]
    [InlineData(404, "has no plugin events-log, or does not show it to viewer. Have it installed, or remove Gerrit:Servers:0:EventsLog.")]
    [InlineData(503, "The plugin events-log of http://127.0.0.1")]
    [InlineData(500, "is in trouble: status 500.")]
    [InlineData(200, "answered with a web page.")]
    public async Task A_refusal_says_what_to_do(int status, string words)
    {
        await using var server = await HttpServer.StartAsync(context =>
        {
            context.Response.StatusCode = status;
            return context.Response.WriteAsync(" <html>");
        });

        Assert.Contains(words, (await Assert.ThrowsAsync<CatchUpException>(() => LinesAsync(server, DateTimeOffset.UnixEpoch))).Message);
    }

    [Fact]
    public async Task A_log_that_does_not_hear_what_it_is_asked_is_told()
    {
        var n = 0;
        await using var server = await HttpServer.StartAsync(context =>
            context.Response.WriteAsync($$"""{"type":"x","eventCreatedOn":{{1772366400 + Interlocked.Increment(ref n)}} }"""));

        Assert.Contains("answers with events of other times", (await Assert.ThrowsAsync<CatchUpException>(() => LinesAsync(server, DateTimeOffset.UnixEpoch))).Message);
    }

    private static async Task<List<string>> LinesAsync(HttpServer server, DateTimeOffset from)
    {
        var (gerrit, options) = server.Settings(("Servers:0:RestUsername", "viewer"), ("Servers:0:RestPassword", "secret"));
        List<string> lines = [];
        await foreach (var line in new EventsLogSource(gerrit, options, Http, TimeProvider.System, NullLogger.Instance).LinesAsync(from, CancellationToken.None))
            lines.Add(Encoding.UTF8.GetString(line.Span));
        return lines;
    }

    /// <summary>A recorded stream as the plugin orders it.</summary>
    private static List<(DateTimeOffset At, string Line)> Recorded(string version) =>
        [.. RecordedLines.Of(version).Select(l => (At: EventReader.Read(l).Event!.At!.Value, Line: Encoding.UTF8.GetString(l))).OrderBy(l => l.At)];

    /// <summary>As the plugin: BETWEEN in the machine's own zone, both ends included, and no more than the limit.</summary>
    private static Task AnswerAsync(HttpContext context, List<(DateTimeOffset At, string Line)> log, int zone, int limit)
    {
        var query = QueryHelpers.ParseQuery(context.Request.QueryString.Value!.Replace(';', '&'));
        DateTimeOffset Read(string name) => new(DateTime.ParseExact(query[name]!, "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture), TimeSpan.FromMinutes(zone));
        var (from, to) = (Read("t1"), Read("t2"));
        return context.Response.WriteAsync(string.Concat(log.Where(l => l.At >= from && l.At <= to).Take(limit).Select(l => l.Line + "\n")));
    }

    private static IEnumerable<string> Sorted(IEnumerable<string> lines) => lines.Order(StringComparer.Ordinal);
}
