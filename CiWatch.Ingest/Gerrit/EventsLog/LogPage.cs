using System.Collections.Immutable;
using CiWatch.Ingest.Gerrit.Events;

namespace CiWatch.Ingest.Gerrit.EventsLog;

/// <summary>One line of the log; without a time where it is no event, or tells none.</summary>
internal readonly record struct LogLine(ReadOnlyMemory<byte> Bytes, DateTimeOffset? At);

/// <summary>One answer of the log, in its order: by time, cut at a number of events that the plugin does not tell.</summary>
internal sealed record LogPage(ImmutableArray<LogLine> Lines)
{
    /// <summary>The time of the first event; null where there is none.</summary>
    public DateTimeOffset? First { get; } = Lines.Select(l => l.At).FirstOrDefault(t => t is not null);

    /// <summary>The newest time.</summary>
    public DateTimeOffset? Last { get; } = Lines.Max(l => l.At);

    /// <summary>Cuts an answer into lines; empty ones are left out, what is no event is kept, to be counted. Never throws.</summary>
    public static LogPage Read(ReadOnlyMemory<byte> body)
    {
        var lines = ImmutableArray.CreateBuilder<LogLine>();
        while (!body.IsEmpty)
        {
            var end = body.Span.IndexOf((byte)'\n');
            var line = end < 0 ? body : body[..end];
            body = end < 0 ? default : body[(end + 1)..];
            if (line.Span is [.., (byte)'\r']) line = line[..^1];
            if (!line.IsEmpty) lines.Add(new(line, EventReader.Read(line.Span).Event?.At));
        }

        return new(lines.DrainToImmutable());
    }

    /// <summary>The lines without those of that second that an earlier page has given: of equal ones, as many as it gave.</summary>
    public IEnumerable<LogLine> Except(LogPage? earlier, DateTimeOffset? second)
    {
        if (earlier is null || second is null) return Lines;

        Dictionary<string, int> given = [];
        foreach (var line in earlier.Lines.Where(l => Repeated(l.At))) given[Key(line)] = given.GetValueOrDefault(Key(line)) + 1;
        return Lines.Where(line =>
        {
            if (!Repeated(line.At) || !given.TryGetValue(Key(line), out var left) || left == 0) return true;
            given[Key(line)] = left - 1;
            return false;
        });

        // What tells no time may stand in that second too.
        bool Repeated(DateTimeOffset? at) => at is null || at == second;
    }

    private static string Key(LogLine line) => Convert.ToBase64String(line.Bytes.Span);
}
