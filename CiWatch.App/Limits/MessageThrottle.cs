namespace CiWatch.App.Limits;

/// <summary>Lets one message of a kind through each minute, and counts those that it holds back: what visitors cause comes by the thousand.</summary>
internal sealed class MessageThrottle<TKind>(TimeProvider time)
    where TKind : notnull
{
    private static readonly TimeSpan Rest = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private readonly Dictionary<TKind, (long At, long HeldBack)> _last = [];

    /// <summary>Whether a message is to be written now, and how many were held back since the last one.</summary>
    public bool IsDue(TKind kind, out long heldBack)
    {
        lock (_lock)
        {
            var known = _last.TryGetValue(kind, out var last);
            var isDue = !known || time.GetElapsedTime(last.At) >= Rest;
            heldBack = isDue ? last.HeldBack : 0;
            _last[kind] = isDue ? (time.GetTimestamp(), 0) : last with { HeldBack = last.HeldBack + 1 };
            return isDue;
        }
    }
}
