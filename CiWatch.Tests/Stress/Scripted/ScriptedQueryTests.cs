using System.Text.Json.Nodes;
using CiWatch.Tests.Infrastructure;
using CiWatch.Tests.Stress.History;
using Microsoft.Extensions.Time.Testing;
using Renci.SshNet;

namespace CiWatch.Tests.Stress.Scripted;

/// <summary>The scripted Gerrit's query answers as the recorded ones do; all through a real sshd.</summary>
public sealed class ScriptedQueryTests
{
    private const string Query = "gerrit query --format=JSON --comments --patch-sets --all-approvals";

    [SshdFact]
    public async Task Newest_first_and_both_ends_belong_to_the_range()
    {
        await using var gerrit = await Rig.StartAsync();
        foreach (var _ in Enumerable.Range(0, 4)) gerrit.ChangeASecondLater();

        Assert.Equal([4, 3, 2, 1], Numbers(gerrit.Ask("after:{2026-11-20 12:00:00}")));
        Assert.Equal([3, 2], Numbers(gerrit.Ask("after:{2026-11-20 12:00:02} before:{2026-11-20 12:00:03}")));
        Assert.Equal([3, 2], Numbers(gerrit.Ask("since:{2026-11-20 12:00:02 +0000} until:{2026-11-20 13:00:03 +0100}")));
        Assert.Equal([4, 3, 2, 1], Numbers(gerrit.Ask("after:2026-11-20")));
        Assert.Empty(Numbers(gerrit.Ask("after:{2026-11-20 12:00:05}")));
    }

    [SshdFact]
    public async Task A_page_ends_at_its_limit_and_says_whether_there_is_more()
    {
        await using var gerrit = await Rig.StartAsync();
        foreach (var _ in Enumerable.Range(0, 4)) gerrit.ChangeASecondLater();

        Assert.Equal("4 3 and more", Page(gerrit.Ask("limit:2 after:2026-11-20")));
        Assert.Equal("2 1", Page(gerrit.Ask("limit:2 after:2026-11-20 --start 2")));
        Assert.Equal("1", Page(gerrit.Ask("--start=3 limit:2 after:2026-11-20")));
        Assert.Equal("", Page(gerrit.Ask("limit:2 after:2026-11-21")));
    }

    [SshdFact]
    public async Task Whatever_is_said_moves_a_change_to_the_front()
    {
        await using var gerrit = await Rig.StartAsync();
        var first = gerrit.ChangeASecondLater();
        gerrit.ChangeASecondLater();
        gerrit.Time.Advance(TimeSpan.FromSeconds(10));
        gerrit.Gerrit.Review(first, 1, People.Zuul, "Build succeeded.", 1);

        Assert.Equal([1, 2], Numbers(gerrit.Ask("after:2026-11-20")));
        Assert.Equal([1], Numbers(gerrit.Ask("after:{2026-11-20 12:00:08}")));
    }

    [SshdFact]
    public async Task A_change_tells_its_patch_sets_their_votes_and_all_that_was_said()
    {
        await using var gerrit = await Rig.StartAsync();
        var change = gerrit.ChangeASecondLater();
        gerrit.Gerrit.Review(change, 1, People.Zuul, "Build failed.", -1);
        gerrit.Gerrit.Review(change, 1, People.Zuul, "Build succeeded.", 1);
        gerrit.Gerrit.Review(change, 1, People.ThirdParties[0], "", 1, onPatchSet: "81 %");
        gerrit.Gerrit.Upload(change, change.Owner, "REWORK");
        gerrit.Gerrit.Merge(change, People.Zuul);

        var told = gerrit.Ask("after:2026-11-20")[0];

        Assert.Equal(
            [
                "Uploaded patch set 1.", "Patch Set 1: Verified-1\n\nBuild failed.", "Patch Set 1: Verified+1\n\nBuild succeeded.",
                "Patch Set 1: Verified+1\n\n(1 comment)", "Uploaded patch set 2.", "Change has been successfully merged",
            ],
            told["comments"]!.AsArray().Select(c => (string?)c!["message"]));
        Assert.Equal([1, 2], told["patchSets"]!.AsArray().Select(p => (int)p!["number"]!));
        Assert.Equal(["zuul", "acme-ci"], told["patchSets"]![0]!["approvals"]!.AsArray().Select(a => (string?)a!["by"]!["username"]));
        Assert.Equal(("MERGED", false), ((string?)told["status"], (bool)told["open"]!));
        Assert.Equal("Patch Set 1:\n\n81 %", gerrit.Gerrit.Reports[^1].StreamText);
    }

