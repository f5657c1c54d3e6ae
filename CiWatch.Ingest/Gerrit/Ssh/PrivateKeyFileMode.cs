namespace CiWatch.Ingest.Gerrit.Ssh;

/// <summary>Who else can use a private key's file; ssh itself refuses such a key.</summary>
internal static class PrivateKeyFileMode
{
    private const UnixFileMode Others =
        UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    /// <summary>Whether the file's group or everybody can read or write it. False where this is not known: on Windows, or where the file can't be opened.</summary>
    public static bool IsOpenToOthers(string path)
    {
        if (OperatingSystem.IsWindows()) return false;
        try
        {
            using var file = File.OpenHandle(path); // follows links, as the reading of the key does
            return (File.GetUnixFileMode(file) & Others) != UnixFileMode.None;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false; // the connecting says why
        }
    }
}
