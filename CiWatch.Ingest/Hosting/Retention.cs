using CiWatch.Ingest.Configuration;
using CiWatch.Ingest.Intake;
using CiWatch.Ingest.Storage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CiWatch.Ingest.Hosting;

/// <summary>Forgets lines and reports that have been kept for their time, in steps so small that no page notices.</summary>
internal sealed partial class Retention(IOptions<IngestOptions> options, EventClock clock, TimeProvider time, ILogger<Retention> log)
{
    /// <summary>Rows a step: some ten milliseconds. A step every few seconds outruns any server.</summary>
    private const int Rows = 1_000;

    /// <summary>Pages a step: 8 MB.</summary>
    private const int Pages = 1_000;

    /// <summary>While nothing is old, it is enough to look now and then.</summary>
    private static readonly TimeSpan Idle = TimeSpan.FromMinutes(1);

    private bool _isBehind;
    private long _forgotten;
    private long? _lookedAt;

    /// <summary>One step, on the thread that writes.</summary>
    public void Step(BatchWriter writer)
    {
        if (!_isBehind && _lookedAt is { } at && time.GetElapsedTime(at) < Idle) return;
        _lookedAt = time.GetTimestamp();
        var now = clock.Now;
        try
        {
            var gone = writer.Forget(now.AddDays(-options.Value.KeepRawDays), now.AddDays(-options.Value.KeepReportDays), Rows);
            writer.Shrink(Pages);
            _forgotten += gone;
            _isBehind = gone >= Rows;
            if (_isBehind || _forgotten == 0) return;
            Log.Forgot(log, _forgotten, options.Value.KeepRawDays, options.Value.KeepReportDays);
            _forgotten = 0;
        }
        catch (Exception e) when (StorageTrouble.IsLock(e))
        {
            Log.NotNow(log, e.Message); // another process writes: the next step tries again
        }
        catch (Exception e)
        {
            _isBehind = false;
            Log.Failed(log, e.Message, Idle, e);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Forgot {Rows} rows: lines after {RawDays} days (Ingest:KeepRawDays), reports after {ReportDays} (Ingest:KeepReportDays).")]
        public static partial void Forgot(ILogger log, long rows, int rawDays, int reportDays);

        [LoggerMessage(2, LogLevel.Debug, "Nothing forgotten just now: {Why}")]
        public static partial void NotNow(ILogger log, string why);

        [LoggerMessage(3, LogLevel.Error, "Old lines and reports could not be removed ({Why}). They are kept; the next try is in {Rest}.")]
        public static partial void Failed(ILogger log, string why, TimeSpan rest, Exception error);
    }
}
