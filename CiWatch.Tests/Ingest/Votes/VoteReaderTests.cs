using System.Collections.Immutable;
using System.Globalization;
using CiWatch.Ingest.Votes;

namespace CiWatch.Tests.Ingest.Votes;

public sealed class VoteReaderTests
{
    /// <summary>Approvals as "Label:value:oldValue", comma between them; "-" for what is absent.</summary>
    [Theory]
    [InlineData("Verified:-1:0,Code-Review:0:-", "Patch Set 1: Verified-1\n\nBuild failed.", -1)]
    [InlineData("Code-Review:-2:-,Verified:1:0", "Patch Set 1: Verified+1", 1)]
    [InlineData("Verified:-1:-,Code-Review:0:-", "Patch Set 1:\n\nBuild failed.", null)]
    [InlineData("Verified:0:1,Code-Review:0:-", "Patch Set 1: -Verified", 0)]
    [InlineData("Verified:-:1", "Patch Set 1: -Verified", 0)]
    [InlineData("Verified:-2:1", null, -2)]
    [InlineData("Verified:1:-", null, 1)]
    [InlineData("Verified:1:-,Code-Review:0:-", null, null)]
    [InlineData("Verified:-1:0,Code-Review:0:-", "Patch Set 1:\n\nonly the patch-set-level text", -1)]
    [InlineData("VRIF:-1:-", "Build failed.", -1)]
    [InlineData("CRVW:-1:-,VRIF:2:-", "Build succeeded.", 2)]
    [InlineData("CRVW:2:-", "fine", null)]
    [InlineData("Verified:-1:-", "Patch Set 4: Doesn't seem to work\n\nBuild failed.", -1)]
    [InlineData("Verified:-1:-", "Patch Set 4: Fails; Looks good to me, but someone else must approve", -1)]
    [InlineData("Verified:-1:-", "Patch Set 4: Broken, say our own words\n\nBuild failed.", -1)]
    [InlineData("Verified:1:-", "Patch Set 4: Verified+1", 1)]
    [InlineData("Verified:1:-", "Patch Set 4: Works for me", 1)]
    [InlineData("Code-Review:2:0,Verified:1:-", "Patch Set 4: Code-Review+2", null)]
    [InlineData("", "Patch Set 1: Verified-2 Code-Review+1", -2)]
    [InlineData("", "Patch Set 1: Code-Review-2 Verified+1", 1)]
    [InlineData("", "Patch Set 1: -Verified\n\nStarting gate jobs.", 0)]
    [InlineData("", "Patch Set 4: Doesn't seem to work", -1)]
    [InlineData("", "Patch Set 4: Looks good to me, approved; Works for me", 1)]
    [InlineData("", "Patch Set 4: Looks good to me, approved", null)]
    [InlineData("", "Patch Set 1:\n\nPatch Set 2: Verified+1", null)]
    [InlineData("", "Build failed.\nPatch Set 2: Verified+1", null)]
    [InlineData("", "Patch Set 1: Verified", 1)]
    [InlineData("", "Patch Set 1: Verified+99999999999", null)]
    [InlineData("", "Patch Set 99999999999: Verified+1", null)]
    [InlineData("", "Patch Set 1: NotVerified+1", null)]
    [InlineData("", null, null)]
    public void Only_what_this_comment_set_counts(string approvals, string? comment, int? vote) =>
        Assert.Equal(vote, VoteReader.Read(Approvals(approvals), comment, CiRules.DefaultLabels));

    [Fact]
    public void Labels_are_settings_and_the_first_that_was_set_counts()
    {
        ImmutableArray<string> labels = ["Presubmit-Verified", "Verified"];
        Assert.Equal(-1, VoteReader.Read(Approvals("Verified:1:0,Presubmit-Verified:-1:0"), null, labels));
        Assert.Equal(2, VoteReader.Read([], "Patch Set 1: Presubmit-Verified+2", labels));
        Assert.Null(VoteReader.Read([], "Patch Set 1: Verified+1", ["Tested"]));
    }

    [Theory]
    [InlineData("Patch Set 12: Verified+1\n\nx", 12)]
    [InlineData("Patch Set 3:", 3)]
    [InlineData("Patch Set 3:\r\nx", 3)]
    [InlineData("Uploaded patch set 3.", null)]
    [InlineData("Patch Set x:", null)]
    [InlineData("Patch Set -1:", null)]
    [InlineData(null, null)]
    public void The_header_tells_the_patch_set(string? comment, int? number) => Assert.Equal(number, VoteReader.PatchSet(comment));

    internal static ImmutableArray<Approval> Approvals(string text) =>
    [
        .. text.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(one => one.Split(':')).Select(parts => new Approval(parts[0], Value(parts[1]), Value(parts[2]))),
    ];

    private static int? Value(string text) => text == "-" ? null : int.Parse(text, CultureInfo.InvariantCulture);
}
