using System.Diagnostics;
using CiWatch.App.Search;
using CiWatch.Ingest.Live;
using CiWatch.Ingest.Storage;
using CiWatch.Ingest.Votes;
using CiWatch.Tests.App.Components;
using CiWatch.Tests.Builders;
using CiWatch.Tests.Ingest.Storage;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace CiWatch.Tests.Benchmarks;

/// <summary>
/// Searches over all that is in memory, each beside a yardstick: one pass over the same subjects that looks for the same text, which is
/// the least that any search without an index does.
/// </summary>
internal static class SearchBenchmark
{
    private const int Searches = 40, Most = 12, ThirdParty = 10;

    public static async Task<int> RunAsync(string[] args)
    {
        var projects = args is [var p, ..] ? int.Parse(p, System.Globalization.CultureInfo.InvariantCulture) : 20;
        var rows = args is [_, var r, ..] ? int.Parse(r, System.Globalization.CultureInfo.InvariantCulture) : 2_000;
        using var file = new DatabaseFile();
        var live = new LiveStore(LiveStore.DefaultHistory, new FakeTimeProvider(SampleBoard.Now));
        Fill(live, projects, rows);
        using var search = new SearchService(live, new ReportStore(file.Database), NullLogger<SearchService>.Instance);
        Console.WriteLine($"search: {projects} projects x {rows} patch sets x {ThirdParty + 2} CIs; {Environment.ProcessorCount} cores");
        Console.WriteLine($"  first search {(await TimeAsync(search, "nova")).Milliseconds:0.0} ms (builds the index)");
        foreach (var text in new[] { "a", "reject a resize", "967726", "nova-next", "project-7", "no such thing" })
        {
            List<double> ours = [], least = [];
            var hits = 0;
            for (var i = 0; i < Searches; i++)
            {
                (var took, hits) = await TimeAsync(search, text);
                ours.Add(took);
                least.Add(Yardstick(live, text));
            }

            var (median, yardstick) = (IngestBenchmark.Median(ours), IngestBenchmark.Median(least));
            Console.WriteLine($"  {"\"" + text + "\"",-18} {median,6:0.00} ms, {hits,2} hits; yardstick {yardstick:0.00} ms; ratio {median / yardstick:0.0}");
        }

        List<double> anew = [];
        for (var i = 0; i < Searches; i++)
        {
            Vote(live, i);
            anew.Add((await TimeAsync(search, "no such thing")).Milliseconds);
        }

        Console.WriteLine($"  after a vote       {IngestBenchmark.Median(anew),6:0.00} ms (the index of that project is made anew)");
        return 0;
    }

    private static void Fill(LiveStore live, int projects, int rows)
    {
        List<(ProjectKey, BoardRow)> all = [];
        for (var p = 0; p < projects; p++)
        {
            var apart = p * 4L * rows; // no number twice
            all.AddRange(SampleBoard.Rows(rows, ThirdParty, TimeSpan.FromDays(20)).Select(r => (Key(p), r with { Change = r.Change + apart })));
        }

        live.Load(Enumerable.Range(0, projects).SelectMany(p => SampleBoard.Cis(ThirdParty).Select(c => (Key(p), c))), all);
    }

    private static void Vote(LiveStore live, int i)
    {
        var minute = (SampleBoard.Now - Story.T0).TotalMinutes - 1;
        new Story(SampleBoard.Server, Key(0).Project).PatchSet(10_000_000 + i, 1, minute).Votes(10_000_000 + i, 1, "zuul", minute + 0.5, Outcome.Pass, "check").Told(live);
    }

    private static ProjectKey Key(int project) => new(SampleBoard.Server, $"acme/project-{project}");

    private static async Task<(double Milliseconds, int Hits)> TimeAsync(SearchService search, string text)
    {
        var began = Stopwatch.GetTimestamp();
        var result = await search.FindAsync(text, Most, CancellationToken.None);
        return (Stopwatch.GetElapsedTime(began).TotalMilliseconds, result.Hits.Length);
    }

    private static double Yardstick(LiveStore live, string text)
    {
        var began = Stopwatch.GetTimestamp();
        var found = live.Boards.Sum(b => b.Rows.Count(r => r.Subject.Contains(text, StringComparison.OrdinalIgnoreCase)));
        var took = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
        return found >= 0 ? took : throw new InvalidOperationException();
    }
}
