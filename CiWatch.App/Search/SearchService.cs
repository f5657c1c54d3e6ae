using System.Collections.Concurrent;
using System.Globalization;
using CiWatch.App.Api;
using CiWatch.App.Components.Pages;
using CiWatch.Ingest.Live;
using CiWatch.Ingest.Storage;
using CiWatch.Ingest.Votes;

namespace CiWatch.App.Search;

/// <summary>
/// Search over all boards in memory, and for a change's number that none of them has, over the database. Never on the caller's
/// thread: the first search after a start reads every row.
/// </summary>
internal sealed partial class SearchService(LiveStore live, ReportStore store, ILogger<SearchService> log)
{
    private readonly ConcurrentDictionary<ProjectKey, BoardIndex> _indexes = new();
    private readonly Lock _indexing = new();

    /// <summary>The best hits, best first. Says nothing wrong where the database does not answer: it lists what memory has.</summary>
    public Task<SearchResult> FindAsync(string? typed, int most, CancellationToken cancel) => Task.Run(
        async () =>
        {
            var result = Searching.Find(Indexes(), SearchQuery.Parse(typed), most);
            return result.Query.Number is { } number && !result.Hits.Any(h => h.Score >= 1000) ? await WithOldAsync(result, number, cancel) : result;
        },
        cancel);

    private async Task<SearchResult> WithOldAsync(SearchResult result, long number, CancellationToken cancel)
    {
        try
        {
            if (await store.FindChangeAsync(number, null, cancel) is not { } change) return result;
            var severalServers = live.Boards.Select(b => b.Server).Append(change.Server).Distinct().Skip(1).Any();
            var hit = new SearchHit(
                SearchKind.Change, string.Create(CultureInfo.InvariantCulture, $"{number} {change.Info.Subject}"),
                Searching.ChangeDetail(result.Query, change.Info.Project, change.Info.Owner?.Shown ?? "", (change.Info.Status ?? ChangeStatus.Open).Word()),
                ChangeAddress.Of(number, severalServers ? change.Server : null), 1000, change.PatchSets is [.., var last] ? last.CreatedAt : DateTimeOffset.MinValue);
            return result with { Hits = result.Hits.Insert(0, hit) };
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            Log.Unread(log, error, number);
            return result;
        }
    }

    // Each board's index is made when somebody searches, at most once for each of its versions.
    private List<BoardIndex> Indexes()
    {
        lock (_indexing)
        {
            var boards = live.Boards.ToList();
            List<BoardIndex> indexes = new(boards.Count);
            foreach (var board in boards)
            {
                var key = new ProjectKey(board.Server, board.Project);
                var known = _indexes.GetValueOrDefault(key);
                if (known is null || !ReferenceEquals(known.Board, board)) _indexes[key] = known = BoardIndex.Of(board, known);
                indexes.Add(known);
            }

            foreach (var gone in _indexes.Keys.Except(boards.Select(b => new ProjectKey(b.Server, b.Project))).ToList()) _indexes.TryRemove(gone, out _);
            return indexes;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "Change {Number} could not be looked up")]
        public static partial void Unread(ILogger log, Exception error, long number);
    }
}
