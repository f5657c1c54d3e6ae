using System.Globalization;
using CiWatch.App.Grids;

namespace CiWatch.Tests.App.Grids;

public sealed class ColumnChoiceTests
{
    [Theory]
    [InlineData("b:b:9:9 a:a:1:1", "b a")] // days
    [InlineData("a:a:3:9 b:b:3:10", "b a")] // of as many days, patch sets
    [InlineData("b:b:3:9 a:a:3:9", "a b")] // of equals, always the same
    [InlineData("h1:h:9:9 h2:h:9:9 h3:h:9:9 x:x:4:4", "h1 h2 x h3")] // a second pipeline counts half, a third a third
    [InlineData("h1:h:1:900 h2:h:1:900 x:x:2:2", "x h1 h2")] // one busy day is one day
    [InlineData("x:x:20:20 g:g:1:1:1 f:g:1:1:0", "f g x")] // the gate first, in its own order
    [InlineData("x:x:0:0 y:y:1:1", "y x")] // one that is expected and said nothing yet
    public void Who_answers_most_regularly_comes_first(string cis, string order) =>
        Assert.Equal(order.Split(' '), ColumnChoice.Order(cis.Split(' ').Select(Parse)));

    [Fact]
    public void Thousands_of_accounts_or_pipelines_come_after_those_that_answer_every_day()
    {
        var honest = Enumerable.Range(0, 40).Select(i => new CiRegularity($"honest-{i}", $"honest-{i}", null, 5 + i % 16, 20)).ToList();
        var accounts = Enumerable.Range(0, 5_000).Select(i => new CiRegularity($"a{i}", $"a{i}", null, 1, 200));
        var pipelines = Enumerable.Range(0, 2_000).Select(i => new CiRegularity($"h p{i}", "h", null, 20, 500));

        var order = ColumnChoice.Order([.. pipelines, .. accounts, .. honest]);

        // The account that answers every day with 2,000 pipelines has its share, and not more.
        Assert.Empty(honest.Select(h => h.Ci).Except(order.Take(50)));
    }

    private static CiRegularity Parse(string text)
    {
        var p = text.Split(':');
        int Number(int i) => int.Parse(p[i], CultureInfo.InvariantCulture);
        return new CiRegularity(p[0], p[1], p.Length > 4 ? Number(4) : null, Number(2), Number(3));
    }
}
