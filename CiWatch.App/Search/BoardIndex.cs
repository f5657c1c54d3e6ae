using System.Collections.Immutable;
using CiWatch.Ingest.Live;

namespace CiWatch.App.Search;

/// <summary>One change as search sees it: its newest patch set, and all its words in lower case.</summary>
internal sealed record ChangeEntry(BoardRow Row, string Words)
{
    public static ChangeEntry Of(BoardRow row) =>
        new(row, $"{row.Subject}\n{row.Owner}\n{row.Topic}\n{row.Branch}\n{string.Join('\n', row.Hashtags)}".ToLowerInvariant());

    /// <summary>Whether the words are those of another row of the same change: a vote changes none of them.</summary>
    public bool StillOf(BoardRow row) =>
        ReferenceEquals(Row.Subject, row.Subject) && ReferenceEquals(Row.Owner, row.Owner) && ReferenceEquals(Row.Topic, row.Topic)
        && ReferenceEquals(Row.Branch, row.Branch) && Row.Hashtags == row.Hashtags;
}

/// <summary>
/// One board prepared for search. Immutable; made of the index before it where there is one: then only rows that changed are counted
/// again. Made either way it is the same, which a test holds to.
/// </summary>
/// <param name="Changes">By number.</param>
/// <param name="Cis">Patch sets on which each CI (by key) said something.</param>
/// <param name="Jobs">Runs of each job of each CI.</param>
internal sealed record BoardIndex(
    ProjectBoard Board, string Name, Dictionary<long, ChangeEntry> Changes, Dictionary<string, int> Cis, Dictionary<(string Ci, string Job), int> Jobs)
{
    public static BoardIndex Of(ProjectBoard board, BoardIndex? before = null)
    {
        Dictionary<string, int> cis = before is null ? [] : new(before.Cis);
        Dictionary<(string Ci, string Job), int> jobs = before is null ? [] : new(before.Jobs);
        HashSet<BoardRow> known = new(before?.Board.Rows ?? [], ReferenceEqualityComparer.Instance);
        Dictionary<long, ChangeEntry> changes = new(board.Rows.Length);
        foreach (var row in board.Rows)
        {
            if (!known.Remove(row)) Count(row, 1, cis, jobs);
            if (changes.TryGetValue(row.Change, out var entry) && entry.Row.PatchSet > row.PatchSet) continue;
            changes[row.Change] = before?.Changes.GetValueOrDefault(row.Change) is { } old && old.StillOf(row)
                ? ReferenceEquals(old.Row, row) ? old : old with { Row = row }
                : ChangeEntry.Of(row);
        }

        foreach (var gone in known) Count(gone, -1, cis, jobs);
        return new BoardIndex(board, board.Project.ToLowerInvariant(), changes, cis, jobs);
    }

    private static void Count(BoardRow row, int by, Dictionary<string, int> cis, Dictionary<(string Ci, string Job), int> jobs)
    {
        foreach (var ci in row.Cis)
        {
            Add(cis, ci.Ci, by);
            foreach (var report in ci.Reports)
            {
                foreach (var job in report.Jobs) Add(jobs, (ci.Ci, job.Name), by);
            }
        }
    }

    private static void Add<T>(Dictionary<T, int> counts, T key, int by)
        where T : notnull
    {
        ref var count = ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(counts, key, out _);
        count += by;
        if (count == 0) counts.Remove(key);
    }
}
