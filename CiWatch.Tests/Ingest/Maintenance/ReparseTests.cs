using CiWatch.Tests.Ingest.Sources;

namespace CiWatch.Tests.Ingest.Maintenance;

public sealed class ReparseTests : IDisposable
{
    private readonly Rig _rig = new();

    public ReparseTests() => _rig.Import();

    public void Dispose() => _rig.Dispose();

    [Fact]
    public void With_the_same_rules_nothing_changes()
    {
        var before = _rig.Reports();
        Assert.Equal(default, _rig.Reparse());
        Assert.Equal(default, _rig.Reparse());
        Assert.Equal(before, _rig.Reports());
    }

    [Fact]
    public void What_a_worse_parser_wrote_is_read_again()
    {
        var before = _rig.Reports();
        _rig.Execute("UPDATE Reports SET Outcome = NULL, Phase = 2, Contradiction = 1 WHERE Outcome IS NOT NULL");
        _rig.Execute("DELETE FROM JobRuns WHERE Ordinal > 0");
        _rig.Execute("UPDATE Reports SET CiId = (SELECT min(Id) FROM Cis c WHERE c.AccountId = (SELECT AccountId FROM Cis x WHERE x.Id = Reports.CiId))");

        var first = _rig.Reparse();

        Assert.True(first is { Changed: > 10, Added: 0, Removed: 0 }, first.ToString());
        Assert.Equal(before, _rig.Reports());
        Assert.Equal(default, _rig.Reparse());
    }

    [Fact]
    public void Reports_that_were_not_seen_come_and_those_that_are_none_go()
    {
        var before = _rig.Reports();
        var gone = _rig.Reparse(("Cis:NotCis:0", "acme-net-ci"), ("Cis:NotCis:1", "zuul"));
        var without = _rig.Reports();
        var back = _rig.Reparse();

        Assert.True(gone.Removed > 0 && without.Count < before.Count, gone.ToString());
        Assert.DoesNotContain(without, r => r.Contains("|zuul|", StringComparison.Ordinal));
        Assert.Equal(gone.Removed, back.Added);
        Assert.Equal(before, _rig.Reports());
        Assert.Equal(default, _rig.Reparse());
    }

    [Fact]
    public void Reports_whose_lines_are_forgotten_are_read_from_their_words()
    {
        var before = _rig.Reports();
        _rig.Execute("DELETE FROM RawLines");
        _rig.Execute("UPDATE Reports SET Outcome = NULL, Phase = 2, Contradiction = 1 WHERE Outcome IS NOT NULL");

        Assert.True(_rig.Reparse().Changed > 10);
        Assert.Equal(before, _rig.Reports());
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public void Reports_that_several_sources_told_stay_one(string version)
    {
        RecordedStory story = new(version);
        using var stored = new StoredReports().With([.. story.Query, .. story.Stream, .. story.Rest, .. story.Replay()]);
        var before = stored.Reports;
        using var services = new Rig(("Database:ConnectionString", $"Data Source={stored.Database.Path};Pooling=False"));

        Assert.Equal(default, services.Reparse());
        Assert.Equal(before, stored.Reports);
    }

    public static TheoryData<string> Versions => RecordedStory.Versions;
}
