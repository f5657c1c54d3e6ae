namespace CiWatch.Ingest.Configuration;

/// <summary>Reads the small files that settings name, and says in an operator's words why one can't be read.</summary>
internal static class GerritFile
{
    /// <summary>Far beyond any key or known_hosts file; keeps a device or a log file named by mistake out of memory.</summary>
    public const int MaxBytes = 16 * 1024 * 1024;

    /// <summary>The file's bytes, or the problem as the end of a sentence that began with the setting's key.</summary>
    public static (byte[] Bytes, string? Problem) Read(string path)
    {
        var shown = PrintableText.Clean(path);
        try
        {
            if (Directory.Exists(path)) return ([], $"names the folder {shown}; write the path of a file in it");
            using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using MemoryStream bytes = new();
            var buffer = new byte[64 * 1024];
            for (int read; (read = file.Read(buffer)) > 0;)
            {
                bytes.Write(buffer, 0, read);
                if (bytes.Length > MaxBytes) return ([], $"names {shown}, which is longer than {MaxBytes} bytes; is it the right file?");
            }

            return (bytes.ToArray(), null);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            var hint = path.StartsWith('~') ? "; \"~\" is not expanded here, write the whole path" : "; write the path of an existing file";
            return ([], $"names {shown}, which does not exist{hint}");
        }
        catch (UnauthorizedAccessException)
        {
            return ([], $"names {shown}, which {Environment.UserName} may not read; change its owner or mode");
        }
        catch (Exception e) when (e is IOException or ArgumentException or NotSupportedException)
        {
            return ([], $"names {shown}, which can't be read: {PrintableText.Clean(e.Message)}");
        }
    }
}
