using CiWatch.Ingest.Intake;
using static CiWatch.Tests.Ingest.Intake.QueueRig;

namespace CiWatch.Tests.Ingest.Intake;

/// <summary>What was on the disk when the process ended, by a kill or a stop, is read at the next start.</summary>
public sealed class LeftoverTests : IDisposable
{
    private readonly QueueRig _rig = new();

    public void Dispose() => _rig.Dispose();

    [Fact]
    public void It_is_read_first_as_a_replay_and_new_lines_follow()
    {
        var queue = _rig.Open();
        for (var i = 0; i < 60; i++) queue.TryWrite(Line(i));
        var again = _rig.Open(_rig.Killed());
        for (var i = 100; i < 130; i++) Assert.Equal(1, again.TryWrite(Line(i)));

        var lines = Drain(again);

        Assert.Equal([.. Enumerable.Range(20, 40), .. Enumerable.Range(100, 30)], lines.Select(Number));
        Assert.All(lines, l => Assert.Equal(Number(l) < 100 ? LineSource.Replay : LineSource.Stream, l.Source));
        Assert.Equal(DateTimeOffset.UnixEpoch.AddSeconds(20), lines[0].ReceivedAt);
    }

    [Fact]
    public void A_file_is_removed_only_once_its_lines_are_stored_so_a_second_kill_loses_nothing()
    {
        var queue = _rig.Open();
        for (var i = 0; i < 60; i++) queue.TryWrite(Line(i));
        var killed = _rig.Killed() with { Bytes = 1_000_000 };
        var again = _rig.Open(killed);
        Assert.Equal(40, Drain(again, done: false).Count);
        Assert.Equal(Enumerable.Range(20, 40), _rig.Peek(killed));
        again.Done(39);
        Assert.Equal(59, _rig.Peek(killed)[^1]);
        Assert.Single(QueueRig.Files(killed));
        again.Done(1);
        Assert.Empty(QueueRig.Files(killed));
    }

    [Fact]
    public async Task Sources_that_can_wait_wait_for_it()
    {
        var queue = _rig.Open();
        for (var i = 0; i < 21; i++) queue.TryWrite(Line(i));
        var again = _rig.Open(_rig.Killed());
        Assert.True(await again.Reader.WaitToReadAsync());
        var waits = again.WriteAsync(Line(99), default).AsTask();
        Assert.False(waits.IsCompleted);

        Assert.Equal(20, Number(Drain(again)[0]));
        await waits.WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(200)]
    [InlineData(350)]
    public void A_torn_end_costs_no_more_than_what_was_torn(int bytes)
    {
        var queue = _rig.Open();
        for (var i = 0; i < 25; i++) queue.TryWrite(Line(i));
        var killed = _rig.Killed();
        using (var file = File.OpenWrite(Directory.GetFiles(killed.SpoolFolder!).Single())) file.SetLength(file.Length - bytes);

        var lines = Drain(_rig.Open(killed));

        Assert.Equal(bytes < 300 ? [20, 21, 22, 23] : [20, 21, 22], lines.Select(Number));
        Assert.Contains(_rig.Log.Lines, l => l.Contains("not written to its end", StringComparison.Ordinal));
        Assert.Empty(Directory.GetFiles(killed.SpoolFolder!, "*.spool"));
    }

    [Fact]
    public void A_damaged_record_costs_the_rest_of_its_file_and_not_the_next_file()
    {
        var queue = _rig.Open();
        for (var i = 0; i < 40; i++) queue.TryWrite(Line(i));
        var killed = _rig.Killed();
        var file = Directory.GetFiles(killed.SpoolFolder!).Order(StringComparer.Ordinal).First();
        var bytes = File.ReadAllBytes(file);
        bytes[bytes.Length / 2] ^= 1;
        File.WriteAllBytes(file, bytes);

        var lines = Drain(_rig.Open(killed)).Select(Number).ToList();

        Assert.Equal(20, lines[0]);
        Assert.Equal(39, lines[^1]);
        Assert.InRange(lines.Count, 10, 19);
        Assert.Contains(_rig.Log.Lines, l => l.Contains("a record is damaged", StringComparison.Ordinal));
    }

    [Fact]
    public void Foreign_and_empty_files_do_no_harm()
    {
        Directory.CreateDirectory(_rig.Folder);
        File.WriteAllText(Path.Combine(_rig.Folder, "0000000001000000000.spool"), "no record at all, but text of some length, put there by somebody");
        File.WriteAllBytes(Path.Combine(_rig.Folder, "0000000001000000002.spool"), []);
        File.WriteAllText(Path.Combine(_rig.Folder, "notes.spool"), "mine");
        var queue = _rig.Open();
        for (var i = 0; i < 30; i++) Assert.Equal(1, queue.TryWrite(Line(i)));

        Assert.Equal(Enumerable.Range(0, 30), Drain(queue).Select(Number));
        Assert.Equal(["notes.spool"], _rig.Segments.Select(Path.GetFileName));
    }

    [Fact]
    public void A_stop_keeps_on_the_disk_what_memory_held_before_what_was_there()
    {
        var queue = _rig.Open();
        for (var i = 0; i < 60; i++) queue.TryWrite(Line(i));
        for (var i = 0; i < 10; i++) Assert.True(queue.Reader.TryRead(out _));
        queue.Done(5);
        queue.Complete();
        queue.Dispose();

        var lines = Drain(_rig.Open());

        Assert.Equal(Enumerable.Range(5, 55), lines.Select(Number));
        Assert.All(lines, l => Assert.Equal(LineSource.Replay, l.Source));
        Assert.Contains(_rig.Log.Lines, l => l.StartsWith("15 of 15 lines that are not stored are kept", StringComparison.Ordinal));
        Assert.Empty(_rig.Segments);
    }
}
