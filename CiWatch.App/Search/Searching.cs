using System.Collections.Immutable;
using System.Globalization;
using CiWatch.App.Components.Pages;
using CiWatch.Ingest.Live;

namespace CiWatch.App.Search;

/// <summary>Finds and ranks over indexes. Pure.</summary>
internal static class Searching
{
    // One kind must not push all others out: "nova" is in hundreds of subjects, and is a project.
    private const int MostOfOneKind = 6;

    /// <summary>The best hits, best first.</summary>
    public static SearchResult Find(IReadOnlyCollection<BoardIndex> boards, SearchQuery query, int most)
    {
        if (query.IsEmpty) return new(query, [], false);
        var severalServers = boards.Select(b => b.Board.Server).Distinct().Skip(1).Any();
        var ambiguous = boards.GroupBy(b => b.Board.Project).Where(g => g.Skip(1).Any()).Select(g => g.Key).ToHashSet();
        IEnumerable<SearchHit> all =
        [
            .. boards.SelectMany(b => Changes(b, query, severalServers)),
            .. boards.SelectMany(b => Project(b, query, ambiguous.Contains(b.Board.Project))),
            .. Cis(boards, query, ambiguous),
            .. Jobs(boards, query, ambiguous),
        ];
        var ranked = all.OrderByDescending(h => h.Score).ThenByDescending(h => h.At).ThenBy(h => h.Title, StringComparer.Ordinal).ThenBy(h => h.Href, StringComparer.Ordinal).ToList();
        Dictionary<SearchKind, int> taken = [];
        var first = ranked.Where(h => (taken[h.Kind] = taken.GetValueOrDefault(h.Kind) + 1) <= Math.Max(MostOfOneKind, most / 2)).Take(most).ToHashSet(ReferenceEqualityComparer.Instance);
        var listed = ranked.Where(h => first.Contains(h)).Concat(ranked.Where(h => !first.Contains(h)).Take(most - first.Count));
        ImmutableArray<SearchHit> hits = [.. listed.OrderByDescending(h => h.Score).ThenByDescending(h => h.At)];
        return new(query, hits, ranked.Count > hits.Length);
    }

    /// <summary>A change's second line.</summary>
    public static string ChangeDetail(SearchQuery query, string project, string owner, string? status) =>
        string.Join(" · ", new[] { query.PatchSet is { } ps ? string.Create(CultureInfo.InvariantCulture, $"patch set {ps}") : null, project, owner, status }.Where(s => !string.IsNullOrEmpty(s)));

    private static IEnumerable<SearchHit> Changes(BoardIndex board, SearchQuery query, bool withServer)
    {
        if (query.Number is { } number && board.Changes.TryGetValue(number, out var named))
            yield return Hit(named.Row, 1000 + (Of(query.Host, named.Row.Url) ? 100 : 0));
        if (query.Number is not null && query.Digits is null) yield break;
        foreach (var entry in board.Changes.Values)
        {
            var score = query.Digits is { } digits && entry.Row.Change != query.Number && entry.Row.Change.ToString(CultureInfo.InvariantCulture).StartsWith(digits, StringComparison.Ordinal) ? 300
                : query.ChangeId is { } id && entry.Row.ChangeId?.StartsWith(id, StringComparison.OrdinalIgnoreCase) == true ? 900
                : entry.Row.Change == query.Number ? 0
                : Fit.Of(query, entry.Words) switch { 0 => 0, 1 => 200, 2 => 310, var fit => 320 + fit };
            if (score > 0) yield return Hit(entry.Row, score);
        }

        SearchHit Hit(BoardRow row, int score) => new(
            SearchKind.Change, string.Create(CultureInfo.InvariantCulture, $"{row.Change} {row.Subject}"),
            ChangeDetail(query, board.Board.Project, row.Owner, Components.Grid.CellWords.Status(row)),
            ChangeAddress.Of(row.Change, withServer ? board.Board.Server : null), score, row.CreatedAt);
    }

