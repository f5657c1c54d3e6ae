using System.Text;
using CiWatch.Ingest.Intake;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace CiWatch.Tests.Ingest.Intake;

/// <summary>A queue with a spool in a folder of its own; small limits, so that the disk is reached soon. Invented lines.</summary>
internal sealed class QueueRig : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ciwatch-queue-").FullName;
    private readonly List<LineQueue> _queues = [];
    private int _copies;

    public QueueRig(long bytes = 10_000, long spoolBytes = 1_000_000, int segmentBytes = 4_000)
    {
        Limits = new QueueLimits(bytes, spoolBytes, Path.Combine(_folder, "spool")) { SegmentBytes = segmentBytes };
        States = new SourceStates(Time);
    }

    public QueueLimits Limits { get; }

    public string Folder => Limits.SpoolFolder!;

    public string[] Segments => Files(Limits);

    public FakeTimeProvider Time { get; } = new();

    public SourceStates States { get; }

    public ListLogger Log { get; } = new();

    public LineQueue Open(QueueLimits? limits = null)
    {
        var queue = new LineQueue(limits ?? Limits, States, Log, Time);
        _queues.Add(queue);
        return queue;
    }

    /// <summary>A copy of the spool as it is now, for another queue: what a kill at this moment would leave.</summary>
    public QueueLimits Killed(QueueLimits? limits = null)
    {
        limits ??= Limits;
        var copy = Path.Combine(_folder, $"killed-{++_copies}");
        Directory.CreateDirectory(copy);
        foreach (var file in Files(limits)) File.Copy(file, Path.Combine(copy, Path.GetFileName(file)));
        return limits with { SpoolFolder = copy };
    }

    /// <summary>Numbers of the lines that the next start would find.</summary>
    public List<int> Peek(QueueLimits limits) => [.. Drain(Open(Killed(limits))).Select(Number)];

    public static string[] Files(QueueLimits limits) =>
        Directory.Exists(limits.SpoolFolder) ? [.. Directory.GetFiles(limits.SpoolFolder, "*.spool").Order(StringComparer.Ordinal)] : [];

    /// <summary>A line whose bytes tell its number, of that length.</summary>
    public static RawLine Line(int number, int length = 300, string server = "gerrit") =>
        new(server, Encoding.ASCII.GetBytes($"{number} ".PadRight(length, 'x')), DateTimeOffset.UnixEpoch.AddSeconds(number));

    public static int Number(RawLine line) => int.Parse(Encoding.ASCII.GetString(line.Bytes.Span).Split(' ')[0]);

    /// <summary>Reads what is there now, telling each line done at once or none.</summary>
    public static List<RawLine> Drain(LineQueue queue, bool done = true)
    {
        List<RawLine> lines = [];
        while (queue.Reader.TryRead(out var line))
        {
            lines.Add(line);
            if (done) queue.Done(1);
        }

        return lines;
    }

    public void Dispose()
    {
        foreach (var queue in _queues) queue.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    internal sealed class ListLogger : ILogger<LineQueue>
    {
        public List<string> Lines { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            lock (Lines) Lines.Add(formatter(state, exception));
        }
    }
}
