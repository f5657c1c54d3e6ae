using CiWatch.App.Components.Panel;
using CiWatch.Ingest.Storage;
using CiWatch.Ingest.Votes;
using CiWatch.Tests.Ingest.Storage;

namespace CiWatch.Tests.App.Components;

public sealed class FlakyWordsTests
{
    [Theory]
    [InlineData("Fail Pass", "failed, then passed")]
    [InlineData("Pass Fail", "passed, then failed")]
    [InlineData("Fail Pass Fail", "failed, then passed")]
    [InlineData("Fail Infra Pass", "failed, then passed")]
    [InlineData("Fail Fail", null)]
    [InlineData("Infra Pass", null)]
    [InlineData("Pass", null)]
    public void Two_verdicts_on_one_patch_set_are_said_in_their_order(string outcomes, string? words)
    {
        var reports = outcomes.Split(' ').Select((o, i) => new StoredReport(i, Lines.Report(Lines.Start.AddMinutes(i), Enum.Parse<Outcome>(o)))).ToList();

        var flaky = FlakyWords.Of([.. reports]);

        Assert.Equal(words, flaky.Words);
        Assert.Equal(words is null ? "" : "tempest " + words, Jobs(flaky));
    }

    [Fact]
    public void A_job_may_be_flaky_where_the_CI_as_a_whole_is_not()
    {
        Report[] reports = [Lines.Report(Lines.Start, Outcome.Fail), Lines.Report(Lines.Start.AddMinutes(1), Outcome.Fail) with { Jobs = [Lines.Job("tempest", Outcome.Pass), Lines.Job("pep8", Outcome.Fail)] }];

        var flaky = FlakyWords.Of([.. reports.Select((r, i) => new StoredReport(i, r))]);

        Assert.Null(flaky.Words);
        Assert.Equal("pep8 passed, then failed|tempest failed, then passed", Jobs(flaky));
    }

    private static string Jobs(FlakyWords flaky) => string.Join('|', flaky.Jobs.Select(j => $"{j.Job} {j.Words}"));
}
