using CiWatch.App.Logs;
using CiWatch.Tests.Infrastructure;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace CiWatch.Tests.App.Site;

/// <summary>What the console shows.</summary>
public sealed class LogTests
{
    [Fact]
    public void Nothing_from_outside_begins_a_line_or_moves_the_cursor()
    {
        const string Hostile = "a\u001b[31m\r\n2026-11-29T00:00:00Z info CiWatch[1] forged\u009b2J\u202Eb\u2028c\0";
        LineFormatter formatter = new(new FakeTimeProvider(new DateTimeOffset(2026, 11, 29, 1, 2, 3, TimeSpan.Zero)));
        LogEntry<string> entry = new(
            LogLevel.Warning, "CiWatch.App", new EventId(7), Hostile, new InvalidOperationException(Hostile), (state, _) => "Of " + state);
        StringWriter console = new();

        formatter.Write(entry, null, console);

        var lines = console.ToString().TrimEnd().ReplaceLineEndings("\n").Split('\n');
        Assert.StartsWith("2026-11-29T01:02:03Z warn CiWatch.App[7] Of a␛[31m 2026-11-29T00:00:00Z info CiWatch[1] forged", lines[0], StringComparison.Ordinal);
        Assert.All(lines.Skip(1), l => Assert.StartsWith("    ", l, StringComparison.Ordinal));
        Assert.DoesNotContain(console.ToString(), c => (char.IsControl(c) && c is not ('\n' or '\r')) || c is '\u202E' or '\u2028');
    }

    [Fact]
    public async Task The_first_run_says_in_one_line_where_to_look_and_nothing_else()
    {
        await using var app = await ChildApp.StartAsync([]);
        foreach (var path in new[] { "/", "/nope", "/api/v1/nope", "/badge/a%1b%5b31mX%0aY", "/project/openstack/nova?window=7d" }) await app.Http.GetAsync(path);
        await RawHttp.GetAsync(app.Http.BaseAddress!, "/", "x:99999");

        var line = Assert.Single(app.Output.Trim().Split('\n'));

        Assert.EndsWith($"this is a demonstration with invented data. Now listening on: {app.Http.BaseAddress!.ToString().TrimEnd('/')}", line.Trim(), StringComparison.Ordinal);
    }
}
