using CiWatch.Ingest.Storage.Schema;
using Microsoft.EntityFrameworkCore;

namespace CiWatch.Ingest.Storage;

/// <summary>
/// One process at a time migrates. EF has a lock for that too, but as a row in the file: a process killed in the middle leaves it
/// behind, and every later start waits for it forever. The system takes this file's lock back at a kill, so whoever holds it may
/// drop EF's.
/// </summary>
internal static class MigrationTurn
{
    /// <summary>Takes the turn, until disposed. Throws <see cref="IOException"/> where another process has it.</summary>
    public static IDisposable Take(string database) =>
        new FileStream(database + ".migrating", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);

    public static void DropAbandonedLock(CiWatchContext context) => context.Database.ExecuteSqlRaw("DROP TABLE IF EXISTS \"__EFMigrationsLock\"");
}
