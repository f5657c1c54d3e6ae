using System.Collections.Immutable;
using CiWatch.Ingest.Votes;

namespace CiWatch.Tests.Ingest.Votes;

public sealed class ReportOutcomeTests
{
    /// <summary>Jobs by letter: p pass, f fail, i infra, m merge, v void, u unknown; a capital does not vote.</summary>
    [Theory]
    [InlineData("p", null, null, Outcome.Pass, false)]
    [InlineData("pf", null, null, Outcome.Fail, false)]
    [InlineData("pi", null, null, Outcome.Infra, false)]
    [InlineData("fi", null, null, Outcome.Fail, false)]
    [InlineData("pm", null, null, Outcome.Merge, false)]
    [InlineData("im", null, null, Outcome.Infra, false)]
    [InlineData("pv", null, null, Outcome.Pass, false)]
    [InlineData("v", null, null, Outcome.Void, false)]
    [InlineData("pu", null, null, Outcome.Pass, false)]
    [InlineData("pF", null, null, Outcome.Pass, false)]
    [InlineData("F", Outcome.Pass, null, Outcome.Pass, false)]
    [InlineData("P", null, null, Outcome.Unknown, false)]
    [InlineData("u", Outcome.Fail, null, Outcome.Fail, false)]
    [InlineData("u", Outcome.Pass, null, Outcome.Unknown, false)]
    [InlineData("p", Outcome.Fail, null, Outcome.Pass, false)]
    [InlineData("", Outcome.Pass, null, Outcome.Pass, false)]
    [InlineData("", null, null, Outcome.Unknown, false)]
    [InlineData("f", null, 1, Outcome.Pass, true)]
    [InlineData("i", null, 1, Outcome.Pass, true)]
    [InlineData("pF", null, 2, Outcome.Pass, false)]
    [InlineData("p", null, -1, Outcome.Fail, true)]
    [InlineData("pf", null, -2, Outcome.Fail, false)]
    [InlineData("pi", null, -1, Outcome.Infra, false)]
    [InlineData("piv", null, -1, Outcome.Infra, false)]
    [InlineData("pif", null, -1, Outcome.Fail, false)]
    [InlineData("piu", null, -1, Outcome.Fail, false)]
    [InlineData("v", null, -1, Outcome.Fail, false)]
    [InlineData("pI", null, -1, Outcome.Fail, true)]
    [InlineData("", Outcome.Pass, -1, Outcome.Fail, true)]
    [InlineData("", Outcome.Fail, -1, Outcome.Fail, false)]
    [InlineData("", Outcome.Fail, 1, Outcome.Pass, true)]
    [InlineData("pf", null, 0, Outcome.Fail, false)]
    public void The_vote_decides_then_the_jobs_then_the_headline(string jobs, Outcome? headline, int? vote, Outcome outcome, bool contradiction) =>
        Assert.Equal((Phase.Result, outcome, contradiction), ReportOutcome.Decide(new("zuul", Phase.Result, headline, null, Jobs(jobs)), vote));

    [Theory]
    [InlineData("zuul", Phase.Start, null, null, Phase.Start, null)]
    [InlineData("zuul", Phase.Start, null, -1, Phase.Start, null)]
    [InlineData("zuul", Phase.Other, Outcome.Merge, -1, Phase.Other, Outcome.Merge)]
    [InlineData("zuul", Phase.Other, null, -1, Phase.Other, null)]
    [InlineData(null, Phase.Other, null, null, Phase.Other, null)]
    [InlineData(null, Phase.Other, null, 0, Phase.Other, null)]
    [InlineData(null, Phase.Other, null, 1, Phase.Result, Outcome.Pass)]
    [InlineData(null, Phase.Other, null, -1, Phase.Result, Outcome.Fail)]
    public void Starts_and_notes_are_no_results_but_a_vote_without_words_is(
        string? family, Phase phase, Outcome? headline, int? vote, Phase decided, Outcome? outcome) =>
        Assert.Equal((decided, outcome, false), ReportOutcome.Decide(new(family, phase, headline, null, []), vote));

    private static ImmutableArray<JobRun> Jobs(string letters) =>
        [.. letters.Select(letter => new JobRun("job", "word", Outcomes[char.ToLowerInvariant(letter)], null, null, char.IsLower(letter)))];

    private static readonly Dictionary<char, Outcome> Outcomes = new()
    {
        ['p'] = Outcome.Pass,
        ['f'] = Outcome.Fail,
        ['i'] = Outcome.Infra,
        ['m'] = Outcome.Merge,
        ['v'] = Outcome.Void,
        ['u'] = Outcome.Unknown,
    };
}
