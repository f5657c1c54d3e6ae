using CiWatch.Ingest.Storage;
using CiWatch.Tests.Infrastructure;
using CiWatch.Tests.Ingest.Storage;

namespace CiWatch.Tests.EndToEnd;

/// <summary>A database file that something overwrote: said at the start, or while it runs, with what to do.</summary>
public sealed class DamagedFileTests
{
    private const int Page = 8192;

    [Theory]
    [InlineData(0, 16, "no SQLite database, or no longer one")] // the name of the format
    [InlineData(16, 84, "is damaged")] // the rest of the header
    [InlineData(100, 4 * Page, "is damaged")] // the schema
    [InlineData(Page, 400 * Page, "is damaged")] // pages of tables
    public async Task A_start_on_it_ends_with_what_to_do(int from, int length, string told)
    {
        using var file = Filled();
        Damage(file.Path, from, length);

        var (status, output) = await ChildApp.RunAsync(PipelineRig.Settings(file.Path));

        Assert.Equal(78, status);
        Assert.Contains(told, output, StringComparison.Ordinal);
        Assert.Contains("backup in its place", output, StringComparison.Ordinal);
        Assert.Contains("Database:ConnectionString", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Damage_while_it_runs_is_told_and_mended_by_the_right_bytes_and_nothing_is_lost()
    {
        using var file = Filled();
        await using var rig = await PipelineRig.StartAsync(Path.GetDirectoryName(file.Path)!);
        file.Scalar("PRAGMA wal_checkpoint(TRUNCATE)");
        var whole = File.ReadAllBytes(file.Path);
        Damage(file.Path, 0, Page);

        Assert.Equal(100, rig.Write(100));
        var trouble = await rig.TroubleAsync(t => t is not null);
        Assert.Contains("is damaged", trouble, StringComparison.Ordinal);
        Assert.Contains("put a backup in its place", trouble, StringComparison.Ordinal);
        Assert.Contains("Database:ConnectionString", trouble, StringComparison.Ordinal);

        Overwrite(file.Path, 0, whole);
        await rig.TroubleAsync(t => t is null);
        await rig.StoredAsync(400);
        Assert.Equal(400, rig.Number("SELECT COUNT(*) FROM RawLines"));
    }

    private static DatabaseFile Filled()
    {
        var file = new DatabaseFile();
        using (var writer = new BatchWriter(file.Database)) writer.Write(Lines.Many(300));
        file.Scalar("PRAGMA wal_checkpoint(TRUNCATE)");
        return file;
    }

    /// <summary>Overwrites a stretch, as far as the file goes.</summary>
    private static void Damage(string path, int from, int length)
    {
        var bytes = new byte[Math.Min(length, new FileInfo(path).Length - from)];
        new Random(1).NextBytes(bytes);
        Overwrite(path, from, bytes);
    }

    private static void Overwrite(string path, int from, byte[] bytes)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
        file.Position = from;
        file.Write(bytes);
    }
}
