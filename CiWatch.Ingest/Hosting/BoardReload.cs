using CiWatch.Ingest.Storage;
using Microsoft.Extensions.Logging;

namespace CiWatch.Ingest.Hosting;

/// <summary>
/// Reads the boards again after another process has written to the file: "import" or "reparse". While that process keeps writing, once a
/// minute is enough; when it pauses, the boards follow at the next step, unless reading them is slow: it takes a tenth of the time at most.
/// </summary>
internal sealed partial class BoardReload(BatchWriter writer, HistoryLoader history, TimeProvider time, ILogger<BoardReload> log)
{
    private static readonly TimeSpan MaxRest = TimeSpan.FromMinutes(1);

    private bool _isDue;
    private long _dueAt;
    private long _loadedAt;
    private TimeSpan _rest;

    /// <summary>One look, on the thread that writes. What fails is logged and tried again: the boards stay as they are meanwhile.</summary>
    public void Step()
    {
        try
        {
            var isWritten = writer.WasIntrudedUpon();
            if (isWritten && !_isDue) (_isDue, _dueAt) = (true, time.GetTimestamp());
            if (_isDue && !IsResting(isWritten)) Load();
        }
        catch (Exception e)
        {
            Log.Failed(log, e.Message, MaxRest, e);
            Rest(MaxRest);
        }
    }

    private bool IsResting(bool isWritten) =>
        time.GetElapsedTime(_loadedAt) < _rest || (isWritten && time.GetElapsedTime(_dueAt) < MaxRest);

    private void Load()
    {
        var start = time.GetTimestamp();
        history.LoadAgain();
        _isDue = false;
        var rest = time.GetElapsedTime(start) * 10;
        Rest(rest < MaxRest ? rest : MaxRest);
    }

    private void Rest(TimeSpan rest) => (_loadedAt, _dueAt, _rest) = (time.GetTimestamp(), time.GetTimestamp(), rest);

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "Another process has written to the database, but the boards could not be read again ({Why}). They stay as they were; the next try is in {Rest}.")]
        public static partial void Failed(ILogger log, string why, TimeSpan rest, Exception error);
    }
}
