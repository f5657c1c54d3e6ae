using CiWatch.Ingest.Configuration;

namespace CiWatch.Tests.Ingest.Configuration;

public sealed class IngestOptionsValidatorTests
{
    private static readonly string AFile = typeof(IngestOptionsValidatorTests).Assembly.Location;

    public static TheoryData<string, IngestOptions> Bad => new()
    {
        { "Ingest:QueueBytes is 1048575; it must be from 1048576 to 17179869184.", new() { QueueBytes = (1024 * 1024) - 1 } },
        { "Ingest:QueueBytes is 17179869185;", new() { QueueBytes = (16L * 1024 * 1024 * 1024) + 1 } },
        { "Ingest:SpoolBytes is -1; it must be 0 (no line waits on the disk), or from 1048576 to 1099511627776.", new() { SpoolBytes = -1 } },
        { "Ingest:SpoolBytes is 1;", new() { SpoolBytes = 1 } },
        { "Ingest:SpoolFolder is empty.", new() { SpoolFolder = " " } },
        { "Ingest:SpoolFolder holds a NUL", new() { SpoolFolder = "a\0b" } },
        { $"Ingest:SpoolFolder is {AFile}, which is a file.", new() { SpoolFolder = AFile } },
        { "Ingest:BatchLines is 0;", new() { BatchLines = 0 } },
        { "Ingest:HistoryDays is 91;", new() { HistoryDays = 91 } },
        { "Ingest:KeepRawDays is 0;", new() { KeepRawDays = 0 } },
        { "Ingest:KeepReportDays is 36501;", new() { KeepReportDays = 36_501 } },
        { "Ingest:KeepReportDays is 20, less than Ingest:HistoryDays (21)", new() { KeepReportDays = 20 } },
    };

    [Theory]
    [MemberData(nameof(Bad))]
    public void A_limit_that_makes_no_sense_is_named(string told, IngestOptions options) =>
        Assert.StartsWith(told, Assert.Single(new IngestOptionsValidator().Validate(null, options).Failures!), StringComparison.Ordinal);

    [Fact]
    public void The_defaults_and_the_ends_of_the_ranges_are_welcome()
    {
        Assert.True(new IngestOptionsValidator().Validate(null, new()).Succeeded);
        Assert.True(new IngestOptionsValidator().Validate(null, new() { SpoolBytes = 0, SpoolFolder = "", KeepRawDays = 1, KeepReportDays = 21 }).Succeeded);
        Assert.True(new IngestOptionsValidator().Validate(null, new() { QueueBytes = 1024 * 1024, SpoolBytes = 1024 * 1024, SpoolFolder = "spool" }).Succeeded);
    }
}
