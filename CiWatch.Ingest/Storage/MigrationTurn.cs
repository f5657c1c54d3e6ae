using CiWatch.Ingest.Storage.Schema;
using Microsoft.EntityFrameworkCore;
using Polly;

namespace CiWatch.Ingest.Storage;

/// <summary>
/// One process at a time migrates. EF has a lock for that too, but as a row in the file: a process killed in the middle leaves it
/// behind, and every later start waits for it forever. The system takes this file's lock back at a kill, so whoever holds it may
/// drop EF's.
/// </summary>
internal static class MigrationTurn
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>Takes the turn, until disposed; waits for another process that has it: a backup that starts in the second of a restart must not fail.</summary>
    /// <exception cref="StorageException">The other did not end in time.</exception>
    public static IDisposable Take(string database, TimeSpan patience)
    {
        var retry = new ResiliencePipelineBuilder<FileStream?>()
            .AddRetry(new()
            {
                ShouldHandle = o => ValueTask.FromResult(o.Outcome is { Exception: null, Result: null }),
                Delay = Pause,
                MaxRetryAttempts = Math.Max(1, (int)(patience / Pause)),
            })
            .Build();
        return retry.Execute(() => LockFile.TryTake(database + ".migrating"))
            ?? throw new StorageException($"Database:ConnectionString: another CI Watch is preparing the database {database} at this moment. Start again when it has ended.");
    }

    public static void DropAbandonedLock(CiWatchContext context) => context.Database.ExecuteSqlRaw("DROP TABLE IF EXISTS \"__EFMigrationsLock\"");
}
