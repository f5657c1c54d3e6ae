using CiWatch.Ingest.Live;

namespace CiWatch.App.Changes;

/// <summary>Finds which project a change in memory belongs to.</summary>
internal sealed class ChangeDirectory(LiveStore live)
{
    /// <summary>The project; of several servers with a change of that number, the one whose has the newest patch set. Null where memory has none.</summary>
    public ProjectKey? Find(long number, string? server) => live.Boards
        .Where(b => server is null || b.Server == server)
        .Select(b => (Key: new ProjectKey(b.Server, b.Project), Row: b.Rows.FirstOrDefault(r => r.Change == number)))
        .Where(f => f.Row is not null)
        .OrderByDescending(f => f.Row!.CreatedAt)
        .Select(f => (ProjectKey?)f.Key)
        .FirstOrDefault();
}
