using CiWatch.Ingest.Intake;

namespace CiWatch.Tests.Ingest.Intake;

public sealed class EqualLinesTests
{
    [Fact]
    public void Equal_lines_are_counted_by_server_and_others_are_not()
    {
        EqualLines equal = new();
        RawLine[] lines = [QueueRig.Line(1), QueueRig.Line(2), QueueRig.Line(1), QueueRig.Line(1, server: "other"), QueueRig.Line(1)];
        Assert.Equal([1, 1, 2, 1, 3], lines.Select(l => equal.Nth(EqualLines.Hash(l))));
    }

    [Fact]
    public void Only_the_last_ones_are_remembered()
    {
        EqualLines equal = new();
        Assert.Equal(1, equal.Nth(0));
        for (var i = 1; i < EqualLines.Remembered / 2; i++) equal.Nth((ulong)i);
        Assert.Equal(2, equal.Nth(0));
        for (var i = 0; i < EqualLines.Remembered; i++) equal.Nth((ulong)(100_000 + i));
        Assert.Equal(1, equal.Nth(0));
    }
}
