using System.Text;
using CiWatch.Ingest.Hosting;
using CiWatch.Ingest.Intake;
using CiWatch.Ingest.Votes;

namespace CiWatch.Tests.Ingest.Hosting;

public sealed class DeriverTests
{
    private static readonly DateTimeOffset Received = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);
    private static readonly Deriver Deriver = new(CiRules.Default, new WatchedServers(
        new WatchedServer("plain", _ => true),
        new WatchedServer("set", p => p.StartsWith("acme/", StringComparison.Ordinal), "https://review.example.org/r")), TimeSpan.FromDays(1));

    [Theory]
    [InlineData("plain", "https://gerrit.example/7")]
    [InlineData("set", "https://review.example.org/r/c/acme/a%20b/+/7")]
    [InlineData("unknown", "https://gerrit.example/7")]
    public void A_configured_web_address_replaces_that_of_the_events(string server, string url) =>
        Assert.Equal(url, Derive(server, Event("acme/a b")).Event!.Change!.Url);

    [Theory]
    [InlineData("plain", "other/x", true)]
    [InlineData("set", "acme/x", true)]
    [InlineData("set", "other/x", false)]
    public void Projects_that_the_settings_leave_out_are_let_go(string server, string project, bool watched) =>
        Assert.Equal(watched, Deriver.Watched(Derive(server, Event(project))));

    [Fact]
    public void A_malformed_line_is_kept_with_its_fault()
    {
        var line = Derive("set", "{ no json");

        Assert.Null(line.Event);
        Assert.NotNull(line.Fault);
        Assert.True(Deriver.Watched(line));
    }

    [Fact]
    public void An_over_long_line_keeps_the_fault_that_its_reader_gave()
    {
        var line = Deriver.Derive(new RawLine("plain", Encoding.UTF8.GetBytes(Event("acme/x")), Received, "too long"));

        Assert.Equal((null, "too long"), (line.Event, line.Fault));
    }

    [Fact]
    public void An_event_without_a_time_has_that_of_its_receipt() =>
        Assert.Equal(Received, Derive("plain", Event("acme/x")).Event!.At);

    private static DerivedLine Derive(string server, string line) => Deriver.Derive(new RawLine(server, Encoding.UTF8.GetBytes(line), Received));

    private static string Event(string project) =>
        $$$"""{"type":"patchset-created","change":{"project":"{{{project}}}","branch":"master","number":7,"subject":"s","url":"https://gerrit.example/7"},"patchSet":{"number":1}}""";
}
