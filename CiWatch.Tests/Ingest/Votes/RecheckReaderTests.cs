using CiWatch.Ingest.Votes;

namespace CiWatch.Tests.Ingest.Votes;

public sealed class RecheckReaderTests
{
    [Theory]
    [InlineData("recheck", null)]
    [InlineData("Recheck", null)]
    [InlineData("recheck mirror was down", null)]
    [InlineData("recheck bug 1234567", null)]
    [InlineData("recheck: timeouts", null)]
    [InlineData("recheck Acme Storage CI", "Acme Storage CI")]
    [InlineData("recheck netapp-ci", "netapp-ci")]
    [InlineData("reverify", null)]
    [InlineData("run-Example Storage CI", "Example Storage CI")]
    [InlineData("run-netapp-ci", "netapp-ci")]
    [InlineData("Acme Storage CI recheck", "Acme Storage CI")]
    [InlineData("netapp-ci-recheck", "netapp-ci")]
    [InlineData("recheck-hyperv", "hyperv")]
    [InlineData("check experimental", null)]
    [InlineData("/test all", null)]
    [InlineData("/retest", null)]
    [InlineData("TRY=longtest", "longtest")]
    [InlineData("the mirror was down\n\nrecheck", null)]
    [InlineData("> - a http://h : FAILURE\n\nrecheck", null)]
    public void Reads_a_request(string text, string? target)
    {
        var (report, recheck) = Read($"Patch Set 3:\n\n{text}");
        Assert.Null(report);
        Assert.NotNull(recheck);
        Assert.Equal(target, recheck.Target);
    }

    [Theory]
    [InlineData("> recheck\n\nno need")]
    [InlineData("please do not recheck")]
    [InlineData("please recheck")]
    [InlineData("rechecking this won't help")]
    [InlineData("I ran it\nrecheck")]
    [InlineData("run-time errors are seen here")]
    [InlineData("/tests are missing")]
    [InlineData("To recheck use 'run-Example Storage CI'")]
    [InlineData("")]
    public void Leaves_alone_what_asks_nothing(string text) => Assert.Equal(default, Read($"Patch Set 3:\n\n{text}"));

    [Fact]
    public void A_ci_that_quotes_its_own_command_asks_nothing()
    {
        var (report, recheck) = ReportReader.Read(ReportReaderTests.Comment(new("x", "Acme Storage CI", null), "recheck"), CiRules.Default);
        Assert.NotNull(report);
        Assert.Null(recheck);
    }

    [Fact]
    public void The_words_are_settings()
    {
        var rules = CiRules.Create(recheckWords: ["again", "again-*"]);
        Assert.True(RecheckReader.TryRead("again-acme", rules, out var target));
        Assert.Equal("acme", target);
        Assert.False(RecheckReader.TryRead("recheck", rules, out _));
    }

    private static (Report? Report, Recheck? Recheck) Read(string comment) =>
        ReportReader.Read(ReportReaderTests.Comment(new("dev", "Some One", null), comment), CiRules.Default);
}