    [SshdTheory]
    [InlineData("after:yesterday-ish", "Invalid date format: yesterday-ish")]
    [InlineData("after:{2026-13-40}", "Invalid date format: 2026-13-40")]
    [InlineData("colour:red", "Unsupported operator colour:red")]
    [InlineData("limit:0", "limit must be positive")]
    public async Task What_it_does_not_understand_is_an_error_line(string query, string message)
    {
        await using var gerrit = await Rig.StartAsync();
        var error = Assert.Single(gerrit.Ask(query));

        Assert.Equal(("error", message), ((string?)error["type"], (string?)error["message"]));
    }

    [SshdFact]
    public async Task All_that_a_story_acknowledged_can_be_asked_for()
    {
        await using var gerrit = await Rig.StartAsync();
        Story story = new(gerrit.Gerrit, new Random(2));
        for (var act = 0; act < 1_000; act++)
        {
            gerrit.Time.Advance(TimeSpan.FromSeconds(0.1));
            story.Act();
        }

        var said = from change in gerrit.Ask("after:2026-11-20")[..^1]
                   from comment in change["comments"]!.AsArray()
                   let text = (string)comment["message"]!
                   where text.StartsWith("Patch Set", StringComparison.Ordinal)
                   select new Stored(0, (int)change["number"]!, text["Patch Set ".Length] - '0', (string)comment["reviewer"]!["username"]!,
                       text, DateTimeOffset.FromUnixTimeSeconds((long)comment["timestamp"]!), null, 0);
        var differences = Comparer.Compare(gerrit.Gerrit.Reports, said.Where(s => People.Developers.All(d => d.Username != s.Account)));

        Assert.InRange(gerrit.Gerrit.Reports.Length, 600, 1_200);
        Assert.Equal((0, 0), (differences.Lost.Length, differences.Doubled.Length));
    }

    private static IEnumerable<int> Numbers(List<JsonNode> lines) => lines[..^1].Select(line => (int)line["number"]!);

    private static string Page(List<JsonNode> lines)
    {
        Assert.Equal(lines.Count - 1, (int)lines[^1]["rowCount"]!);
        return string.Join(' ', Numbers(lines)) + ((bool)lines[^1]["moreChanges"]! ? " and more" : "");
    }

    private sealed class Rig(SshdServer sshd, SshClient client) : IAsyncDisposable
    {
        public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 20, 12, 0, 0, TimeSpan.Zero));

        public ScriptedGerrit Gerrit => field ??= new ScriptedGerrit(sshd, Time, new Random(1));

        public static async Task<Rig> StartAsync()
        {
            var sshd = await SshdServer.StartAsync();
            SshClient client = new("127.0.0.1", sshd.Port, SshdServer.Username, new PrivateKeyFile(sshd.KeyFile));
            client.Connect();
            return new Rig(sshd, client);
        }

        public ScriptedChange ChangeASecondLater()
        {
            Time.Advance(TimeSpan.FromSeconds(1));
            return Gerrit.Create("plain", People.Developers[0], "A change");
        }

        public List<JsonNode> Ask(string query)
        {
            _ = Gerrit;
            using var command = client.RunCommand($"{Query} {query}");
            Assert.Equal(0, command.ExitStatus);
            return [.. command.Result.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!)];
        }

        public async ValueTask DisposeAsync()
        {
            client.Dispose();
            await sshd.DisposeAsync();
        }
    }
}
