using CiWatch.App.Grids.Signs;

namespace CiWatch.Tests.App.Grids.Signs;

public sealed class FailureCodesTests
{
    /// <summary>Written down: a code that was quoted yesterday, of another process, is the same today.</summary>
    [Theory]
    [InlineData("acme\nnova-live-migration\tFAILURE\n0", "D4F")]
    [InlineData("acme\nnova-live-migration\tTIMED_OUT\n0", "K7L")]
    [InlineData("", "F7M")]
    public void A_code_is_made_of_the_signature_alone(string signature, string code) => Assert.Equal(code, FailureCodes.Of([signature])[signature]);

    [Fact]
    public void Codes_are_a_letter_a_digit_and_no_look_alikes()
    {
        for (var i = 0; i < 2_000; i++)
            Assert.Matches("^[CDFHJKLMNPRTVWXY][346789][CDFHJKLMNPRTVWXY346789]$", Assert.Single(FailureCodes.Of([$"signature {i}"])).Value);
    }

    [Fact]
    public void Two_that_would_have_the_same_code_have_longer_ones_and_no_other_changes()
    {
        var alone = Enumerable.Range(0, 3_000).Select(i => $"signature {i}").ToDictionary(s => s, s => FailureCodes.Of([s])[s]);
        var twins = alone.GroupBy(a => a.Value).First(g => g.Count() == 2).Select(g => g.Key).ToList();
        var other = alone.Keys.First(s => !twins.Contains(s));

        var codes = FailureCodes.Of([.. twins, other]);

        Assert.Equal(3, codes.Values.Distinct().Count());
        Assert.Equal(alone[other], codes[other]);
        Assert.All(twins, t => Assert.StartsWith(alone[t], codes[t], StringComparison.Ordinal));
    }
}
