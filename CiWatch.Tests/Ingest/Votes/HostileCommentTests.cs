using System.Diagnostics.CodeAnalysis;
using System.Text;
using CiWatch.Ingest.Votes;
using CiWatch.Ingest.Votes.Comments;

namespace CiWatch.Tests.Ingest.Votes;

/// <summary>Huge and crooked comments. Growth is judged by what is allocated and by a limit that only quadratic work can reach.</summary>
public sealed class HostileCommentTests
{
    private const int Small = 1 << 12;

    private const int Large = 1 << 16;

    private static readonly TimeSpan Ages = TimeSpan.FromMinutes(2);

    private static readonly string[] Meaningful =
    [
        "-", "- ", " -", "\n", "\r\n", ">", "> \n", ":", " : ", "://", "http://", "- http://h : ", "- a : SUCCESS", "- a : SUCCESS - b http : SUCCESS ",
        "- a http://h: SUCCESS ", "- a http - ", " in 1s", " in ", "(non-voting)", "1h ", "9", "Patch Set 1:", "Patch Set 1: Verified+1 ", "Patch Set 1:\n",
        "<<<\n", "<<<\n>>>\n", ">>>", "Builder a ", "Builder a\n", "build ", "Tryjob [", "Tryjob [a](http://h) ", "[", "](", "✅ a : SUCCESS\n", "✅ ",
        "Failed on a: http://h\n", "pipeline-build-result: X (job: ", "TreeHugger finished with: ", "quality gate ", "(1 comment)\n", "recheck\n\n", "\0",
        "\u202E", "\uD800", "\u00A0", " ", "Verified+1 ", "; ", "*", "* ", "Warning:\n ", "Starting ", " pipeline", "(check pipeline)",
    ];

    public static TheoryData<string> Units => [.. Meaningful];

    [Theory]
    [MemberData(nameof(Units))]
    public async Task Any_unit_repeated_is_read_in_linear_work(string unit)
    {
        foreach (var head in (string[])["", "Build failed.\n", "Prow Status: 0 out of 1\n", "1 of 2 TryBots failed\n", "This CL has failed the run ", "- a http://h : "])
        {
            var small = Allocated(Text(head, unit, Small));
            var large = await Task.Run(() => Allocated(Text(head, unit, Large))).WaitAsync(Ages);
            // Sixteen times the text: at most sixteen times the jobs, with room for arrays that double and for the runtime's own.
            Assert.InRange(large, 0, small * 48 + 32_768);
        }
    }

    [Fact]
    public void A_hundred_thousand_jobs_are_all_kept()
    {
        var text = new StringBuilder("Build failed.\n\n");
        for (var i = 0; i < 100_000; i++) text.Append("- job http://h/ : FAILURE in 1s\n");
        Assert.Equal(100_000, CommentReader.Read(text.ToString()).Jobs.Length);
    }

    [Fact]
    [SuppressMessage("Security", "CA5394", Justification = "A seeded source of crooked texts, nothing secret.")]
    public void Random_mixtures_of_all_that_means_something_never_throw()
    {
        var random = new Random(20260302);
        string[] parts = [.. Meaningful, "SUCCESS", "FAILURE", "\u0007", "Build ", "Prow Status:", "\n- ", "https://h/", "1", "(", ")", "[", "]", "run-", " CI", "\t"];
        for (var i = 0; i < 20_000; i++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(1, 12)).Select(_ => parts[random.Next(parts.Length)]));
            var e = new StreamEvent("comment-added", DateTimeOffset.UnixEpoch, null, null, null, new("zuul", text, null), text, text, [new(text, 1, null)]);
            var (report, _) = ReportReader.Read(e, CiRules.Default);
            ReportReader.Read(e with { Author = new("someone", null, null) }, CiRules.Default);
            Assert.All(report?.Jobs ?? [], job => Assert.True(job.Url is null || job.Url.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || job.Url.StartsWith("https://", StringComparison.OrdinalIgnoreCase)));
        }
    }

    private static long Allocated(string text)
    {
        var e = new StreamEvent("comment-added", DateTimeOffset.UnixEpoch, null, null, null, new("someone", null, null), text, null, []);
        var before = GC.GetAllocatedBytesForCurrentThread();
        ReportReader.Read(e, CiRules.Default);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static string Text(string head, string unit, int length)
    {
        var text = new StringBuilder(head, length + unit.Length);
        while (text.Length < length) text.Append(unit);
        return text.ToString();
    }
}
