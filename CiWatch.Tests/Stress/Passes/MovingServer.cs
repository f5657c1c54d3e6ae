using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using CiWatch.Ingest.Gerrit.CatchUp;
using CiWatch.Ingest.Intake;
using Microsoft.Extensions.Time.Testing;

namespace CiWatch.Tests.Stress.Passes;

/// <summary>
/// A server's index alone, and what a database keeps of the pages that it gives: changes move to the front while they are asked
/// for, many share a second, pages fail, and what was fetched and not yet stored is forgotten at times.
/// </summary>
internal sealed class MovingServer(Random random) : IChangeSource, IPositions
{
    private readonly List<Change> _changes = [];
    private readonly List<Gap> _gaps = [];
    private readonly Dictionary<int, int> _stored = [];
    private DateTimeOffset? _caughtUpTo;

    public string Name => "simulation";

    public LineSource Lines => LineSource.Query;

    public FakeTimeProvider Time { get; } = new(DateTimeOffset.FromUnixTimeSeconds(1_795_000_000));

    /// <summary>Nothing happens any more, and nothing fails.</summary>
    public bool Quiet { get; set; }

    private long Now => Time.GetUtcNow().ToUnixTimeSeconds();

    public ServerPosition Of(string server) => new(_caughtUpTo, [.. _gaps]);

    /// <summary>Some changes are made or spoken of; the second may pass, or not.</summary>
    public void Live(int acts)
    {
        for (; acts > 0; acts--)
        {
            if (random.Next(8) == 0) Time.Advance(TimeSpan.FromSeconds(random.Next(3)));
            if (_changes.Count == 0 || random.Next(4) == 0)
            {
                _changes.Add(new Change(_changes.Count + 1, Now, 1));
                continue;
            }

            // Only the youngest are spoken of: what is missed of the others stays missed.
            var at = random.Next(Math.Max(0, _changes.Count - 20), _changes.Count);
            var change = _changes[at];
            _changes[at] = change with { Updated = Math.Max(change.Updated, Now - random.Next(3)), Version = change.Version + 1 };
        }
    }

    /// <summary>As Gerrit pages: newest first, both ends inclusive, a number of them skipped.</summary>
    public Task<ChangePage> PageAsync(ChangeRange range, CancellationToken cancel)
    {
        if (!Quiet)
        {
            Live(random.Next(12));
            if (random.Next(12) == 0) throw new CatchUpException("The line is cut.");
        }

        var found = _changes.Where(c => c.At >= range.From && (range.To is null || c.At <= range.To))
            .OrderByDescending(c => c.At).ThenByDescending(c => c.Number).Skip(range.Skip).ToList();
        var page = found.Take(range.Limit).ToList();
        return Task.FromResult(new ChangePage(
            [.. page.Select(c => (ReadOnlyMemory<byte>)Encoding.ASCII.GetBytes($"{c.Number} {c.Version}"))],
            page.Count == 0 ? null : page[0].At, page.Count == 0 ? null : page[^1].At, found.Count > range.Limit));
    }

    /// <summary>Stores what a pass has queued, up to a moment at which the program is killed.</summary>
    public void Store(LineQueue queue)
    {
        List<RawLine> lines = [];
        while (queue.Reader.TryRead(out var line)) lines.Add(line);
        foreach (var line in lines.Take(Quiet || random.Next(3) > 0 ? lines.Count : random.Next(lines.Count + 1)))
        {
            if (line.Step is { } step) Take(step);
            if (line.Bytes.IsEmpty) continue;
            var words = Encoding.ASCII.GetString(line.Bytes.Span).Split(' ').Select(w => int.Parse(w, CultureInfo.InvariantCulture)).ToArray();
            _stored[words[0]] = Math.Max(_stored.GetValueOrDefault(words[0]), words[1]);
        }
    }

    /// <summary>Changes of which something was said that is not stored.</summary>
    public ImmutableArray<string> Missing() =>
    [
        .. from change in _changes
           where _stored.GetValueOrDefault(change.Number) != change.Version
           select $"change {change.Number} of {change.Updated}: {_stored.GetValueOrDefault(change.Number)} of {change.Version}",
    ];

    private void Take(CatchUpStep step)
    {
        _gaps.Remove(step.Of);
        if (step.Left is { } left && !_gaps.Contains(left)) _gaps.Add(left);
        _caughtUpTo = step.CaughtUpTo ?? _caughtUpTo;
    }

    private sealed record Change(int Number, long Updated, int Version)
    {
        public DateTimeOffset At => DateTimeOffset.FromUnixTimeSeconds(Updated);
    }
}
