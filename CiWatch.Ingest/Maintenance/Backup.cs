using CiWatch.Ingest.Storage;

namespace CiWatch.Ingest.Maintenance;

/// <summary>Copies the database into a file, as it was at one moment, while the service goes on.</summary>
internal sealed class Backup(Database database)
{
    /// <summary>
    /// Writes the copy under another name first, so that a file of the name asked for is always whole. Returns its length in bytes.
    /// </summary>
    /// <exception cref="StorageException">Says what the operator has to do.</exception>
    public long Run(string path)
    {
        var target = Path.GetFullPath(path);
        if (File.Exists(target)) throw new StorageException($"{target} is there already. Name another file, or remove it first.");
        var partial = target + ".partial";
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Delete(partial); // of an earlier try that was killed
            database.CopyTo(partial);
            // On the disk before it bears its name.
            using (var copy = new FileStream(partial, FileMode.Open, FileAccess.ReadWrite)) copy.Flush(flushToDisk: true);
            File.Move(partial, target);
            return new FileInfo(target).Length;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StorageException($"{target} can't be written: {e.Message}", e);
        }
        finally
        {
            if (File.Exists(partial)) File.Delete(partial);
        }
    }
}
