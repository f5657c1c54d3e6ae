using System.Collections.Immutable;
using System.Runtime.InteropServices;
using CiWatch.Ingest.Votes;

namespace CiWatch.App.Changes;

/// <summary>Which of a change's marks are drawn. Pure.</summary>
internal static class TimelineMarks
{
    /// <summary>The breadth of one place on the line, in hundredths of it: what is nearer together lies on one another.</summary>
    public const double Place = 0.75;

    /// <summary>Third-party votes that are stacked at one place.</summary>
    public const int HighestStack = 10;

    private const int Others = 2;

    /// <summary>
    /// Of each kind only as many at one place as can be told apart, however many a CI makes. The newest take the places of those before
    /// them, but no pass that of a failure; the list in words has all.
    /// </summary>
    public static ImmutableArray<TimelineMark> Drawn(ImmutableArray<TimelineMark> oldestFirst, TimeAxis axis)
    {
        Dictionary<(MarkKind, int), List<TimelineMark>> places = [];
        foreach (var mark in oldestFirst)
        {
            ref var there = ref CollectionsMarshal.GetValueRefOrAddDefault(places, (mark.Kind, (int)(axis.At(mark.At) / Place)), out _);
            there ??= [];
            if (there.Count < (mark.Kind == MarkKind.Vote ? HighestStack : Others)) there.Add(mark);
            else if (mark is not { Kind: MarkKind.Vote, State: CellState.Pass }) there[Room(there)] = mark;
        }

        HashSet<TimelineMark> drawn = new(places.Values.SelectMany(p => p), ReferenceEqualityComparer.Instance);
        return [.. oldestFirst.Where(drawn.Contains)];
    }

    private static int Room(List<TimelineMark> there) => there.FindLastIndex(m => m.State == CellState.Pass) is >= 0 and var pass ? pass : there.Count - 1;
}
