namespace CiWatch.Ingest.Votes;

/// <summary>How long a CI may take. Both limits count from t0, in event time.</summary>
/// <param name="Overdue">From here on an answer is late and its absence is overdue. 4 h: Nova's and Ironic's third-party rule.</param>
/// <param name="Missing">From here on an absent answer is missing. Not shorter than <paramref name="Overdue"/>.</param>
public sealed record CellLimits(TimeSpan Overdue, TimeSpan Missing)
{
    /// <summary>4 hours and 24 hours.</summary>
    public static CellLimits Default { get; } = new(TimeSpan.FromHours(4), TimeSpan.FromHours(24));
}
