using System.Security.Cryptography;
using System.Text;
using CiWatch.Ingest.Demo;
using CiWatch.Ingest.Votes;

namespace CiWatch.Tests.Ingest.Demo;

public sealed class DemoStoryTests
{
    [Fact]
    public void The_same_seed_and_start_tell_the_same_story() => Assert.Equal(Hash(DemoTold.Seed), Hash(DemoTold.Seed));

    [Fact]
    public void Another_seed_tells_another() => Assert.NotEqual(Hash(DemoTold.Seed), Hash(DemoTold.Seed + 1));

    [Fact]
    public void Every_line_is_an_event_of_its_own_time()
    {
        Assert.All(DemoTold.Lines, l =>
        {
            Assert.Null(l.Reading.Fault);
            Assert.Equal(l.Line.At.ToUnixTimeSeconds(), l.Reading.Event!.At?.ToUnixTimeSeconds());
        });
    }

    [Fact]
    public void Lines_come_in_order_of_time_in_history_and_beyond()
    {
        var times = DemoTold.Tell().TakeWhile(line => line.At < DemoTold.Start.AddMinutes(30)).Select(line => line.At).ToList();
        Assert.Equal(times.Order(), times);
        Assert.True(times[0] < DemoTold.Start.AddDays(-3.9));
        Assert.True(times[^1] > DemoTold.Start.AddMinutes(29));
    }

    [Fact]
    public void History_is_rich_and_yet_loads_in_seconds() => Assert.InRange(DemoTold.Lines.Count, 15_000, 40_000);

    [Theory]
    [InlineData("patchset-created")]
    [InlineData("comment-added")]
    [InlineData("change-merged")]
    [InlineData("change-abandoned")]
    [InlineData("change-restored")]
    [InlineData("wip-state-changed")]
    [InlineData("topic-changed")]
    [InlineData("ref-updated")]
    public void Events_of_each_type_occur(string type) => Assert.Contains(DemoTold.Events, e => e.Type == type);

    [Fact]
    public void Ten_projects_are_at_work() => Assert.Equal(10, DemoTold.Events.Select(e => e.Project).Distinct().Count());

    [Fact]
    public void Comments_are_read_by_the_families_that_they_are_written_in()
    {
        var reports = DemoTold.Events.Select(e => ReportReader.Read(e, CiRules.Default).Report).OfType<Report>().ToLookup(report => report.Account.Key);
        foreach (var ci in DemoCis.All)
        {
            var results = reports[ci.Account.Username].Where(report => report.Phase == Phase.Result).ToList();
            Assert.NotEmpty(results);
            Assert.All(results, report => Assert.Equal(ci.Family == DemoFamily.Words ? 0 : ci.Jobs.Length, report.Jobs.Length));
        }
    }

    [Fact]
    public void People_are_no_CIs_and_their_rechecks_are_heard()
    {
        var people = DemoWords.People.Select(person => person.Username).ToHashSet();
        var said = DemoTold.Events.Where(e => people.Contains(e.Author?.Username ?? "")).Select(e => ReportReader.Read(e, CiRules.Default)).ToList();
        Assert.All(said, s => Assert.Null(s.Report));
        Assert.Contains(said, s => s.Recheck is { Target: null });
        Assert.Contains(said, s => s.Recheck is { Target: not null });
    }

    [Fact]
    public void Hostile_texts_are_among_the_jobs_and_no_script_becomes_an_address()
    {
        var jobs = DemoTold.Events.Select(e => ReportReader.Read(e, CiRules.Default).Report).OfType<Report>().SelectMany(report => report.Jobs).ToList();
        Assert.Contains(jobs, job => job.Name == "<script>alert('demo')</script>");
        Assert.Contains(jobs, job => job.Name == "unit-\u202Etset\u202C-gpj.exe");
        Assert.Contains(jobs, job => job.Name == "steal-cookies");
        Assert.Contains(jobs, job => job.Url is null);
        Assert.All(jobs, job => Assert.True(job.Url is null || job.Url.StartsWith("https://", StringComparison.Ordinal)));
    }

    /// <summary>Who clicks in a demonstration must not reach a stranger.</summary>
    [Fact]
    public void No_address_leads_to_a_host_that_can_exist()
    {
        var hosts = DemoTold.Lines.SelectMany(l => Hosts(Encoding.UTF8.GetString(l.Line.Bytes))).ToHashSet();
        Assert.NotEmpty(hosts);
        Assert.All(hosts, host => Assert.EndsWith(".example", host, StringComparison.Ordinal));
    }

    [Fact]
    public void Votes_are_told_as_Gerrit_tells_them()
    {
        var votes = DemoTold.Events.Where(e => e is { Type: "comment-added", Author.Username: "zuul" }).ToList();
        Assert.Contains(votes, e => e.Approvals.Contains(new Approval("Verified", 1, 0)) && e.Comment!.StartsWith($"Patch Set {e.PatchSet!.Number}: Verified+1\n\n", StringComparison.Ordinal));
        Assert.Contains(votes, e => e.Approvals.Contains(new Approval("Verified", 0, 1)) && e.Comment!.EndsWith(": -Verified\n\nStarting gate jobs.", StringComparison.Ordinal));
        Assert.Contains(votes, e => e.Approvals.Contains(new Approval("Verified", 2, 0)));
    }

    private static string Hash(int seed)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var line in DemoTold.Tell(seed).TakeWhile(line => line.At < DemoTold.Start.AddDays(-3))) hash.AppendData(line.Bytes);
        return Convert.ToHexString(hash.GetHashAndReset());
    }

    private static IEnumerable<string> Hosts(string line) =>
        line.Split("://").Skip(1).Select(rest => rest[..rest.AsSpan().IndexOfAny("/\\\" ")]);
}
