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
    private static readonly TimeSpan BetweenTries = TimeSpan.FromMilliseconds(100);

    /// <summary>
    /// Takes the turn, until disposed. Another process that has it is waited for as long as for any lock: a backup that starts in the
    /// second of a restart must not fail. Throws <see cref="IOException"/> where it has it still.
    /// </summary>
    public static IDisposable Take(string database, TimeSpan patience)
    {
        for (var waited = TimeSpan.Zero; ; waited += BetweenTries)
        {
            try
            {
                return new FileStream(database + ".migrating", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
            }
            catch (IOException) when (waited < patience)
            {
                Thread.Sleep(BetweenTries);
            }
        }
    }

    public static void DropAbandonedLock(CiWatchContext context) => context.Database.ExecuteSqlRaw("DROP TABLE IF EXISTS \"__EFMigrationsLock\"");
}
