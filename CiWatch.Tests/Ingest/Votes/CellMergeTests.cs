using CiWatch.Ingest.Votes;

namespace CiWatch.Tests.Ingest.Votes;

public sealed class CellMergeTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 10, 0, 0, TimeSpan.Zero);

    /// <summary>p pass, f fail, i infra, m merge, u unknown, v void, s start, M a note "Merge Failed", h a help text; one second apart.</summary>
    [Theory]
    [InlineData("", CellState.Blank)]
    [InlineData("h", CellState.Blank)]
    [InlineData("p", CellState.Pass)]
    [InlineData("f", CellState.Fail)]
    [InlineData("i", CellState.Infra)]
    [InlineData("m", CellState.Merge)]
    [InlineData("M", CellState.Merge)]
    [InlineData("u", CellState.Unknown)]
    [InlineData("v", CellState.Void)]
    [InlineData("pp", CellState.Pass)]
    [InlineData("fp", CellState.Flaky)]
    [InlineData("fvip", CellState.Flaky)]
    [InlineData("fi", CellState.Fail)]
    [InlineData("pi", CellState.Pass)]
    [InlineData("im", CellState.Infra)]
    [InlineData("mu", CellState.Merge)]
    [InlineData("uv", CellState.Unknown)]
    [InlineData("Mp", CellState.Pass)]
    [InlineData("ph", CellState.Pass)]
    [InlineData("s", CellState.Running)]
    [InlineData("sp", CellState.Pass)]
    [InlineData("ps", CellState.Running)]
    [InlineData("fspsf", CellState.Flaky)]
    [InlineData("Ms", CellState.Running)]
    [InlineData("sM", CellState.Merge)]
    [InlineData("sh", CellState.Running)]
    public void A_cell_comes_from_all_reports_in_any_order(string story, CellState state)
    {
        var facts = Facts(story);
        foreach (var order in Permutations(facts)) Assert.Equal(state, CellMerge.FromReports(order));
    }

    [Fact]
    public void A_result_of_the_same_second_ends_the_start()
    {
        CellFact[] facts = [new(Phase.Result, Outcome.Pass, Start), new(Phase.Start, null, Start)];
        Assert.Equal(CellState.Pass, CellMerge.FromReports(facts));
        Array.Reverse(facts);
        Assert.Equal(CellState.Pass, CellMerge.FromReports(facts));
    }

    [Fact]
    public void A_result_without_an_outcome_is_unknown_and_never_a_pass() =>
        Assert.Equal(CellState.Unknown, CellMerge.FromReports([new(Phase.Result, null, Start)]));

    private static CellFact[] Facts(string story) =>
    [
        .. story.Select((letter, i) => letter switch
        {
            'p' => new CellFact(Phase.Result, Outcome.Pass, Start.AddSeconds(i)),
            'f' => new(Phase.Result, Outcome.Fail, Start.AddSeconds(i)),
            'i' => new(Phase.Result, Outcome.Infra, Start.AddSeconds(i)),
            'm' => new(Phase.Result, Outcome.Merge, Start.AddSeconds(i)),
            'u' => new(Phase.Result, Outcome.Unknown, Start.AddSeconds(i)),
            'v' => new(Phase.Result, Outcome.Void, Start.AddSeconds(i)),
            's' => new(Phase.Start, null, Start.AddSeconds(i)),
            'M' => new(Phase.Other, Outcome.Merge, Start.AddSeconds(i)),
            _ => new(Phase.Other, null, Start.AddSeconds(i)),
        }),
    ];

    private static IEnumerable<CellFact[]> Permutations(CellFact[] facts)
    {
        if (facts.Length < 2)
        {
            yield return facts;
            yield break;
        }
        for (var i = 0; i < facts.Length; i++)
        {
            foreach (var rest in Permutations([.. facts[..i], .. facts[(i + 1)..]])) yield return [facts[i], .. rest];
        }
    }
}
