using CiWatch.Ingest.Configuration;

namespace CiWatch.Ingest.Storage;

/// <summary>
/// One service at a time stores in a database: two would store each vote twice. Commands do not take this lock. The lock is one file
/// beside the database (".service"), and what the holder says of itself another (".service-holder"), since nobody can read a locked file.
/// </summary>
internal static class ServiceLock
{
    private const int MaxHolderText = 200;

    /// <summary>Takes the lock until disposed.</summary>
    /// <exception cref="StorageException">Another service holds it; says which, and what to do.</exception>
    /// <exception cref="IOException">The lock's file can't be made.</exception>
    public static IDisposable Take(string database, DateTimeOffset now)
    {
        // A link to the file and the file itself are one database.
        var path = new FileInfo(database).LinkTarget is null ? database : File.ResolveLinkTarget(database, returnFinalTarget: true)!.FullName;
        var holder = path + ".service-holder";
        if (LockFile.TryTake(path + ".service") is not { } taken)
        {
            throw new StorageException(
                $"Database:ConnectionString: the database {path} is already in use by a CI Watch service ({Read(holder)}), and two would store each vote twice."
                + " Stop that one, or name another file.");
        }

        Write(holder, FormattableString.Invariant($"process {Environment.ProcessId} on host {Environment.MachineName}, since {now:u}"));
        return taken;
    }

    private static string Read(string path)
    {
        try
        {
            using var reader = File.OpenText(path);
            var text = new char[MaxHolderText];
            return PrintableText.Clean(new string(text, 0, reader.ReadBlock(text)).Trim());
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "which one is not known";
        }
    }

    /// <summary>Only what it says is lost where this fails, as on a full disk: the lock holds all the same.</summary>
    private static void Write(string path, string text)
    {
        try
        {
            File.Delete(path); // what an earlier holder said
            File.WriteAllText(path, text);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // See above.
        }
    }
}
