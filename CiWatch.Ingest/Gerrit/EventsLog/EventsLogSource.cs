using System.Globalization;
using System.Runtime.CompilerServices;
using CiWatch.Ingest.Configuration;
using CiWatch.Ingest.Gerrit.CatchUp;
using CiWatch.Ingest.Gerrit.Rest;
using CiWatch.Ingest.Gerrit.Ssh;

namespace CiWatch.Ingest.Gerrit.EventsLog;

/// <summary>
/// What a server streamed, told again by its plugin events-log: the very events, for as long as it keeps them (30 days by default).
/// It cuts each answer (at 5,000 events by default) before it leaves out what the account may not see, and does not say so: of more
/// than that many hidden events in a row, those behind them are not found. Queries find what they did all the same.
/// </summary>
/// <param name="http">Made by <see cref="GerritHttp.NewClient"/>.</param>
internal sealed class EventsLogSource(GerritServer server, GerritOptions options, HttpClient http, TimeProvider time)
{
    private const string Plugin = "events-log";

    /// <summary>Quarters of an hour between the westernmost zone and the easternmost. A busy log is understood at the second try.</summary>
    private const int MostZones = 26 * 4;

    private readonly GerritHttp _gerrit = new(server, options, http, time, Plugin);
    private TimeSpan _zone;

    /// <summary>
    /// The raw lines of all events since then, oldest first, each once; some from before it may come with them. Page by page: the next
    /// one is fetched when the last line of a page is taken, after Gerrit:CatchUp:Pause.
    /// </summary>
    /// <exception cref="CatchUpException">The plugin refused or can't be reached; the message says what to do.</exception>
    public async IAsyncEnumerable<ReadOnlyMemory<byte>> LinesAsync(DateTimeOffset from, [EnumeratorCancellation] CancellationToken cancel)
    {
        LogPage? before = null;
        DateTimeOffset? asked = null;
        var page = await PageAsync(from, cancel);
        while (true)
        {
            LogPage? next = null;
            if (page.Last is { } last && (asked is null || last > asked))
            {
                var zone = _zone;
                next = await PageSinceAsync(last, cancel);
                // The first page was asked for by the wrong clock, and may have left out its beginning.
                if (_zone < zone && asked is null)
                {
                    page = await PageAsync(from, cancel);
                    continue;
                }
            }

            foreach (var line in page.Except(before, asked)) yield return line;
            if (next is null) yield break;
            (before, asked, page) = (page, page.Last, next);
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
}
