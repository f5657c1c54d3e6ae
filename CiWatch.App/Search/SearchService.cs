using CiWatch.App.Language;
using CiWatch.Ingest.Live;
using CiWatch.Ingest.Storage;
using CiWatch.Ingest.Votes;

namespace CiWatch.App.Search;

/// <summary>
/// Search over all boards in memory, and for a change's number that none of them has, over the database. Never on the caller's
/// thread: the first search after a start reads every row.
/// </summary>
internal sealed partial class SearchService(LiveStore live, ReportStore store, ILogger<SearchService> log) : IDisposable
{
    private readonly SemaphoreSlim _indexing = new(1);
    private Dictionary<ProjectKey, BoardIndex> _indexes = [];

    /// <summary>The best hits, best first. Says nothing wrong where the database does not answer: it lists what memory has.</summary>
    public Task<SearchResult> FindAsync(string? typed, int most, CancellationToken cancel) => Task.Run(
        async () =>
        {
            var query = SearchQuery.Parse(typed);
            if (query.IsEmpty) return Searching.Find([], query, most, cancel);
            var result = Searching.Find(await IndexesAsync(cancel), query, most, cancel);
            return result.Query.Number is { } number && !result.Hits.Any(h => h.Score >= 1000) ? await WithOldAsync(result, number, cancel) : result;
        },
        cancel);

    private async Task<SearchResult> WithOldAsync(SearchResult result, long number, CancellationToken cancel)
    {
        try
        {
            if (await store.FindChangeHeadAsync(number, null, cancel) is not { } change) return result;
            var severalServers = live.Boards.Select(b => b.Server).Append(change.Server).Distinct().Skip(1).Any();
            var hit = HitWords.Change(
                result.Query, number, change.Info.Subject, change.Info.Project, change.Info.Owner?.Shown ?? "", (change.Info.Status ?? ChangeStatus.Open).Word(),
                severalServers ? change.Server : null, 1000, change.UpdatedAt);
            return result with { Hits = result.Hits.Insert(0, hit) };
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            Log.Unread(log, error, number);
            return result;
        }
    }

    // Each board's index is made when somebody searches, at most once for each of its versions. Who waits for that holds no thread.
    private async Task<IReadOnlyCollection<BoardIndex>> IndexesAsync(CancellationToken cancel)
    {
        await _indexing.WaitAsync(cancel);
        try
        {
            Dictionary<ProjectKey, BoardIndex> indexes = [];
            foreach (var board in live.Boards)
            {
                var key = new ProjectKey(board.Server, board.Project);
                var known = _indexes.GetValueOrDefault(key);
                indexes[key] = known is not null && ReferenceEquals(known.Board, board) ? known : BoardIndex.Of(board, known);
            }

            return (_indexes = indexes).Values;
        }
        finally
        {
            _indexing.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _indexing.Dispose();

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "Change {Number} could not be looked up")]
        public static partial void Unread(ILogger log, Exception error, long number);
    }
}
