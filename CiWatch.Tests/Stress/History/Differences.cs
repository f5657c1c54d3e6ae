using System.Collections.Immutable;

namespace CiWatch.Tests.Stress.History;

/// <summary>Where the database differs from the history.</summary>
/// <param name="Lost">Said, and not stored.</param>
/// <param name="Doubled">Stored, and not said, or not so often.</param>
/// <param name="OtherVote">Stored with another vote than was cast.</param>
internal sealed record Differences(ImmutableArray<Said> Lost, ImmutableArray<Stored> Doubled, ImmutableArray<(Said Said, Stored Stored)> OtherVote)
{
    public bool None => Lost.IsEmpty && Doubled.IsEmpty && OtherVote.IsEmpty;

    public int Count => Lost.Length + Doubled.Length + OtherVote.Length;
}
