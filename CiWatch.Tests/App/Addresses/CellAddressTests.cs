using CiWatch.App.Addresses;
using CiWatch.App.Grids;

namespace CiWatch.Tests.App.Addresses;

public sealed class CellAddressTests
{
    [Theory]
    [InlineData("967726,2,zuul check", 967726, 2, "zuul check", null)]
    [InlineData("1,1,acme-ci,nova, with a comma", 1, 1, "acme-ci", "nova, with a comma")]
    [InlineData("1,1,a%2Cb%25", 1, 1, "a,b%", null)]
    [InlineData("1,1,a%252Cb", 1, 1, "a%2Cb", null)]
    [InlineData("1,1,<script>", 1, 1, "<script>", null)]
    public void It_reads_what_it_writes(string text, long change, int patchSet, string ci, string? job)
    {
        var key = new CellKey(change, patchSet, ci, job);

        Assert.Equal(key, CellAddress.Parse(text));
        Assert.Equal(text, CellAddress.Of(key));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("1")]
    [InlineData("1,1")]
    [InlineData("1,1,")]
    [InlineData("x,1,zuul")]
    [InlineData("1,-1,zuul")]
    [InlineData("1, 1,zuul")]
    [InlineData("99999999999999999999,1,zuul")]
    public void Anything_else_is_no_cell(string? text) => Assert.Null(CellAddress.Parse(text));

    [Fact]
    public void What_is_endless_is_no_cell() => Assert.Null(CellAddress.Parse("1,1," + new string('a', CellAddress.Longest)));
}
