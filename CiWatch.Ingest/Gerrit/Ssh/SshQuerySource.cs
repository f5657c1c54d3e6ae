using System.Text;
using CiWatch.Ingest.Configuration;
using CiWatch.Ingest.Gerrit.CatchUp;
using CiWatch.Ingest.Gerrit.Query;
using CiWatch.Ingest.Intake;
using CiWatch.Ingest.Votes;
using Microsoft.Extensions.Logging;
using Renci.SshNet;

namespace CiWatch.Ingest.Gerrit.Ssh;

/// <summary>A server's changes by its SSH command "gerrit query", which works wherever the stream does: on a second channel of its connection.</summary>
/// <param name="client">Connected; not disposed here.</param>
internal sealed partial class SshQuerySource(
    GerritServer server, GerritOptions options, SshClient client, TimeProvider time, ILogger logger) : IChangeSource
{
    private const int KeptErrorBytes = 4 * 1024;

    // Once the command has ended, what was received is still read; that is the processor's work only.
    private static readonly TimeSpan DrainLimit = TimeSpan.FromSeconds(30);

    /// <inheritdoc/>
    public string Name => "query";

    /// <inheritdoc/>
    public LineSource Lines => LineSource.Query;

    /// <inheritdoc/>
    public async Task<ChangePage> PageAsync(ChangeRange range, CancellationToken cancel)
    {
        var text = QueryText.Command(range, server.Options.Projects);
        QueryPage page = new(options.MaxLineBytes, TimeBounds.Of(time.GetUtcNow(), options.MaxClockSkew));
        using CancellationTokenSource limit = new(options.CatchUp.PageTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, limit.Token);
        var began = time.GetTimestamp();
        CommandResult result;
        try
        {
            result = await RunAsync(text, page, either.Token);
        }
        catch (Exception) when (cancel.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancel);
        }
        catch (OperationCanceledException e)
        {
            throw new CatchUpException(QueryTrouble.TooSlow(server, options.CatchUp.PageTimeout), e);
        }
        catch (Exception e)
        {
            throw new CatchUpException(QueryTrouble.Lost(server, e.Message), e);
        }

        if (QueryTrouble.Of(server, page, result) is { } trouble) throw new CatchUpException(trouble);
        Log.Page(logger, server.Name, page.Changes.Count, time.GetElapsedTime(began).TotalSeconds, text);
        return page.ToChangePage(range.Limit);
    }

    private async Task<CommandResult> RunAsync(string text, QueryPage page, CancellationToken cancel)
    {
        using var command = client.CreateCommand(text);
        // The outer task is done when the server has accepted the command, the inner one when the command has ended. Opening the
        // channel blocks until the server answers, hence a thread of its own; a cancelled one ends with the connection.
        var ended = await Task.Factory.StartNew(
            () => command.ExecuteAsync(cancel), cancel, TaskCreationOptions.LongRunning, TaskScheduler.Default).WaitAsync(cancel);

        LineSplitter lines = new(server.Name, options.MaxLineBytes, line => page.Add(line.Bytes, tooLong: line.Fault is not null));
        StringBuilder error = new();
        var reading = Read(command.OutputStream, bytes => lines.Append(bytes, time.GetUtcNow()), () => lines.End(time.GetUtcNow()), cancel);
        var readingError = Read(
            command.ExtendedOutputStream,
            bytes => error.Append(Encoding.UTF8.GetString(bytes[..Math.Min(bytes.Length, Math.Max(KeptErrorBytes - error.Length, 0))])),
            () => { },
            cancel);
        // A cancelled command may not end when the server is frozen: then it is left behind, and ends with its connection.
        await ended.WaitAsync(cancel);
        await Task.WhenAll(reading, readingError).WaitAsync(DrainLimit, time, cancel);
        return new(command.ExitStatus, command.ExitSignal, error.ToString().Trim());
    }

    /// <summary>Reads to the end on a thread of its own: the library's streams block, and a pool's threads are few.</summary>
    private static Task Read(Stream stream, SpanAction bytes, Action end, CancellationToken cancel) => Task.Factory.StartNew(
        () =>
        {
            var buffer = new byte[64 * 1024];
            try
            {
                // What comes after the page was given up is read, so that the library does not pile it up, and thrown away.
                for (int read; (read = stream.Read(buffer, 0, buffer.Length)) > 0;)
                    if (!cancel.IsCancellationRequested) bytes(buffer.AsSpan(0, read));
            }
            catch (Exception e) when (e is ObjectDisposedException or IOException)
            {
                // The command was given up meanwhile, which is an end like any other.
            }

            if (!cancel.IsCancellationRequested) end();
        },
        CancellationToken.None,
        TaskCreationOptions.LongRunning,
        TaskScheduler.Default);

    private delegate void SpanAction(ReadOnlySpan<byte> bytes);

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Debug, "{Server}: {Changes} changes in {Seconds:0.000} s: {Command}")]
        public static partial void Page(ILogger logger, string server, int changes, double seconds, string command);
    }
}
