using CiWatch.Ingest.Maintenance;
using CiWatch.Ingest.Storage;
using CiWatch.Tests.Ingest.Sources;
using CiWatch.Tests.Ingest.Storage;

namespace CiWatch.Tests.Ingest.Maintenance;

public sealed class ExportBackupCheckTests : IDisposable
{
    private readonly Rig _rig = new();

    public void Dispose() => _rig.Dispose();

    [Fact]
    public void What_is_exported_is_what_came_and_makes_the_same_reports_elsewhere()
    {
        _rig.Import();
        var file = Export(_rig);
        using Rig other = new();
        other.Import(file);

        Assert.Equal(File.ReadAllText(Rig.Recording()), File.ReadAllText(file));
        Assert.Equal(_rig.Reports(), other.Reports());
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public void Histories_go_out_and_come_back_too(string version)
    {
        RecordedStory story = new(version);
        using var stored = new StoredReports().With([.. story.Query, .. story.Rest, .. story.Stream]);
        using Rig from = new(("Database:ConnectionString", $"Data Source={stored.Database.Path};Pooling=False"));
        using Rig to = new();
        to.Import(Export(from));

        Assert.Equal(stored.Reports.Count, to.Number("SELECT count(*) FROM Reports"));
    }

    [Fact]
    public void A_sound_database_is_sound_and_its_counts_are_told()
    {
        var imported = _rig.Import();
        var check = Check(_rig);

        Assert.Empty(check.Damage);
        Assert.Equal(new CheckedServer(Rig.Server, imported.Lines, imported.Reports, 0, 0, "never", 0), Assert.Single(check.Servers));
        Assert.Equal((imported.Lines, imported.Reports), check.Sources.Where(s => s.Source == "replay").Select(s => (s.Lines, s.Reports)).Single());
    }

    [Theory]
    [InlineData("DELETE FROM RawLines WHERE Id = (SELECT max(RawLineId) FROM Reports)", "have no raw line")]
    [InlineData("PRAGMA foreign_keys=OFF; DELETE FROM ReportTexts WHERE ReportId = 3", "1 reports have no text")]
    [InlineData("PRAGMA foreign_keys=OFF; DELETE FROM Accounts WHERE Id = 2", "refers to a row of Accounts")]
    public void Damage_is_named(string damage, string told)
    {
        _rig.Import();
        _rig.Execute(damage);
        Assert.Contains(Check(_rig).Damage, d => d.Contains(told, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_backup_under_load_is_one_moment_of_the_database()
    {
        _rig.Import();
        using var services = _rig.Services();
        using CancellationTokenSource stop = new();
        var database = DatabaseFile.Open(_rig.DatabaseFile);
        using var writer = new BatchWriter(database);
        var written = 0;
        var load = Task.Run(() =>
        {
            for (; !stop.IsCancellationRequested; written += 200) writer.Write(Lines.Many(200, written));
        });
        await Infrastructure.RunningApp.UntilAsync(() => Task.FromResult(Volatile.Read(ref written)), n => n > 1000);

        var copy = Path.Combine(_rig.Folder, "sub", "copy.db");
        services.Backup(copy);
        await stop.CancelAsync();
        await load;

        // Batches are whole in it: the load writes 200 reports a transaction.
        var inCopy = _rig.Number("SELECT count(*) FROM Reports WHERE CiId IN (SELECT c.Id FROM Cis c JOIN Accounts a ON a.Id = c.AccountId WHERE a.Key GLOB 'ci-*')", copy);
        Assert.True(inCopy >= 1000 && inCopy % 200 == 0, $"{inCopy}");
        using Rig restored = new(("Database:ConnectionString", $"Data Source={copy};Pooling=False"));
        Assert.Empty(Check(restored).Damage);
        restored.Import(); // it is a database like any other
        Assert.Equal(["copy.db"], Directory.EnumerateFiles(Path.Combine(_rig.Folder, "sub")).Select(Path.GetFileName).Where(f => !f!.EndsWith("-wal", StringComparison.Ordinal) && !f.EndsWith("-shm", StringComparison.Ordinal) && !f.EndsWith(".migrating", StringComparison.Ordinal)));
    }

    [Fact]
    public void What_can_not_be_is_told_by_its_name()
    {
        using (var services = _rig.Services())
            Assert.Contains("there is no database at", Assert.Throws<StorageException>(() => services.Check()).Message, StringComparison.Ordinal);
        Assert.False(File.Exists(_rig.DatabaseFile));

        _rig.Import();
        using var again = _rig.Services();
        Assert.Contains("is there already", Assert.Throws<StorageException>(() => again.Backup(_rig.DatabaseFile)).Message, StringComparison.Ordinal);
        Assert.Contains("can't be", Assert.Throws<StorageException>(() => again.Backup("/proc/no/copy.db")).Message, StringComparison.Ordinal);
        Assert.ThrowsAny<IOException>(() => again.Import("/nowhere", "x", (_, _) => { }, default));
    }

    public static TheoryData<string> Versions => RecordedStory.Versions;

    private static CheckResult Check(Rig rig)
    {
        using var services = rig.Services();
        return services.Check();
    }

    private string Export(Rig rig)
    {
        var file = Path.Combine(_rig.Folder, "out.jsonl");
        using var services = rig.Services();
        using var to = File.Create(file);
        services.Export(null, to, default);
        return file;
    }
}
