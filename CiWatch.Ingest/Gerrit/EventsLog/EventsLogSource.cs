using System.Globalization;
using System.Runtime.CompilerServices;
using CiWatch.Ingest.Configuration;
using CiWatch.Ingest.Gerrit.CatchUp;
using CiWatch.Ingest.Gerrit.Rest;
using Microsoft.Extensions.Logging;

namespace CiWatch.Ingest.Gerrit.EventsLog;

/// <summary>
/// What a server streamed, told again by its plugin events-log: the very events, for as long as it keeps them (30 days by default).
/// It cuts each answer (at 5,000 events by default) before it leaves out what the account may not see, and does not say so: of more
/// than that many hidden events in a row, those behind them are not found. Queries find what they did all the same.
/// </summary>
/// <param name="http">Made by <see cref="GerritHttp.NewClient"/>.</param>
internal sealed partial class EventsLogSource(GerritServer server, GerritOptions options, HttpClient http, TimeProvider time, ILogger logger)
{
    private const string Plugin = "events-log";

    /// <summary>Quarters of an hour between the westernmost zone and the easternmost. A busy log is understood at the second try.</summary>
    private const int MostZones = 26 * 4;

    private readonly GerritHttp _gerrit = new(server, options, http, time, Plugin);
    // Asked by the westernmost clock, any log answers with all that was meant, and some before it.
    private TimeSpan _zone = LogClock.West;

    /// <summary>
    /// The raw lines of all events since then, oldest first, each once. A page is given when the next one has come, which shows that both
    /// were asked for by the right clock; Gerrit:CatchUp:Pause lies between two.
    /// </summary>
    /// <exception cref="CatchUpException">The plugin refused or can't be reached; the message says what to do.</exception>
    public async IAsyncEnumerable<ReadOnlyMemory<byte>> LinesAsync(DateTimeOffset from, [EnumeratorCancellation] CancellationToken cancel)
    {
        var since = DateTimeOffset.FromUnixTimeSeconds(from.ToUnixTimeSeconds()); // the log knows whole seconds
        LogPage? before = null;
        DateTimeOffset? asked = null;
        var page = await PageAsync(from, cancel);
        if (page.First is null && _zone != LogClock.West)
        {
            // Nothing yet; or the server's clock was put back since its zone was learned, as each autumn.
            _zone = LogClock.West;
            page = await PageAsync(from, cancel);
        }

        while (true)
        {
            LogPage? next = null;
            if (page.Last is { } last && (asked is null || last > asked))
            {
                var zone = _zone;
                next = await PageSinceAsync(last, cancel);
                // The first page was asked for by another clock: it may be all from before, or lack its beginning.
                if (_zone != zone && asked is null)
                {
                    page = await PageAsync(from, cancel);
                    continue;
                }
            }

            foreach (var line in page.Except(before, asked))
            {
                if (line.At is null || line.At >= since) yield return line.Bytes;
            }

            if (next is not null)
            {
                (before, asked, page) = (page, page.Last, next);
                continue;
            }

            // Nothing newer: that is the end, unless one second alone filled the page.
            if (page.Last is not { } end) yield break;
            await Task.Delay(options.CatchUp.Pause, time, cancel);
            next = await PageAsync(end.AddSeconds(1), cancel);
            if (next.First is not { } first || first <= end) yield break;
            Log.FullSecond(logger, server.Name, end);
            (before, asked, page) = (null, end, next);
        }
    }

    /// <summary>The page that begins with the events of that second, one of which is known; learns the server's zone where it must.</summary>
    private async Task<LogPage> PageSinceAsync(DateTimeOffset known, CancellationToken cancel)
    {
        for (var tries = 0; tries < MostZones; tries++)
        {
            await Task.Delay(options.CatchUp.Pause, time, cancel);
            var page = await PageAsync(known, cancel);
            if (LogClock.Next(known, _zone, page.First) is not { } zone) break;
            if (zone == _zone) return page;
            _zone = zone;
        }

        throw new CatchUpException(
            $"The plugin {Plugin} of {PrintableText.Clean(server.Options.RestUrl)} answers with events of other times than it is asked for."
            + $" Have its clock and zone checked, or remove {server.Key}:EventsLog.");
    }

    private async Task<LogPage> PageAsync(DateTimeOffset from, CancellationToken cancel)
    {
        // With one end alone the plugin takes the present of its own clock for the other; this end is later than any event.
        var end = time.GetUtcNow().AddDays(2);
        var path = $"plugins/{Plugin}/events/?t1={Time(from)};t2={Time(end > from ? end : from.AddDays(2))}";
        var body = await _gerrit.GetAsync(path, mayBeMissing: false, cancel) ?? [];
        if (body.AsSpan().TrimStart(" \r\n\t"u8) is [(byte)'<', ..]) throw new CatchUpException(_gerrit.Trouble.NotTheApi("a web page", body));
        return LogPage.Read(body);
    }

    private string Time(DateTimeOffset moment) =>
        Uri.EscapeDataString((moment < DateTimeOffset.UnixEpoch ? DateTimeOffset.UnixEpoch : moment).UtcDateTime.Add(_zone).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture));

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "{Server}: its events-log tells only a part of the events of {Second:u}, more than it gives at once; the next query finds what they did")]
        public static partial void FullSecond(ILogger logger, string server, DateTimeOffset second);
    }
}
