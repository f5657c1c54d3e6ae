namespace CiWatch.Ingest.Demo;

/// <summary>One line of the stream, and when the server would write it.</summary>
internal readonly record struct DemoLine(DateTimeOffset At, byte[] Bytes);

/// <summary>Where the story happens: what will be done, in order of time, and the lines that come of it.</summary>
internal sealed class DemoStage(DemoClock clock, DemoRandom random, DateTimeOffset from)
{
    private readonly PriorityQueue<Action, (long Ticks, long Order)> _agenda = new();
    private readonly Queue<DemoLine> _lines = new();
    private long _order;

    /// <summary>The one source of chance: deeds draw from it in order of time, which makes the story the same each time.</summary>
    public DemoRandom Random => random;

    /// <summary>Whose turn it is to be rare.</summary>
    public DemoTurns Turns { get; } = new();

    /// <summary>The story's time.</summary>
    public DateTimeOffset Now { get; private set; } = from;

    /// <summary>The wall's time: what events carry.</summary>
    public DateTimeOffset Wall => clock.Wall(Now);

    /// <summary>Whether history is over.</summary>
    public bool Live => Now >= clock.Start;

    /// <summary>Story hours since the start; negative in history.</summary>
    public double HoursSinceStart => (Now - clock.Start).TotalHours;

    /// <summary>Has something done in so many minutes of the story.</summary>
    public void In(double minutes, Action deed) => _agenda.Enqueue(deed, ((Now + TimeSpan.FromMinutes(minutes)).Ticks, _order++));

    /// <summary>Writes a line now.</summary>
    public void Write(byte[] line) => _lines.Enqueue(new(Wall, line));

    /// <summary>All lines, without end where deeds lead to deeds.</summary>
    public IEnumerable<DemoLine> Play()
    {
        while (_agenda.TryDequeue(out var deed, out var when))
        {
            Now = new DateTimeOffset(when.Ticks, TimeSpan.Zero);
            deed();
            while (_lines.TryDequeue(out var line)) yield return line;
        }
    }
}
