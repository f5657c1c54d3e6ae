using Microsoft.Extensions.Logging;
using Renci.SshNet;
using Renci.SshNet.Common;

namespace CiWatch.Ingest.Gerrit.Ssh;

/// <summary>
/// Asks "gerrit version" on a second channel. The library's keep-alive expects no answer, so that a frozen server is never noticed by it.
/// </summary>
/// <param name="received">Bytes read from the stream so far: a stream that moves is alive, however late the answer.</param>
internal sealed partial class LivenessProbe(
    string server, SshClient client, TimeSpan interval, TimeSpan timeout, Func<long> received, TimeProvider time, ILogger logger)
{
    /// <summary>Asks once. False where nothing came in time; any answer at all, a refusal too, is a sign of life.</summary>
    public async Task<bool> AnswersAsync(CancellationToken cancel)
    {
        var before = received();
        try
        {
            using var command = client.CreateCommand("gerrit version");
            // Opening the channel blocks until the server answers, hence a thread of its own.
            var opened = Task.Factory.StartNew(() => command.ExecuteAsync(cancel), cancel, TaskCreationOptions.LongRunning, TaskScheduler.Default);
            await opened.Unwrap().WaitAsync(timeout, time, cancel);
            Log.Answered(logger, server, Configuration.PrintableText.Clean(command.Result), command.ExitStatus);
            return true;
        }
        catch (Exception e) when (e is TimeoutException or SshOperationTimeoutException)
        {
            return received() != before;
        }
        catch (Exception e) when (!cancel.IsCancellationRequested)
        {
            // A refused channel is an answer; a lost connection ends the stream's command, which says more.
            Log.NoProbe(logger, server, e);
            return true;
        }
    }

    /// <summary>Asks at each interval until there is no answer.</summary>
    public async Task UntilSilentAsync(CancellationToken cancel)
    {
        using PeriodicTimer timer = new(interval, time);
        do await timer.WaitForNextTickAsync(cancel);
        while (await AnswersAsync(cancel));
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Debug, "{Server} answers the probe: {Answer} (status {Status})")]
        public static partial void Answered(ILogger logger, string server, string answer, int? status);

        [LoggerMessage(2, LogLevel.Debug, "{Server} could not be probed")]
        public static partial void NoProbe(ILogger logger, string server, Exception exception);
    }
}
