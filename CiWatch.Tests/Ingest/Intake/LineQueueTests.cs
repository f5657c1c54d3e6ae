using System.Threading.Channels;
using CiWatch.Ingest.Intake;
using static CiWatch.Tests.Ingest.Intake.QueueRig;

namespace CiWatch.Tests.Ingest.Intake;

/// <summary>Memory is bounded and order is kept, through memory, disk and memory again.</summary>
public sealed class LineQueueTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly QueueRig _rig = new();

    public void Dispose() => _rig.Dispose();

    [Fact]
    public void Order_is_kept_from_memory_to_disk_and_back_and_the_disk_forgets()
    {
        var queue = _rig.Open();
        for (var i = 0; i < 100; i++) Assert.Equal(1, queue.TryWrite(Line(i)));
        Assert.Equal(10_000, queue.Waiting.Memory);
        Assert.InRange(queue.Waiting.Disk, 80 * 300, 80 * 400);
        Assert.True(_rig.Segments.Length > 1);

        var lines = Drain(queue);

        Assert.Equal(Enumerable.Range(0, 100), lines.Select(Number));
        Assert.All(lines, l => Assert.Equal((LineSource.Stream, null), (l.Source, l.Run)));
        Assert.Equal((0, 0), queue.Waiting);
        Assert.Empty(_rig.Segments);
        Assert.Equal(1, queue.TryWrite(Line(100)));
        Assert.Empty(_rig.Segments);
        Assert.Equal([100], Drain(queue).Select(Number));
        Assert.Equal(
            [
                $"More than 10000 bytes of lines (Ingest:QueueBytes) wait for the database; lines go to {_rig.Folder} from here on.",
                "The database has caught up: 80 lines went over the disk, 0 were dropped.",
            ],
            _rig.Log.Lines);
    }

    [Fact]
    public void What_the_pipeline_holds_counts_until_it_is_done()
    {
        var queue = _rig.Open();
        for (var i = 0; i < 20; i++) queue.TryWrite(Line(i));
        Assert.Equal(20, Drain(queue, done: false).Count);

        queue.TryWrite(Line(20));
        Assert.Equal(10_000, queue.Waiting.Memory);
        Assert.NotEmpty(_rig.Segments);
        Assert.False(queue.Reader.TryRead(out _)); // no room to read it into

        queue.Done(20);
        Assert.Equal([20], Drain(queue).Select(Number));
        Assert.Equal((0, 0), queue.Waiting);
    }

    [Fact]
    public void The_limit_is_exact()
    {
        var queue = _rig.Open(_rig.Limits with { SpoolBytes = 0 });
        Assert.Equal(1, queue.TryWrite(Line(0, 5_000 - LineQueue.Overhead)));
        Assert.Equal(1, queue.TryWrite(Line(1, 4_999 - LineQueue.Overhead - 50) with { Fault = new string('f', 25) }));
        Assert.Equal(0, queue.TryWrite(Line(2, 2)));
        Assert.Equal(9_999, queue.Waiting.Memory);
    }

    [Fact]
    public void A_huge_line_passes_alone_in_memory_and_over_the_disk()
    {
        var queue = _rig.Open(_rig.Limits with { SpoolBytes = 10_000_000 });
        Assert.Equal(1, queue.TryWrite(Line(0, 2_000_000)));
        Assert.Empty(_rig.Segments);
        Assert.Equal(1, queue.TryWrite(Line(1, 3_000_000)));
        Assert.Equal(1, queue.TryWrite(Line(2)));
        Assert.Equal(2, _rig.Segments.Length);

        var lines = Drain(queue);

        Assert.Equal([0, 1, 2], lines.Select(Number));
        Assert.Equal(3_000_000, lines[1].Bytes.Length);
    }

    [Fact]
    public async Task Several_writers_lose_nothing_and_each_keeps_its_order()
    {
        var queue = _rig.Open(_rig.Limits with { SpoolBytes = 100_000_000, SegmentBytes = 100_000 });
        var writers = Enumerable.Range(0, 4).Select(w => Task.Run(() =>
        {
            for (var i = 0; i < 5_000; i++) Assert.Equal(1, queue.TryWrite(Line(i, server: $"s{w}")));
        })).ToArray();
        var reading = Task.Run(async () =>
        {
            List<RawLine> lines = [];
            while (await queue.Reader.WaitToReadAsync())
            {
                var batch = 0;
                for (; batch < 50 && queue.Reader.TryRead(out var line); batch++) lines.Add(line);
                Assert.InRange(queue.Waiting.Memory, 0, 10_000);
                queue.Done(batch);
            }

            return lines;
        });
        await Task.WhenAll(writers).WaitAsync(Patience);
        queue.Complete();

        var all = await reading.WaitAsync(Patience);

        Assert.All(all.GroupBy(l => l.Server), s => Assert.Equal(Enumerable.Range(0, 5_000), s.Select(Number)));
        Assert.Equal(20_000, all.Count);
        Assert.Empty(_rig.Segments);
    }

    [Fact]
    public async Task Sources_that_can_wait_get_half_of_the_memory_and_push_nothing_to_the_disk()
    {
        var queue = _rig.Open();
        for (var i = 0; i < 10; i++) await queue.WriteAsync(Line(i), default);
        var waits = queue.WriteAsync(Line(10), default).AsTask();
        Assert.False(waits.IsCompleted);
        for (var i = 11; i < 21; i++) Assert.Equal(1, queue.TryWrite(Line(i)));
        Assert.Empty(_rig.Segments);
        Assert.Equal(1, queue.TryWrite(Line(21)));
        Assert.Single(_rig.Segments);

        Assert.Equal([.. Enumerable.Range(0, 10), .. Enumerable.Range(11, 11)], Drain(queue).Select(Number));
        await waits.WaitAsync(Patience);
        Assert.Equal([10], Drain(queue).Select(Number));
    }

    [Fact]
    public async Task Sources_that_can_wait_wait_while_lines_are_on_the_disk()
    {
        var queue = _rig.Open();
        for (var i = 0; i < 22; i++) queue.TryWrite(Line(i));
        for (var i = 0; i < 20; i++) Assert.True(queue.Reader.TryRead(out _));
        queue.Done(20);
        Assert.Equal(0, queue.Waiting.Memory);
        var waits = queue.WriteAsync(Line(99), default).AsTask();
        Assert.False(waits.IsCompleted);

        Assert.Equal([20, 21], Drain(queue).Take(2).Select(Number));
        await waits.WaitAsync(Patience);
    }

    [Fact]
    public async Task A_completed_queue_gives_what_it_holds_and_ends()
    {
        var queue = _rig.Open();
        for (var i = 0; i < 40; i++) queue.TryWrite(Line(i));
        using var cancelled = new CancellationTokenSource();
        var waits = queue.WriteAsync(Line(41), cancelled.Token).AsTask();
        queue.Complete();

        await Assert.ThrowsAsync<ChannelClosedException>(() => waits);
        Assert.Equal(0, queue.TryWrite(Line(42)));
        Assert.True(await queue.Reader.WaitToReadAsync());
        Assert.Equal(Enumerable.Range(0, 40), Drain(queue).Select(Number));
        Assert.False(await queue.Reader.WaitToReadAsync());
    }

    [Fact]
    public async Task Waiting_ends_when_it_is_cancelled()
    {
        var queue = _rig.Open();
        using var cancel = new CancellationTokenSource();
        var reads = queue.Reader.WaitToReadAsync(cancel.Token).AsTask();
        Assert.False(reads.IsCompleted);
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reads);
    }
}
