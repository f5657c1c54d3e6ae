using CiWatch.Ingest.Intake;
using static CiWatch.Tests.Ingest.Intake.QueueRig;

namespace CiWatch.Tests.Ingest.Intake;

/// <summary>Random stories of writes, reads, stored batches, stops and kills: whatever happens, what the queue promises holds.</summary>
public sealed class QueueStoryTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 20)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Nothing_on_the_disk_is_lost_and_order_is_kept(int seed)
    {
        using var story = new Story(seed);
        for (var step = 0; step < 300; step++) story.Step();
        story.End();
    }

    private sealed class Story(int seed) : IDisposable
    {
        private const int LongLine = 6_000;

        private readonly Random _random = new(seed);
        private readonly QueueRig _rig = new(bytes: 1_000 + (seed * 300), spoolBytes: 10_000_000, segmentBytes: 2_000 * (1 + (seed * 2)));
        private readonly List<int> _written = [];
        private readonly HashSet<int> _onDisk = [];
        private readonly List<int> _open = [];
        private readonly HashSet<int> _stored = [];
        private readonly HashSet<int> _lost = [];
        private QueueLimits? _limits;
        private LineQueue? _queue;
        private int _last = -1;

        private QueueLimits Limits => _limits ??= _rig.Limits;

        private LineQueue Queue => _queue ??= Open();

        public void Step()
        {
            switch (_random.Next(50))
            {
                case < 22: Write(_random.Next(1, 30)); break;
                case < 35: Read(_random.Next(1, 30)); break;
                case < 49: Store(_random.Next(_open.Count + 1)); break;
                default: StopOrKill(kill: _random.Next(2) == 0); break;
            }

            Assert.InRange(Queue.Waiting.Memory, 0, Math.Max(Limits.Bytes, (Limits.Bytes / 2) + LongLine + LineQueue.Overhead));
        }

        public void End()
        {
            do Store(_open.Count);
            while (Read(100) > 0);
            Assert.Empty(_written.Except(_stored).Except(_lost));
            Assert.Empty(_lost.Intersect(_onDisk));
            Assert.Equal((0, 0), Queue.Waiting);
            Assert.Empty(QueueRig.Files(Limits));
        }

        public void Dispose() => _rig.Dispose();

        private LineQueue Open()
        {
            var queue = _rig.Open(Limits);
            _ = queue.Reader.WaitToReadAsync().AsTask(); // finds what is left: from here on the disk grows by new lines alone
            return queue;
        }

        private void Write(int lines)
        {
            for (var left = lines; left > 0;)
            {
                var read = Enumerable.Range(_written.Count, Math.Min(left, _random.Next(1, 12)))
                    .Select(n => Line(n, _random.Next(20) == 0 ? _random.Next(20, LongLine) : _random.Next(20, 600))).ToArray();
                var before = Queue.Waiting.Disk;
                Assert.Equal(read.Length, Queue.TryWrite(read));
                _written.AddRange(read.Select(Number));
                // The first of them may be in memory, all after that are on the disk.
                var onDisk = Queue.Waiting.Disk - before;
                for (var i = read.Length - 1; onDisk > 0; onDisk -= SpoolRecord.Length(read[i--])) _onDisk.Add(Number(read[i]));
                Assert.Equal(0, onDisk);
                left -= read.Length;
            }
        }

        private int Read(int lines)
        {
            var read = 0;
            for (; read < lines && Queue.Reader.TryRead(out var line); read++)
            {
                Assert.True(Number(line) > _last, $"{Number(line)} after {_last}");
                _last = Number(line);
                _open.Add(_last);
            }

            return read;
        }

        private void Store(int lines)
        {
            _stored.UnionWith(_open.Take(lines));
            _open.RemoveRange(0, lines);
            Queue.Done(lines);
        }

        private void StopOrKill(bool kill)
        {
            if (kill) _limits = _rig.Killed(Limits);
            else Queue.Dispose();
            var found = _rig.Peek(Limits);
            var missing = _written.Except(_stored).Except(_lost).Except(found).ToList();
            // What only memory had is the catch-up's to fetch again after a kill; a stop leaves nothing to it.
            Assert.Empty(kill ? missing.Intersect(_onDisk) : missing);
            Assert.Equal(found.Order(), found);
            _lost.UnionWith(missing);
            _onDisk.UnionWith(found);
            _open.Clear();
            _last = -1;
            _queue = null;
        }
    }
}
