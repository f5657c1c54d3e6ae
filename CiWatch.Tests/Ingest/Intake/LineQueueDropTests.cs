using static CiWatch.Tests.Ingest.Intake.QueueRig;

namespace CiWatch.Tests.Ingest.Intake;

/// <summary>Where memory and disk are full or refuse: dropped, counted, said once, and mended.</summary>
public sealed class LineQueueDropTests : IDisposable
{
    private readonly QueueRig _rig = new(spoolBytes: 5_000);

    public void Dispose() => _rig.Dispose();

    [Fact]
    public void Beyond_SpoolBytes_lines_are_dropped_counted_and_told_until_there_is_room()
    {
        var queue = _rig.Open();
        string[] servers = ["even", "odd"];
        var taken = Enumerable.Range(0, 50).Where(i => queue.TryWrite(Line(i, server: servers[i % 2])) == 1).ToList();
        var dropped = Enumerable.Range(0, 50).Except(taken).Select(i => servers[i % 2]).ToList();

        Assert.InRange(queue.Waiting.Disk, 4_500, 5_000);
        Assert.Contains("Ingest:SpoolBytes allows 5000", queue.Trouble, StringComparison.Ordinal);
        Assert.NotEmpty(dropped);
        Assert.Equal(dropped.CountBy(s => s).OrderBy(s => s.Key).Select(s => (s.Key, (long)s.Value)), queue.TakeDropped().OrderBy(d => d.Server));
        Assert.Equal(dropped.Count, _rig.States.All.Sum(s => s.Dropped));
        Assert.Empty(queue.TakeDropped());

        Assert.Equal(taken, Drain(queue).Select(Number));
        Assert.Null(queue.Trouble);
        Assert.Equal(1, queue.TryWrite(Line(50)));
        Assert.Equal(4, _rig.Log.Lines.Count); // begins, drops, ends, mended: never a line each
        Assert.Equal($"No more lines are dropped; {dropped.Count} were.", _rig.Log.Lines[3]);
    }

    [Fact]
    public void Without_a_spool_the_limit_of_memory_is_named()
    {
        var queue = _rig.Open(_rig.Limits with { SpoolBytes = 0 });
        for (var i = 0; i < 30; i++) Assert.Equal(i < 20 ? 1 : 0, queue.TryWrite(Line(i)));

        Assert.Contains("Ingest:QueueBytes are full, and Ingest:SpoolBytes is 0", queue.Trouble, StringComparison.Ordinal);
        Assert.Equal([("gerrit", 10L)], queue.TakeDropped());
        Assert.Equal(20, Drain(queue).Count);
        Assert.Null(queue.Trouble);
        Assert.False(Directory.Exists(_rig.Folder));
    }

    [Fact]
    public void A_folder_that_cannot_be_written_is_named_and_tried_again_after_a_rest()
    {
        File.WriteAllText(_rig.Folder, "a file where the folder should be");
        var queue = _rig.Open();
        for (var i = 0; i < 30; i++) Assert.Equal(i < 20 ? 1 : 0, queue.TryWrite(Line(i)));
        Assert.Contains("Ingest:SpoolFolder", queue.Trouble, StringComparison.Ordinal);
        Assert.DoesNotContain(_rig.Folder, queue.Trouble, StringComparison.Ordinal); // the public reads it
        Assert.Equal([("gerrit", 10L)], queue.TakeDropped());
        Assert.Contains(_rig.Folder, Assert.Single(_rig.Log.Lines), StringComparison.Ordinal);

        File.Delete(_rig.Folder);
        Assert.Equal(0, queue.TryWrite(Line(30))); // not asked again for each line
        _rig.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(1, queue.TryWrite(Line(31)));
        Assert.Equal([.. Enumerable.Range(0, 20), 31], Drain(queue).Select(Number));
        Assert.Null(queue.Trouble);
    }

    [Fact]
    public void Another_process_s_folder_is_left_alone_until_it_is_free()
    {
        var other = _rig.Open();
        for (var i = 0; i < 25; i++) other.TryWrite(Line(i));
        var queue = _rig.Open();
        Assert.False(queue.Reader.TryRead(out _));
        Assert.Contains("Ingest:SpoolFolder", Assert.Single(_rig.Log.Lines, l => l.Contains("not read now", StringComparison.Ordinal)), StringComparison.Ordinal);
        for (var i = 100; i < 121; i++) Assert.Equal(i < 120 ? 1 : 0, queue.TryWrite(Line(i)));

        Assert.Equal(25, Drain(other).Count);
        other.Dispose();
        _rig.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(1, queue.TryWrite(Line(121)));
        Assert.Equal([.. Enumerable.Range(100, 20), 121], Drain(queue).Select(Number));
    }

    [Fact]
    public void A_file_that_vanishes_is_counted_line_by_line()
    {
        var queue = _rig.Open();
        for (var i = 0; i < 25; i++) Assert.Equal(1, queue.TryWrite(Line(i, server: i == 24 ? "other" : "gerrit")));
        foreach (var file in _rig.Segments) File.Delete(file);

        Assert.Equal(Enumerable.Range(0, 20), Drain(queue).Select(Number));
        Assert.Equal([("gerrit", 4L), ("other", 1L)], queue.TakeDropped().OrderBy(d => d.Server));
        Assert.Equal(1, queue.TryWrite(Line(25)));
        Assert.Equal([25], Drain(queue).Select(Number));
        Assert.Equal((0, 0), queue.Waiting);
    }
}
