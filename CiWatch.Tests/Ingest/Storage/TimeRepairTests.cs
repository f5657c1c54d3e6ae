using CiWatch.Ingest.Storage;

namespace CiWatch.Tests.Ingest.Storage;

/// <summary>A file of a version that stored times as they came.</summary>
public sealed class TimeRepairTests : IDisposable
{
    private const long Year9999 = 253402300799000;
    private static readonly DateTimeOffset Now = Lines.Start.AddHours(1);

    private readonly DatabaseFile _file = new();

    public TimeRepairTests()
    {
        using BatchWriter writer = new(_file.Database);
        writer.Write([Lines.Comment(Lines.Report(Lines.Start)), Lines.Comment(Lines.Report(Lines.Start.AddMinutes(1)), change: 2)]);
    }

    public void Dispose() => _file.Dispose();

    [Fact]
    public void Rows_of_the_year_9999_get_a_time_that_can_be_true()
    {
        Run($"UPDATE Reports SET ReportedAt = {Year9999} WHERE Id = 1; UPDATE PatchSets SET CreatedAt = {Year9999} WHERE Id = 1;"
            + $"UPDATE Changes SET UpdatedAt = {Year9999}, ClosedAt = {Year9999}, StatusAt = {Year9999} WHERE Id = 1; UPDATE Servers SET LastEventAt = {Year9999};");

        Assert.Equal(4, new TimeRepair(_file.Database).Run(Now, TimeSpan.FromDays(1)));

        var receipt = Lines.Start.AddSeconds(1).ToUnixTimeMilliseconds();
        Assert.Equal((receipt, receipt), (_file.Number("SELECT ReportedAt FROM Reports WHERE Id = 1"), _file.Number("SELECT CreatedAt FROM PatchSets WHERE Id = 1")));
        Assert.Equal(Now.ToUnixTimeMilliseconds(), _file.Number("SELECT max(UpdatedAt, StatusAt, ClosedAt) FROM Changes WHERE Id = 1"));
        using var history = new HistoryReader(_file.Database).Open();
        Assert.Equal(Lines.Start.AddMinutes(1), history.Servers().Single().LastEventAt);
        Assert.All(history.Rows(Lines.Start.AddDays(-1)), r => Assert.True(r.Row.CreatedAt <= Now));
    }

    [Fact]
    public void A_sound_file_is_not_touched_whatever_the_clock_says()
    {
        Assert.Equal(0, new TimeRepair(_file.Database).Run(Now, TimeSpan.FromDays(1)));
        // This machine starts with the clock of its last century.
        Assert.Equal(0, new TimeRepair(_file.Database).Run(DateTimeOffset.UnixEpoch, TimeSpan.FromDays(1)));
    }

    private void Run(string sql) => _file.Scalar(sql);
}
