namespace CiWatch.Ingest.Storage;

/// <summary>
/// A lock between processes: a file that is open and that no other process can open meanwhile. The system gives the lock back when the
/// process ends, however it ends. The file stays: after its removal two processes could each lock a file of this name.
/// </summary>
internal static class LockFile
{
    // EWOULDBLOCK of Linux and of macOS, ERROR_SHARING_VIOLATION of Windows.
    private static readonly int[] Held = [11, 35, unchecked((int)0x80070020)];

    /// <summary>Takes the lock until the stream is disposed; null where another holds it.</summary>
    /// <exception cref="IOException">The file can't be made or opened.</exception>
    public static FileStream? TryTake(string path)
    {
        try
        {
            return new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1);
        }
        catch (IOException e) when (Held.Contains(e.HResult))
        {
            return null;
        }
    }
}
