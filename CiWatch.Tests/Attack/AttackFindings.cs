using System.Net;

namespace CiWatch.Tests.Attack;

/// <summary>What an attack sent, how it was answered, and what was wrong with that. Safe from several tasks.</summary>
internal sealed class AttackFindings
{
    private readonly Lock _lock = new();
    private readonly SortedDictionary<string, int> _answers = new(StringComparer.Ordinal);
    private readonly List<string> _faults = [];

    /// <summary>What was sent, in words.</summary>
    public string Sent { get; set; } = "";

    /// <summary>Answers by status.</summary>
    public string Answers
    {
        get
        {
            lock (_lock) return string.Join(' ', _answers.Select(a => $"{a.Key}×{a.Value}"));
        }
    }

    /// <summary>What must not be.</summary>
    public IReadOnlyList<string> Faults
    {
        get
        {
            lock (_lock) return [.. _faults];
        }
    }

    /// <summary>Counts an answer.</summary>
    public void Count(string status)
    {
        lock (_lock) _answers[status] = _answers.GetValueOrDefault(status) + 1;
    }

    /// <summary>Counts an answer; a failure of the server is a fault.</summary>
    public void Count(HttpStatusCode status, string what)
    {
        Count($"{(int)status}");
        if ((int)status >= 500) Fault($"{what}: {(int)status}");
    }

    /// <summary>Notes a fault; of many alike the first twenty are enough.</summary>
    public void Fault(string what)
    {
        lock (_lock)
        {
            if (_faults.Count < 20) _faults.Add(what);
        }
    }

    /// <summary>Notes a fault where this is not so.</summary>
    public void Expect(bool isSo, string what)
    {
        if (!isSo) Fault(what);
    }
}
