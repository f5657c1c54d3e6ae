using System.Globalization;
using CiWatch.App.Grids.Filtering;
using CiWatch.Ingest.Live;

namespace CiWatch.App.Search;

/// <summary>Finds and ranks over indexes. Pure.</summary>
internal static class Searching
{
    private const int MostOfOneKind = 6;

    /// <summary>The best hits, best first.</summary>
    /// <exception cref="OperationCanceledException">Nobody waits for them any more.</exception>
    public static SearchResult Find(IReadOnlyCollection<BoardIndex> boards, SearchQuery query, int most, CancellationToken cancel = default)
    {
        if (query.IsEmpty) return new(query, [], false);
        List<List<Candidate>> kinds =
        [
            [.. boards.SelectMany(b => Changes(b, query, cancel))],
            [.. boards.SelectMany(b => Project(b, query))],
            [.. Cis(boards, query, cancel)],
            [.. Jobs(boards, query, cancel)],
        ];
        var best = Candidate.Best(kinds, most, Math.Max(MostOfOneKind, most / 2));
        var severalServers = boards.Select(b => b.Board.Server).Distinct().Skip(1).Any();
        var ambiguous = boards.GroupBy(b => b.Board.Project).Where(g => g.Skip(1).Any()).Select(g => g.Key).ToHashSet();
        return new(query, [.. best.Select(c => HitWords.Of(c, query, severalServers, ambiguous))], kinds.Sum(k => k.Count) > best.Length);
    }

    private static IEnumerable<Candidate> Changes(BoardIndex board, SearchQuery query, CancellationToken cancel)
    {
        if (query.Number is { } number && board.Changes.TryGetValue(number, out var named))
            yield return Of(named.Row, 1000 + (IsOf(query.Host, named.Row.Url) ? 100 : 0));
        if (query.Number is not null && query.Digits is null) yield break;
        foreach (var entry in board.Changes.Values)
        {
            cancel.ThrowIfCancellationRequested();
            var score = entry.Row.Change == query.Number ? 0
                : query.Digits is { } digits && Begins(entry.Row.Change, digits) ? 300
                : query.ChangeId is { } id && entry.Row.ChangeId?.StartsWith(id, StringComparison.OrdinalIgnoreCase) == true ? 900
                : Fit.Of(query, entry.Words) switch { 0 => 0, 1 => 200, 2 => 310, var fit => 320 + fit };
            if (score > 0) yield return Of(entry.Row, score);
        }

        Candidate Of(BoardRow row, int score) => new(SearchKind.Change, score, row.CreatedAt, board, row);
    }

    private static IEnumerable<Candidate> Project(BoardIndex board, SearchQuery query)
    {
        var last = board.Name[(board.Name.LastIndexOf('/') + 1)..];
        var score = board.Name == query.Text ? 800
            : last == query.Text ? 700
            : last.StartsWith(query.Text, StringComparison.Ordinal) ? 600
            : Fit.Of(query, board.Name) is var fit and > 0 ? 400 + fit : 0;
        if (score > 0) yield return new(SearchKind.Project, score, board.Board.NewestAt, board, Name: board.Board.Project);
    }

    // A CI is an account; its pipelines are columns, and those that fit are what its page shows.
    private static IEnumerable<Candidate> Cis(IEnumerable<BoardIndex> boards, SearchQuery query, CancellationToken cancel) =>
        from found in
            from board in Each(boards, cancel)
            from ci in board.Cis
            let entry = board.Named[ci.Key]
            let score = Math.Max(Fit.Of(query, ci.Value.Words), Math.Max(Fit.Of(query, entry.Name), Fit.Of(query, entry.Account)))
            where score > 0
            select (board, entry.Info, score, patchSets: ci.Value.Count)
        group found by (found.board.Board.Server, found.Info.Account) into ci
        let busiest = ci.GroupBy(f => f.board).MaxBy(g => g.Max(f => f.patchSets))!
        let columns = busiest.Any(f => f.Info.Pipeline is not null) ? busiest.Where(f => f.Info.Pipeline is not null) : busiest
        select new Candidate(
            SearchKind.Ci, ci.Max(f => f.score) switch { 4 => 650, 3 => 500, 2 => 450, _ => 380 }, busiest.Key.Board.NewestAt, busiest.Key,
            Name: busiest.First().Info.Name, Cis: [.. columns.Select(c => c.Info.Ci).Order(StringComparer.Ordinal).Take(GridFilter.MostCompared)]);

    private static IEnumerable<Candidate> Jobs(IEnumerable<BoardIndex> boards, SearchQuery query, CancellationToken cancel) =>
        from found in
            from board in Each(boards, cancel)
            from job in board.Jobs
            let score = Fit.Of(query, job.Value.Words)
            where score > 0
            select (board, job.Key.Ci, job.Key.Job, score, runs: job.Value.Count)
        group found by (found.board.Board.Server, found.Job) into job
        let busiest = job.MaxBy(f => f.runs)
        select new Candidate(
            SearchKind.Job, busiest.score switch { 4 => 550, 3 => 350, 2 => 290, _ => 250 }, busiest.board.Board.NewestAt, busiest.board,
            Name: job.Key.Job, Cis: [busiest.Ci]);

    private static IEnumerable<BoardIndex> Each(IEnumerable<BoardIndex> boards, CancellationToken cancel)
    {
        foreach (var board in boards)
        {
            cancel.ThrowIfCancellationRequested();
            yield return board;
        }
    }

    private static bool Begins(long number, string digits)
    {
        Span<char> text = stackalloc char[20];
        return number.TryFormat(text, out var length, default, CultureInfo.InvariantCulture) && text[..length].StartsWith(digits, StringComparison.Ordinal);
    }

    private static bool IsOf(string? host, string? url) =>
        host is not null && Uri.TryCreate(url, UriKind.Absolute, out var uri) && (uri.Authority == host || uri.Host == host);
}
