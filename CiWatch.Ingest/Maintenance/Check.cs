using System.Collections.Immutable;
using CiWatch.Ingest.Storage;

namespace CiWatch.Ingest.Maintenance;

/// <summary>How a server stands in the database.</summary>
/// <param name="CaughtUpTo">ISO 8601, by the server's clock; "never" before the first pass.</param>
/// <param name="Gaps">Stretches of its history that are still to be fetched.</param>
public sealed record CheckedServer(string Name, long Events, long Reports, long Malformed, long Dropped, string CaughtUpTo, long Gaps);

/// <summary>What one source brought of one server.</summary>
/// <param name="Reports">Reports that it told; others may have told them too.</param>
public sealed record CheckedSource(string Server, string Source, long Lines, long Reports);

/// <summary>Whether the database is sound.</summary>
/// <param name="Damage">In words; none where it is sound.</param>
public sealed record CheckResult(ImmutableArray<string> Damage, ImmutableArray<CheckedServer> Servers, ImmutableArray<CheckedSource> Sources);

/// <summary>Looks through the whole database: slow on a large one, and it changes nothing.</summary>
internal static class Check
{
    public static CheckResult Run(Soundness soundness)
    {
        var damage = soundness.Damage().ToList();
        if (soundness.WithoutLine() is > 0 and var lost) damage.Add($"{lost} reports or rechecks have no raw line, though younger lines are kept");
        if (soundness.WithoutText() is > 0 and var mute) damage.Add($"{mute} reports have no text");
        return new(
            [.. damage],
            [.. soundness.Servers().Select(s => new CheckedServer(s.Server, s.Events, s.Reports, s.Malformed, s.Dropped, s.CaughtUpTo, s.Gaps))],
            [.. soundness.BySource().Select(s => new CheckedSource(s.Server, s.Source, s.Lines, s.Reports))]);
    }
}
