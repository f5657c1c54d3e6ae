using System.Data.Common;

namespace CiWatch.Ingest.Storage;

/// <summary>The file is no longer the database that the setting names. The message is for everybody: it holds no path.</summary>
internal sealed class DatabaseFileException(string message) : DbException(message)
{
    public const string Missing =
        "the database was deleted or moved away while CI Watch ran: put it back, or restart CI Watch to begin a new one.";

    public const string Replaced =
        "the database was replaced by another file while CI Watch ran: CI Watch opens that one.";

    public const string LogDeleted =
        "a part of the database, the file beside it that ends in -wal or -shm, was deleted while CI Watch ran: CI Watch opens the database again.";

    public const string OtherVersion =
        "the database was replaced by one of another version of CI Watch, or by a file that is none: restart CI Watch to bring it up to date, or put the right file in its place.";
}
