using System.Text;
using CiWatch.Ingest.Configuration;
using CiWatch.Ingest.Intake;
using Microsoft.Extensions.Logging;
using Renci.SshNet;

namespace CiWatch.Ingest.Gerrit.Ssh;

/// <summary>One connection to one server, from the first byte to its end: runs "gerrit stream-events" and reads without a pause.</summary>
/// <param name="take">Gets the lines of each read on the reading thread; it must not wait.</param>
/// <param name="live">Called once, when the stream is open and the server answers; runs beside it until cancelled at its end.</param>
internal sealed class GerritConnection(
    GerritServer server, GerritOptions options, TimeProvider time, Action<List<RawLine>> take, Func<SshClient, CancellationToken, Task> live, ILogger logger)
{
    private const int ReadSize = 64 * 1024;
    private const int KeptErrorBytes = 4 * 1024;

    // Once the command has ended, what was received is still read; that is the processor's work only.
    private static readonly TimeSpan DrainLimit = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(1);

    private long _received;

    /// <summary>Connects and reads until the connection ends, and tells how. Never throws but when cancelled.</summary>
    public async Task<ConnectionEnd> RunAsync(CancellationToken cancel)
    {
        SshClient? client = null;
        try
        {
            client = await SshConnecting.ConnectAsync(server, options, cancel);
            return await StreamAsync(client, cancel);
        }
        catch (Exception e) when (!cancel.IsCancellationRequested)
        {
            return CommandEnd.Of(e, options.ConnectTimeout, connected: client is not null);
        }
        finally
        {
            if (client is not null) SshConnecting.Drop(client);
        }
    }

    private async Task<ConnectionEnd> StreamAsync(SshClient client, CancellationToken cancel)
    {
        var command = client.CreateCommand("gerrit stream-events");
        // The outer task is done when the server has accepted the command, the inner one when the command has ended.
        var opening = Task.Factory.StartNew(
            () => command.ExecuteAsync(CancellationToken.None), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        var ended = await opening.WaitAsync(cancel);

        List<RawLine> read = [];
        LineSplitter lines = new(server.Name, options.MaxLineBytes, read.Add);
        StringBuilder error = new();
        var reading = Read(
            command.OutputStream,
            bytes =>
            {
                lines.Append(bytes, time.GetUtcNow());
                Hand();
            },
            () =>
            {
                lines.End(time.GetUtcNow());
                Hand();
            });
        var readingError = Read(
            command.ExtendedOutputStream,
            bytes => error.Append(Encoding.UTF8.GetString(bytes[..Math.Min(bytes.Length, Math.Max(KeptErrorBytes - error.Length, 0))])),
            () => { });

        using var stopProbing = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var probing = ProbeAsync(client, ended, stopProbing.Token);
        await Task.WhenAny(ended, probing, Faulted(reading));
        await stopProbing.CancelAsync();
        cancel.ThrowIfCancellationRequested();
        if (reading.IsFaulted) await reading; // nobody reads any more: this connection is of no use, whatever the server says
        if (probing.IsFaulted) await probing;
        if (!ended.IsCompleted) return new ConnectionEnd.Frozen(options.ConnectTimeout);

        await Task.WhenAll(reading, readingError).WaitAsync(DrainLimit, time, cancel);
        await ended; // throws where the connection was lost: the output ends the same either way
        return CommandEnd.Of(command.ExitStatus, command.ExitSignal, error.ToString().Trim());

        void Hand()
        {
            take(read);
            read.Clear();
        }
    }

    /// <summary>Ends when the server is silent, or when told to stop.</summary>
    private async Task ProbeAsync(SshClient client, Task ended, CancellationToken cancel)
    {
        LivenessProbe probe = new(
            server.Name, client, options.ProbeInterval, options.ConnectTimeout, () => Interlocked.Read(ref _received), time, logger);
        // A stream that Gerrit refuses is accepted first and ended at once: it counts as open when it outlives a moment and an answer.
        await Task.Delay(TimeSpan.FromTicks(Math.Min(Settling.Ticks, options.ProbeInterval.Ticks)), time, cancel);
        if (!await probe.AnswersAsync(cancel)) return;
        if (ended.IsCompleted) return;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var beside = live(client, stop.Token);
        try
        {
            await Task.WhenAny(probe.UntilSilentAsync(stop.Token), Faulted(beside));
        }
        finally
        {
            await stop.CancelAsync();
            await beside.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        }

        if (beside.IsFaulted) await beside;
    }

    /// <summary>Ends when the task fails, and only then.</summary>
    private static Task Faulted(Task task)
    {
        TaskCompletionSource failed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        _ = task.ContinueWith(_ => failed.SetResult(), CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        return failed.Task;
    }

    /// <summary>Reads to the end on a thread of its own: the library's streams block, and a pool's threads are few.</summary>
    private Task Read(Stream stream, Action<ReadOnlySpan<byte>> bytes, Action end) => Task.Factory.StartNew(
        () =>
        {
            var buffer = new byte[ReadSize];
            try
            {
                for (int read; (read = stream.Read(buffer, 0, buffer.Length)) > 0;)
                {
                    Interlocked.Add(ref _received, read);
                    bytes(buffer.AsSpan(0, read));
                }
            }
            catch (Exception e) when (e is ObjectDisposedException or IOException)
            {
                // The connection was dropped meanwhile, which is an end like any other.
            }

            end();
        },
        CancellationToken.None,
        TaskCreationOptions.LongRunning,
        TaskScheduler.Default);
}
