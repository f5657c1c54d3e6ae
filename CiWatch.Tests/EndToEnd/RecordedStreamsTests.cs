using System.Text;
using System.Text.Json.Nodes;
using CiWatch.Ingest.Configuration;
using CiWatch.Ingest.Hosting;
using CiWatch.Ingest.Intake;
using CiWatch.Ingest.Storage;
using CiWatch.Ingest.Votes;
using CiWatch.Tests.Infrastructure;
using Microsoft.Extensions.Options;

namespace CiWatch.Tests.EndToEnd;

/// <summary>Whole recorded streams into a real database: every line is accepted or kept as malformed, every CI comment is a report.</summary>
public sealed class RecordedStreamsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ciwatch-recorded-").FullName;

    [Theory]
    [InlineData("3.2.3")]
    [InlineData("3.5.6")]
    [InlineData("3.10.2")]
    [InlineData("3.13.5")]
    public async Task Every_comment_of_a_CI_is_a_report_on_its_patch_set_in_each_version_of_Gerrit(string version)
    {
        var told = Lines($"{version}/told.jsonl").Select(l => JsonNode.Parse(l)!).ToList();
        var database = Open();
        var (accepted, malformed) = Ingest(database, Lines($"{version}/stream.jsonl"));

        var store = new ReportStore(database);
        List<string> reports = [];
        foreach (var number in told.Select(t => (long)t["change"]!).Distinct())
        {
            var change = await store.FindChangeAsync(number, "recorded", CancellationToken.None);
            reports.AddRange(
                from patchSet in change!.PatchSets
                from report in patchSet.Reports
                select $"{report.Report.Account.Username} on {number},{patchSet.Info.Number}");
        }

        Assert.Equal(Lines($"{version}/stream.jsonl").Count, accepted + malformed);
        Assert.Equal(0, malformed);
        Assert.Equal(
            told.Where(t => !IsPerson((string)t["who"]!)).Select(t => $"{t["who"]} on {t["change"]},{t["patchSet"]}").Order(StringComparer.Ordinal),
            reports.Order(StringComparer.Ordinal));
    }

    [SharedFact]
    public void Every_event_of_the_corpus_is_accepted()
    {
        var lines = File.ReadAllLines(Path.Combine(Repository.Root, "..", "shared", "corpus", "events.jsonl")).Where(l => l.Length > 0).ToList();

        var (accepted, malformed) = Ingest(Open(), lines);

        Assert.Equal((lines.Count, 0), (accepted, malformed));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>The people of the recorded story; all others who speak are CIs.</summary>
    private static bool IsPerson(string who) => who is "ada" or "bo" or "cleo" || who.StartsWith("dev", StringComparison.Ordinal);

    private Database Open()
    {
        var database = new Database(Options.Create(new DatabaseOptions { ConnectionString = $"Data Source={Path.Combine(_folder, "test.db")};Pooling=False" }));
        database.Prepare();
        return database;
    }

    private static (int Accepted, int Malformed) Ingest(Database database, IReadOnlyList<string> lines)
    {
        var deriver = new Deriver(CiRules.Default, new WatchedServers(), TimeSpan.FromDays(1));
        using var writer = new BatchWriter(database);
        var at = DateTimeOffset.UnixEpoch.AddYears(50);
        var committed = writer.Write([.. lines.Select(l => deriver.Derive(new RawLine("recorded", Encoding.UTF8.GetBytes(l), at)))]);
        return (committed.Count(c => c.Line.Fault is null), committed.Count(c => c.Line.Fault is not null));
    }

    private static List<string> Lines(string file) => [.. File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Recorded", file)).Where(l => l.Length > 0)];
}
