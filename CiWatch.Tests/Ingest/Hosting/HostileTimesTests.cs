using System.Text;
using CiWatch.Ingest.Hosting;
using CiWatch.Ingest.Intake;
using CiWatch.Ingest.Storage;
using CiWatch.Ingest.Votes;
using CiWatch.Tests.Ingest.Storage;

namespace CiWatch.Tests.Ingest.Hosting;

/// <summary>Times that can't be true, from the bytes of a line to the file: they count as missing, and move nothing.</summary>
public sealed class HostileTimesTests : IDisposable
{
    private static readonly DateTimeOffset Received = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);
    private static readonly long Now = Received.ToUnixTimeSeconds();

    private readonly DatabaseFile _file = new();
    private readonly BatchWriter _writer;
    private readonly Deriver _deriver = new(CiRules.Default, new WatchedServers(), TimeSpan.FromDays(1));

    public HostileTimesTests() => _writer = new BatchWriter(_file.Database);

    /// <summary>Seconds as an attacker writes them: 1970, beyond a day ahead, 9999, beyond the calendar, negative, beyond a long, no number.</summary>
    public static TheoryData<string> Implausible => new("1", "90000000000", "253402300799", "253402300800", "-5", "99999999999999999999", "\"soon\"", "1e300");

    [Theory]
    [MemberData(nameof(Implausible))]
    public void A_live_event_has_the_time_of_its_receipt(string seconds)
    {
        var line = Derive(Comment(seconds));

        Assert.Equal((Received, Received), (line.Event!.At, line.Report!.ReportedAt));
        Assert.False(line.IsOld);
    }

    [Theory]
    [MemberData(nameof(Implausible))]
    public void A_patch_set_has_the_time_of_its_event(string seconds)
    {
        _writer.Write([Derive(Comment(Seconds(-60), createdOn: seconds))]);

        Assert.Equal((Now - 60) * 1000, _file.Number("SELECT CreatedAt FROM PatchSets"));
    }

    [Theory]
    [MemberData(nameof(Implausible))]
    public void A_replayed_event_has_the_newest_time_before_it(string seconds)
    {
        ReplayRun run = new();
        Derive(Comment(Seconds(-500)), LineSource.Replay, run);

        Assert.Equal(Received.AddSeconds(-500), Derive(Comment(seconds), LineSource.Replay, run).Event!.At);
    }

    [Theory]
    [MemberData(nameof(Implausible))]
    public void A_message_is_as_old_as_the_one_before_it_and_a_change_as_its_newest_message(string seconds)
    {
        var snapshot = Derive(History(seconds, Seconds(-900), seconds), LineSource.Query).Snapshot!;

        Assert.Equal(Received.AddSeconds(-900), snapshot.Snapshot.UpdatedAt);
        Assert.Equal([Received.AddSeconds(-900), Received.AddSeconds(-900)], snapshot.Snapshot.Messages.Select(m => m.At));
        Assert.All(snapshot.Snapshot.PatchSets, p => Assert.Null(p.CreatedAt));
    }

    [Fact]
    public void A_change_whose_times_are_all_impossible_is_kept_with_its_fault() =>
        Assert.Contains("Gerrit:MaxClockSkew", Derive(History("253402300799", "253402300799", "1"), LineSource.Query).Fault, StringComparison.Ordinal);

    [Theory]
    [InlineData("1")]
    [InlineData("1234567890")]
    [InlineData("253402300799")]
    public void An_event_of_another_year_moves_neither_the_position_nor_the_last_event(string seconds)
    {
        var step = new CatchUpStep(Gap.Since(Received.AddDays(-7)), null, Received.AddMinutes(-5));
        _writer.Write([new DerivedLine(new RawLine("gerrit", default, Received) { Source = LineSource.Query, Step = step }, null, null, null, null)]);
        _writer.Write([Derive(Comment(Seconds(-1)))]);

        _writer.Write([Derive(Comment(seconds)), Derive($$"""{"type":"ref-replicated","project":"acme/x","eventCreatedOn":{{seconds}} }""")]);

        Assert.Equal(Received.AddMinutes(-5), new PositionReader(_file.Database).Of("gerrit").CaughtUpTo);
        using var history = new HistoryReader(_file.Database).Open();
        Assert.InRange(history.Servers().Single().LastEventAt!.Value, Received.AddSeconds(-1), Received);
    }

    [Fact]
    public void An_event_that_is_late_by_hours_still_takes_the_position_back()
    {
        var step = new CatchUpStep(Gap.Since(Received.AddDays(-7)), null, Received.AddMinutes(-5));
        _writer.Write([new DerivedLine(new RawLine("gerrit", default, Received) { Source = LineSource.Query, Step = step }, null, null, null, null)]);

        _writer.Write([Derive(Comment(Seconds(-7200)))]);

        Assert.Equal(Received.AddHours(-2), new PositionReader(_file.Database).Of("gerrit").CaughtUpTo);
    }

    [Fact]
    public void The_line_keeps_its_bytes_and_names_the_time()
    {
        var line = Derive(Comment("253402300799"));
        _writer.Write([line]);

        Assert.Equal(9999, line.ImplausibleTime!.Value.Year);
        Assert.Equal(1, _file.Number("SELECT count(*) FROM RawLines WHERE instr(Bytes, '253402300799') > 0"));
        Assert.True(Derive(Comment("1234567890")).IsOld);
    }

    public void Dispose()
    {
        _writer.Dispose();
        _file.Dispose();
    }

    private static string Seconds(int fromNow) => (Now + fromNow).ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static string Comment(string eventCreatedOn, string? createdOn = null) =>
        $$"""
        {"type":"comment-added","eventCreatedOn":{{eventCreatedOn}},"author":{"name":"Acme CI","username":"acme-ci"},"comment":"Patch Set 1: Verified+1\n\nBuild succeeded.",
        "change":{"project":"acme/x","branch":"master","number":7,"subject":"s"},"patchSet":{"number":1,"createdOn":{{createdOn ?? Seconds(-3600)}} } }
        """.ReplaceLineEndings("");

    private static string History(string lastUpdated, string first, string second) =>
        $$"""
        {"project":"acme/x","branch":"master","number":7,"subject":"s","lastUpdated":{{lastUpdated}},"patchSets":[{"number":1,"createdOn":{{lastUpdated}} }],
        "comments":[{"timestamp":{{first}},"message":"Uploaded patch set 1."},{"timestamp":{{second}},"message":"Patch Set 1: ok"}]}
        """.ReplaceLineEndings("");

    private DerivedLine Derive(string line, LineSource source = LineSource.Stream, ReplayRun? run = null) =>
        _deriver.Derive(new RawLine("gerrit", Encoding.UTF8.GetBytes(line), Received) { Source = source, Run = run });
}
