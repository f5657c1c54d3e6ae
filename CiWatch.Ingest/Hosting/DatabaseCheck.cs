using CiWatch.Ingest.Storage;

namespace CiWatch.Ingest.Hosting;

/// <summary>Looks now and then, and before each batch as far as that is cheap, whether the database is still there and can be read.</summary>
internal sealed class DatabaseCheck(BatchWriter writer, TimeProvider time)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(20);

    private long? _checkedAt;

    /// <summary>One look, on the thread that writes. What it finds it throws, and until it finds nothing more each call looks again.</summary>
    public void Step()
    {
        if (_checkedAt is { } at && time.GetElapsedTime(at) < Interval && writer.IsInPlace) return;
        _checkedAt = null;
        writer.CheckFile();
        _checkedAt = time.GetTimestamp();
    }
}
