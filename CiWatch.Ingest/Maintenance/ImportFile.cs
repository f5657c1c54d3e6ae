using System.IO.Compression;

namespace CiWatch.Ingest.Maintenance;

/// <summary>A recorded stream on the disk, plain or gzip by its first two bytes, whatever its name is.</summary>
internal static class ImportFile
{
    /// <summary>Opens it for one reading from the front.</summary>
    /// <param name="position">Tells how many bytes of the file itself have been read.</param>
    /// <exception cref="IOException">It is not there, or can't be read.</exception>
    public static Stream Open(string path, out Func<(long Read, long Length)> position)
    {
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 1 << 16, FileOptions.SequentialScan);
        position = () => (file.Position, file.Length);
        var isGzip = file.ReadByte() == 0x1F && file.ReadByte() == 0x8B;
        file.Position = 0;
        return isGzip ? new GZipStream(file, CompressionMode.Decompress) : file;
    }
}
