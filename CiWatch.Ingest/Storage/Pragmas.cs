using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace CiWatch.Ingest.Storage;

/// <summary>
/// What each connection is told when it opens. The file itself remembers only that it is in WAL mode (see <see cref="Database"/>) and its page size.
/// <para>
/// synchronous=FULL: a commit survives not only a kill of the process (NORMAL would do for that) but a power cut, and Gerrit never
/// sends an event again. The price is one fsync for each batch, not for each line.
/// </para>
/// <para>
/// page_size works on an empty file alone: raw lines are 2 KB and more, and pages of 4 KB made the file a third larger and writing
/// a third slower.
/// </para>
/// <para>
/// auto_vacuum works on an empty file alone, too: so that what is forgotten gives its space back, a few pages at a time.
/// </para>
/// <para>
/// journal_size_limit: after a burst the WAL shrinks to 64 MB. wal_autocheckpoint: 32 MB, so that pages written over and over in a burst
/// reach the file once. cache_size: indexes are written at many places; 32 MB keep their warm pages.
/// </para>
/// </summary>
internal sealed class Pragmas : DbConnectionInterceptor
{
    private const string Sql = """
        PRAGMA page_size=8192;
        PRAGMA auto_vacuum=INCREMENTAL;
        PRAGMA synchronous=FULL;
        PRAGMA foreign_keys=ON;
        PRAGMA cache_size=-32768;
        PRAGMA temp_store=MEMORY;
        PRAGMA wal_autocheckpoint=4096;
        PRAGMA journal_size_limit=67108864;
        """;

    /// <summary>For connections outside EF.</summary>
    public static void Apply(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = Sql;
        command.ExecuteNonQuery();
        // SQLite's own waiting wakes within milliseconds; the client library's polls every 150.
        using var busy = connection.CreateCommand();
        busy.CommandText = FormattableString.Invariant($"PRAGMA busy_timeout={connection.DefaultTimeout * 1000}");
        busy.ExecuteNonQuery();
    }

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => Apply((SqliteConnection)connection);

    public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Apply((SqliteConnection)connection);
        return Task.CompletedTask;
    }
}
