using CiWatch.Ingest.Maintenance;
using CiWatch.Ingest.Storage;
using CiWatch.Tests.Ingest.Storage;

namespace CiWatch.Tests.Ingest.Maintenance;

/// <summary>Keys of lines and reports that were removed are never given again.</summary>
public sealed class KeysTests : IDisposable
{
    private static readonly DateTimeOffset Never = DateTimeOffset.UnixEpoch;
    private static readonly DateTimeOffset Always = Never.AddYears(200);

    private readonly Rig _rig = new();

    public KeysTests() => _rig.Import();

    public void Dispose() => _rig.Dispose();

    [Fact]
    public void A_database_whose_lines_are_all_forgotten_is_sound()
    {
        Forget(linesBefore: Always, reportsBefore: Never);

        Assert.Equal(0, _rig.Number("SELECT count(*) FROM RawLines"));
        Assert.Empty(Check().Damage);
    }

    [Fact]
    public void Lines_that_come_after_all_were_forgotten_are_not_taken_for_those()
    {
        var last = _rig.Number("SELECT max(Id) FROM RawLines");
        Forget(linesBefore: Always, reportsBefore: Never);
        _rig.Import(Rig.Recording("3.2.3"));
        var before = _rig.Reports();

        Assert.True(_rig.Number("SELECT min(Id) FROM RawLines") > last);
        Assert.Empty(Check().Damage);
        Assert.Equal(default, _rig.Reparse());
        Assert.Equal(before, _rig.Reports());
    }

    [Fact]
    public void Keys_go_on_after_everything_was_forgotten()
    {
        var (line, report) = (_rig.Number("SELECT max(Id) FROM RawLines"), _rig.Number("SELECT max(Id) FROM Reports"));
        Forget(linesBefore: Always, reportsBefore: Always);
        Assert.Equal((0, 0), (_rig.Number("SELECT count(*) FROM RawLines"), _rig.Number("SELECT count(*) FROM Reports")));
        _rig.Import();

        Assert.Equal((line + 1, report + 1), (_rig.Number("SELECT min(Id) FROM RawLines"), _rig.Number("SELECT min(Id) FROM Reports")));
        Assert.Empty(Check().Damage);
    }

    [Fact]
    public void A_report_that_comes_back_has_another_key_than_the_one_that_went()
    {
        var last = _rig.Number("SELECT max(Id) FROM Reports");
        Assert.True(_rig.Reparse(("Cis:NotCis:0", "acme-net-ci"), ("Cis:NotCis:1", "zuul")).Removed > 0);
        var left = _rig.Number("SELECT max(Id) FROM Reports");
        _rig.Reparse();

        Assert.Equal(0, _rig.Number($"SELECT count(*) FROM Reports WHERE Id > {left} AND Id <= {last}"));
    }

    private CheckResult Check()
    {
        using var services = _rig.Services();
        return services.Check();
    }

    private void Forget(DateTimeOffset linesBefore, DateTimeOffset reportsBefore)
    {
        using var writer = new BatchWriter(DatabaseFile.Open(_rig.DatabaseFile));
        while (writer.Forget(linesBefore, reportsBefore, 1_000) > 0)
        {
        }
    }
}
