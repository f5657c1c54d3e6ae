namespace CiWatch.Tests.Stress.Faults;

/// <summary>What was done to the program and its server, and when: by the wall clock, to be laid beside the program's own log.</summary>
internal sealed class FaultLog(TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly List<string> _lines = [];
    private readonly SortedDictionary<string, int> _counts = new(StringComparer.Ordinal);

    /// <summary>Faults so far.</summary>
    public int Count
    {
        get
        {
            lock (_lock) return _counts.Values.Sum();
        }
    }

    /// <summary>"3 cut, 4 freeze, …".</summary>
    public string Kinds
    {
        get
        {
            lock (_lock) return string.Join(", ", _counts.Select(c => $"{c.Value} {c.Key}"));
        }
    }

    public string Lines
    {
        get
        {
            lock (_lock) return string.Join('\n', _lines);
        }
    }

    /// <summary>Counts a fault, and remembers when it came.</summary>
    public void Fault(string kind, string detail = "")
    {
        lock (_lock) _counts[kind] = _counts.GetValueOrDefault(kind) + 1;
        Note(detail.Length == 0 ? kind : $"{kind}: {detail}");
    }

    public void Note(string text)
    {
        lock (_lock) _lines.Add($"{time.GetUtcNow():HH:mm:ss.fff} {text}");
    }
}
