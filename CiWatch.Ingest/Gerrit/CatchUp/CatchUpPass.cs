using CiWatch.Ingest.Configuration;
using CiWatch.Ingest.Intake;
using Microsoft.Extensions.Logging;

namespace CiWatch.Ingest.Gerrit.CatchUp;

/// <summary>
/// One look at a server's history: from the present back to what is known, then the gaps that earlier passes left. Pages are told
/// apart by the times of their changes, not by their numbers: a change that is updated meanwhile moves to the front, which is beyond
/// the position that this pass will leave, so the next pass finds it.
/// </summary>
internal sealed partial class CatchUpPass(
    string server, CatchUpOptions options, IChangeSource source, IPositions positions, LineQueue lines, SourceStates states, TimeProvider time, ILogger logger)
{
    /// <summary>What a server gives at once, if not told otherwise (Gerrit's capability "Query Limit").</summary>
    private const int MostOnAPage = 500;

    /// <summary>A long catch-up is told in the log every so many pages.</summary>
    private const int PagesAWord = 10;

    private int _changes;
    private DateTimeOffset _floor;

    /// <summary>
    /// Where the unknown begins, in whole seconds of the server's clock. A position from before Gerrit:CatchUp:MaxDays can't be true, or is
    /// not worth its price: a server is not asked for all that it ever held.
    /// </summary>
    public static DateTimeOffset From(ServerPosition position, DateTimeOffset floor, CatchUpOptions options, TimeProvider time) =>
        WholeSecond(position.CaughtUpTo is not { } to ? time.GetUtcNow().AddDays(-options.FirstDays) : Later(to - options.Overlap, floor));

    /// <summary>Nothing before this is asked for.</summary>
    public static DateTimeOffset Floor(string server, SourceStates states, CatchUpOptions options, TimeProvider time) =>
        EventClock.Bounded(time.GetUtcNow(), states.All.FirstOrDefault(s => s.Name == server)?.LastEventAt).AddDays(-options.MaxDays);

    /// <summary>Fetches all that is missing into the queue. Returns the number of pages: more than one, and time has passed since the first.</summary>
    /// <exception cref="CatchUpException">A page could not be fetched: what was fetched before it is kept.</exception>
    public async Task<int> RunAsync(CancellationToken cancel)
    {
        try
        {
            var position = positions.Of(server);
            _floor = WholeSecond(Floor(server, states, options, time));
            var pages = await CloseAsync(Gap.Since(From(position, _floor, options, time)), cancel);
            foreach (var gap in position.Gaps.OrderByDescending(g => g.To)) pages += await CloseAsync(gap, cancel);
            return pages;
        }
        finally
        {
            states.SetCatchUp(server, null);
        }
    }

    private static DateTimeOffset WholeSecond(DateTimeOffset at) => DateTimeOffset.FromUnixTimeSeconds(at.ToUnixTimeSeconds());

    private static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;

    private async Task<int> CloseAsync(Gap gap, CancellationToken cancel)
    {
        var toThePresent = gap.To == DateTimeOffset.MaxValue;
        var (limit, skip) = (options.PageSize, 0);
        states.SetCatchUp(server, new(source.Name, gap.From, toThePresent ? null : gap.To, _changes));
        for (var pages = 1; ; pages++)
        {
            DateTimeOffset? to = gap.To == DateTimeOffset.MaxValue ? null : gap.To;
            var page = await source.PageAsync(new(Later(gap.From, _floor), to, limit, skip), cancel);
            var left = Left(gap, page, _floor);
            DateTimeOffset? caughtUpTo = toThePresent && pages == 1 ? Known(page.Newest ?? gap.From) : null;
            await QueueAsync(page, new(gap, left, caughtUpTo), cancel);

            _changes += page.Changes.Length;
            states.SetCatchUp(server, new(source.Name, gap.From, left?.To ?? gap.From, _changes));
            if (pages % PagesAWord == 0) Log.Reached(logger, server, source.Name, _changes, left?.To ?? gap.From, gap.From);
            if (left is null) return pages;
            // A page of one second alone is asked again with more on it. To begin behind it would pass a change over each time that
            // another one moves to the front meanwhile: that is left for more changes in one second than a server gives at once.
            if (left != gap) (limit, skip) = (options.PageSize, 0);
            else if (skip == 0 && limit < MostOnAPage && page.Changes.Length >= limit) limit = Math.Min(MostOnAPage, 2 * limit);
            else skip += page.Changes.Length;
            gap = left;
            await Task.Delay(options.Pause, time, cancel);
        }
    }

    /// <summary>What a page leaves of its gap; null where it was the last one.</summary>
    private static Gap? Left(Gap gap, ChangePage page, DateTimeOffset floor) =>
        page is not { More: true, Oldest: { } oldest, Changes.IsEmpty: false } ? null
        : oldest < gap.From || oldest < floor ? null
        : oldest < gap.To ? gap with { To = oldest }
        : gap;

    /// <summary>A server whose clock was ahead for a while must not make us believe that the future is known.</summary>
    private DateTimeOffset Known(DateTimeOffset newest) => newest < time.GetUtcNow() ? newest : WholeSecond(time.GetUtcNow());

    private async Task QueueAsync(ChangePage page, CatchUpStep step, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        foreach (var change in page.Changes) await lines.WriteAsync(new RawLine(server, change, now) { Source = source.Lines }, cancel);
        await lines.WriteAsync(new RawLine(server, default, now) { Source = source.Lines, Step = step }, cancel);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "{Server}: {Changes} changes of its history fetched by {Source}, back to {Reached:u} of {From:u}")]
        public static partial void Reached(ILogger logger, string server, string source, int changes, DateTimeOffset reached, DateTimeOffset from);
    }
}
