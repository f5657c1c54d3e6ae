using CiWatch.Ingest.Live;

namespace CiWatch.App.Changes;

/// <summary>Finds which project a change in memory belongs to.</summary>
internal sealed class ChangeDirectory(LiveStore live)
{
    /// <summary>The project; of several servers with a change of that number, the one whose has the newest patch set. Null where memory has none.</summary>
    /// <param name="lookedAt">The version of each board that was looked at, for one who asks again: of those nothing new is to be learnt.</param>
    public ProjectKey? Find(long number, string? server, Dictionary<ProjectKey, long> lookedAt)
    {
        (ProjectKey Key, DateTimeOffset CreatedAt)? newest = null;
        foreach (var board in live.Boards.Where(b => server is null || b.Server == server))
        {
            var key = new ProjectKey(board.Server, board.Project);
            if (lookedAt.TryGetValue(key, out var version) && version == board.Version) continue;
            lookedAt[key] = board.Version;
            if (board.Rows.FirstOrDefault(r => r.Change == number) is { } row && !(newest?.CreatedAt >= row.CreatedAt)) newest = (key, row.CreatedAt);
        }

        return newest?.Key;
    }
}
