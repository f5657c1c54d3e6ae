using System.Collections.Immutable;
using System.Runtime.InteropServices;
using CiWatch.App.Grids;
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

/// <summary>How often something was met, and its name in lower case.</summary>
internal readonly record struct Tally(int Count, string Words);

/// <summary>One CI as search sees it: its names in lower case.</summary>
internal sealed record CiEntry(CiInfo Info, string Name, string Account)
{
    public static CiEntry Of(CiInfo info) => new(info, info.Name.ToLowerInvariant(), info.Account.ToLowerInvariant());
}

/// <summary>
/// One board prepared for search. Immutable; made of the index before it where there is one: then only rows that changed are counted
/// again. Made either way it is the same, which a test holds to.
/// </summary>
/// <param name="Name">The project's, in lower case.</param>
/// <param name="Changes">By number.</param>
/// <param name="Cis">Patch sets on which each CI (by key) said something.</param>
/// <param name="Jobs">Runs of each job of each CI.</param>
/// <param name="Named">Each CI of <paramref name="Cis"/>.</param>
internal sealed record BoardIndex(
    ProjectBoard Board, string Name, Dictionary<long, ChangeEntry> Changes, Dictionary<string, Tally> Cis, Dictionary<(string Ci, string Job), Tally> Jobs,
    Dictionary<string, CiEntry> Named)
{
    public static BoardIndex Of(ProjectBoard board, BoardIndex? before = null)
    {
        Dictionary<string, Tally> cis = before is null ? [] : new(before.Cis);
        Dictionary<(string Ci, string Job), Tally> jobs = before is null ? [] : new(before.Jobs);
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
        return new BoardIndex(board, board.Project.ToLowerInvariant(), changes, cis, jobs, cis.Keys.ToDictionary(ci => ci, Entry));

        CiEntry Entry(string ci)
        {
            var info = board.Cis.GetValueOrDefault(ci) ?? new CiInfo(ci, ci, null, ci);
            return before?.Named.GetValueOrDefault(ci) is { } old && old.Info == info ? old : CiEntry.Of(info);
        }
    }

    private static void Count(BoardRow row, int by, Dictionary<string, Tally> cis, Dictionary<(string Ci, string Job), Tally> jobs)
    {
        foreach (var ci in row.Cis)
        {
            Add(cis, ci.Ci, ci.Ci, by);
            foreach (var report in ci.Reports)
            {
                foreach (var job in report.Jobs)
                {
                    // A build's address has the change's number in it, and would hide the change among its builds.
                    if (!JobName.IsAddress(job.Name)) Add(jobs, (ci.Ci, job.Name), job.Name, by);
                }
            }
        }
    }

    private static void Add<T>(Dictionary<T, Tally> counts, T key, string name, int by)
        where T : notnull
    {
        ref var tally = ref CollectionsMarshal.GetValueRefOrAddDefault(counts, key, out var isKnown);
        tally = new Tally(tally.Count + by, isKnown ? tally.Words : name.ToLowerInvariant());
        if (tally.Count == 0) counts.Remove(key);
    }
}
