using System.Collections.Immutable;
using CiWatch.Ingest.Votes;

namespace CiWatch.Ingest.Live;

/// <summary>How one event makes a new row of an old one. Pure.</summary>
public static class BoardRows
{
    /// <summary>The order of a board: newest first; of one moment, the higher change and patch set first.</summary>
    public static int NewestFirst(BoardRow a, BoardRow b)
    {
        var byTime = b.CreatedAt.CompareTo(a.CreatedAt);
        if (byTime != 0) return byTime;
        var byChange = b.Change.CompareTo(a.Change);
        return byChange != 0 ? byChange : b.PatchSet.CompareTo(a.PatchSet);
    }

    /// <summary>A patch set nobody has said anything of.</summary>
    public static BoardRow New(ChangeInfo change, PatchSetInfo patchSet, DateTimeOffset createdAt) => new(
        change.Number, patchSet.Number, change.Subject, change.Owner?.Shown ?? "", change.Branch, change.Url, change.ChangeId,
        change.Topic, change.Status ?? ChangeStatus.Open, change.Wip, patchSet.Kind, createdAt, null, null, null, [])
    {
        Hashtags = Hashtags(change.Hashtags),
    };

    /// <summary>One text as <see cref="ChangeInfo.Hashtags"/> has it, in parts.</summary>
    public static ImmutableArray<string> Hashtags(string? joined) => joined is null ? [] : [.. joined.Split(',')];

    /// <summary>What a row as the database has it says of its change.</summary>
    public static ChangeFacts Facts(this BoardRow row, string project) => new(
        project, row.Branch, row.ChangeId, row.Subject, row.Owner, row.Url, row.Topic, row.Wip, row.Status, row.ClosedAt,
        row.ClosedAt ?? DateTimeOffset.MinValue, DateTimeOffset.MinValue)
    {
        Hashtags = Joined(row.Hashtags),
    };

    /// <summary>The row with what is known of its change; the same object where that is nothing new.</summary>
    /// <param name="owner">The owner's name to show.</param>
    public static BoardRow WithChange(this BoardRow row, ChangeFacts facts, string owner)
    {
        var next = row with
        {
            Subject = facts.Subject,
            Owner = owner,
            Branch = facts.Branch,
            Url = facts.Url,
            ChangeId = facts.ChangeId,
            Topic = facts.Topic,
            Hashtags = Joined(row.Hashtags) == facts.Hashtags ? row.Hashtags : Hashtags(facts.Hashtags), // the same array, else the row would be another
            Wip = facts.Wip,
            Status = facts.Status,
            ClosedAt = facts.ClosedAt,
        };
        return next == row ? row : next;
    }

    private static string? Joined(ImmutableArray<string> hashtags) => hashtags.IsEmpty ? null : string.Join(',', hashtags);

    /// <summary>The row with one more report, in order of time.</summary>
    /// <param name="most">How many of a CI's newest reports are held: see <see cref="HeldReports"/>.</param>
    public static BoardRow WithReport(this BoardRow row, string ci, ReportHead report, int most)
    {
        var at = PlaceOf(row, ci);
        return row with
        {
            Cis = at < 0 ? row.Cis.Insert(~at, new CiReports(ci, [report])) : row.Cis.SetItem(at, row.Cis[at].With(report, most)),
        };
    }

    /// <summary>The row without one report of a CI, which is known better now, perhaps as another CI's.</summary>
    public static BoardRow WithoutReport(this BoardRow row, string ci, long id)
    {
        for (var i = 0; i < row.Cis.Length; i++)
        {
            var known = row.Cis[i];
            if (known.Reports.FirstOrDefault(r => r.Id == id) is not { } head) continue;
            return row with
            {
                Cis = known.Total == 1 ? row.Cis.RemoveAt(i) : row.Cis.SetItem(i, known with { Reports = known.Reports.Remove(head) }),
            };
        }

        var at = PlaceOf(row, ci); // one that is not held is counted
        return at < 0 || row.Cis[at].NotHeld == 0 ? row : row with { Cis = row.Cis.SetItem(at, row.Cis[at] with { NotHeld = row.Cis[at].NotHeld - 1 }) };
    }

    /// <summary>What a CI said of this patch set; null where it said nothing.</summary>
    public static CiReports? Of(this BoardRow row, string ci) => PlaceOf(row, ci) is >= 0 and var at ? row.Cis[at] : null;

    /// <summary>The CI's place in the row; where it has none, the complement of where it belongs.</summary>
    private static int PlaceOf(BoardRow row, string ci)
    {
        int low = 0, high = row.Cis.Length - 1;
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var order = string.CompareOrdinal(row.Cis[middle].Ci, ci);
            if (order == 0) return middle;
            if (order < 0) low = middle + 1;
            else high = middle - 1;
        }

        return ~low;
    }
}