    private static IEnumerable<SearchHit> Project(BoardIndex board, SearchQuery query, bool ambiguous)
    {
        var last = board.Name[(board.Name.LastIndexOf('/') + 1)..];
        var score = board.Name == query.Text ? 800
            : last == query.Text ? 700
            : last.StartsWith(query.Text, StringComparison.Ordinal) ? 600
            : Fit.Of(query, board.Name) is var fit and > 0 ? 400 + fit : 0;
        if (score > 0)
        {
            yield return new(
                SearchKind.Project, board.Board.Project, ambiguous ? board.Board.Server : $"{board.Board.Rows.Length.ToString(CultureInfo.InvariantCulture)} patch sets known",
                ProjectAddress.Of(Key(board), withServer: ambiguous), score, board.Board.NewestAt);
        }
    }

    // A CI is an account; its pipelines are columns, and those that fit are what its page shows.
    private static IEnumerable<SearchHit> Cis(IReadOnlyCollection<BoardIndex> boards, SearchQuery query, HashSet<string> ambiguous) =>
        from found in
            from board in boards
            from count in board.Cis
            let info = board.Board.Cis.GetValueOrDefault(count.Key) ?? new CiInfo(count.Key, count.Key, null, count.Key)
            let score = Math.Max(Fit.Of(query, count.Key.ToLowerInvariant()), Math.Max(Fit.Of(query, info.Name.ToLowerInvariant()), Fit.Of(query, info.Account.ToLowerInvariant())))
            where score > 0
            select (board, info, score, patchSets: count.Value)
        group found by (found.board.Board.Server, found.info.Account) into ci
        let busiest = ci.GroupBy(f => f.board).MaxBy(g => g.Max(f => f.patchSets))!
        let columns = busiest.Any(f => f.info.Pipeline is not null) ? busiest.Where(f => f.info.Pipeline is not null) : busiest
        select new SearchHit(
            SearchKind.Ci, busiest.First().info.Name,
            string.Create(CultureInfo.InvariantCulture, $"{ci.Key.Account} · busiest on {busiest.Key.Board.Project}"),
            Address(busiest.Key, ambiguous, "ci", columns.Select(c => c.info.Ci)),
            ci.Max(f => f.score) switch { 4 => 650, 3 => 500, 2 => 450, _ => 380 }, busiest.Key.Board.NewestAt);

    private static IEnumerable<SearchHit> Jobs(IReadOnlyCollection<BoardIndex> boards, SearchQuery query, HashSet<string> ambiguous) =>
        from found in
            from board in boards
            from job in board.Jobs
            let score = Fit.Of(query, job.Key.Job.ToLowerInvariant())
            where score > 0
            select (board, job.Key.Ci, job.Key.Job, score, runs: job.Value)
        group found by (found.board.Board.Server, found.Job) into job
        let busiest = job.MaxBy(f => f.runs)
        select new SearchHit(
            SearchKind.Job, job.Key.Job, $"{busiest.Ci} · {busiest.board.Board.Project}", Address(busiest.board, ambiguous, "open", [busiest.Ci]),
            busiest.score switch { 4 => 550, 3 => 350, 2 => 290, _ => 250 }, busiest.board.Board.NewestAt);

    private static string Address(BoardIndex board, HashSet<string> ambiguous, string name, IEnumerable<string> keys)
    {
        var path = ProjectAddress.Of(Key(board), withServer: ambiguous.Contains(board.Board.Project));
        return path + (path.Contains('?', StringComparison.Ordinal) ? '&' : '?')
            + string.Join('&', keys.Order(StringComparer.Ordinal).Select(k => $"{name}={Uri.EscapeDataString(k)}"));
    }

    private static ProjectKey Key(BoardIndex board) => new(board.Board.Server, board.Board.Project);

    private static bool Of(string? host, string? url) =>
        host is not null && Uri.TryCreate(url, UriKind.Absolute, out var uri) && (uri.Authority == host || uri.Host == host);
}
