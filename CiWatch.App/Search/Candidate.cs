using System.Collections.Immutable;
using CiWatch.Ingest.Live;

namespace CiWatch.App.Search;

/// <summary>
/// Something that fits, before it is put into words. A short query fits thousands, of which a dozen are shown: the others cost a
/// comparison each, and no string.
/// </summary>
/// <param name="Score">How well it fits; more is better.</param>
/// <param name="At">When it was last heard of.</param>
/// <param name="Board">Where it is found; of a CI or a job, where it is busiest.</param>
/// <param name="Row">The change's newest patch set; null for all else.</param>
/// <param name="Name">The project's, CI's or job's; null for a change.</param>
/// <param name="Cis">Of a CI the keys of its columns, of a job its CI's; else none.</param>
internal readonly record struct Candidate(
    SearchKind Kind, int Score, DateTimeOffset At, BoardIndex Board, BoardRow? Row = null, string? Name = null, ImmutableArray<string> Cis = default)
{
    /// <summary>The best first; of equals the newer, then one that is always the same.</summary>
    public static IComparer<Candidate> BestFirst { get; } = Comparer<Candidate>.Create(static (a, b) =>
        b.Score != a.Score ? b.Score.CompareTo(a.Score)
        : b.At != a.At ? b.At.CompareTo(a.At)
        : a.Kind != b.Kind ? a.Kind.CompareTo(b.Kind)
        : a.Row?.Change != b.Row?.Change ? Nullable.Compare(a.Row?.Change, b.Row?.Change)
        : string.CompareOrdinal(a.Name, b.Name) is not 0 and var byName ? byName
        : string.CompareOrdinal(a.Board.Board.Project, b.Board.Board.Project) is not 0 and var byProject ? byProject
        : string.CompareOrdinal(a.Board.Board.Server, b.Board.Board.Server));

    /// <summary>
    /// The best of all, best first. One kind must not push all others out ("nova" is in hundreds of subjects, and is a project), but
    /// fills what they leave.
    /// </summary>
    public static ImmutableArray<Candidate> Best(IEnumerable<List<Candidate>> kinds, int most, int mostOfOneKind)
    {
        // More than the best so many of a kind are never shown: so no more are put in order.
        var ranked = kinds.SelectMany(kind => kind.Order(BestFirst).Take(most)).Order(BestFirst).ToList();
        Dictionary<SearchKind, int> taken = [];
        List<Candidate> first = [], rest = [];
        foreach (var candidate in ranked)
        {
            var n = taken[candidate.Kind] = taken.GetValueOrDefault(candidate.Kind) + 1;
            (n <= mostOfOneKind && first.Count < most ? first : rest).Add(candidate);
        }

        return [.. first.Concat(rest.Take(most - first.Count)).Order(BestFirst)];
    }
}
