using CiWatch.Ingest.Intake;

namespace CiWatch.App.Language;

/// <summary>What the live sign says: one word, and since when the newest data is.</summary>
/// <param name="Sign">As in data-s: live, connecting or stale.</param>
/// <param name="Reason">In words, where it is not live; null where it is.</param>
internal sealed record LiveReading(string Sign, string Word, DateTimeOffset? NewestAt, string? Reason)
{
    /// <summary>Of what came after this moment something may be missing, since history is not fetched yet; null while all is known.</summary>
    public DateTimeOffset? CompleteUntil { get; init; }

    /// <summary>
    /// Reads the sign off the servers: the worst of them counts, because green must never stand over a silent one. A server
    /// that is connected but said nothing for <paramref name="staleAfter"/> is stale as well.
    /// </summary>
    public static LiveReading Of(IReadOnlyCollection<SourceState> sources, DateTimeOffset now, TimeSpan staleAfter) =>
        Worst(sources, now, staleAfter) with { CompleteUntil = sources.Min(s => s.CompleteUntil) };

    private static LiveReading Worst(IReadOnlyCollection<SourceState> sources, DateTimeOffset now, TimeSpan staleAfter)
    {
        var newest = sources.Max(s => s.LastEventAt);
        if (sources.Count == 0) return new("connecting", "Starting", null, "No server is known yet.");
        if (sources.FirstOrDefault(s => s.State is ConnectionState.Failed or ConnectionState.Waiting) is { } lost)
            return new("stale", "Stale", newest, $"{lost.Name}: {lost.Reason ?? "not connected"}");
        if (sources.FirstOrDefault(s => s.State == ConnectionState.Connecting) is { } connecting)
            return new("connecting", "Connecting", newest, $"Connecting to {connecting.Name}.");
        if (sources.FirstOrDefault(s => s.State == ConnectionState.CatchingUp) is { } behind)
            return new("connecting", "Catching up", newest, $"Reading the history of {behind.Name}.");
        if (sources.FirstOrDefault(s => s.CompleteUntil is not null) is { } incomplete)
            return new("connecting", "Catching up", newest, $"{incomplete.Name}: {incomplete.Reason ?? "what was fetched of its history is being stored."}");
        return sources.FirstOrDefault(s => now - (s.LastEventAt > s.Since ? s.LastEventAt.Value : s.Since) >= staleAfter) is { } silent
            ? new("stale", "Stale", newest, $"Nothing heard from {silent.Name} for {Wording.Long(now - (silent.LastEventAt ?? silent.Since))}.")
            : new("live", "Live", newest, null);
    }
}
