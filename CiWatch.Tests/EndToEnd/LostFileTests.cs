using System.Net;
using CiWatch.Tests.Infrastructure;
using Microsoft.Extensions.Logging;

namespace CiWatch.Tests.EndToEnd;

/// <summary>A database file that is taken away, replaced or overwritten while the service runs and no vote comes: noticed, said, and nothing is lost.</summary>
public sealed class LostFileTests : IDisposable
{
    private readonly LogLines _log = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("ciwatch-lost-").FullName;

    private string Database => Path.Combine(_folder, "data", "ciwatch.db");

    public void Dispose()
    {
        _log.Dispose();
        if (Directory.Exists(_folder)) Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Deleted_on_a_quiet_server_it_is_missed_and_once_put_back_all_is_stored()
    {
        await using var rig = await StartAsync();
        var copy = Copy();
        foreach (var ending in (string[])["", "-wal", "-shm"]) File.Delete(Database + ending);

        await SaidAsync(rig, "was deleted or moved away while CI Watch ran");
        Assert.Equal(50, rig.Write(50));
        await rig.App.Http.GetAsync("/api/v1/changes/999");
        Assert.False(File.Exists(Database)); // no reader makes an empty one

        File.Move(copy, Database);
        await StoredAsync(rig, 150);
    }

    [Fact]
    public async Task Its_folder_moved_away_and_back_loses_nothing()
    {
        await using var rig = await StartAsync();
        Directory.Move(Path.Combine(_folder, "data"), Path.Combine(_folder, "away"));
        await SaidAsync(rig, "was deleted or moved away while CI Watch ran");
        Assert.Equal(50, rig.Write(50));
        Directory.Move(Path.Combine(_folder, "away"), Path.Combine(_folder, "data"));
        await StoredAsync(rig, 150);
    }

    [Fact]
    public async Task Replaced_by_a_backup_while_votes_come_it_goes_on_with_that_one_and_the_old_log_does_not_destroy_it()
    {
        await using var rig = await StartAsync();
        var copy = Copy();
        Assert.Equal(200, rig.Write(200)); // in the write-ahead log of the old file
        await rig.StoredAsync(300);
        File.Move(copy, Database, overwrite: true);
        Assert.Equal(50, rig.Write(50));
        await RunningApp.UntilAsync(() => Task.FromResult(_log.All.Count(l => l.Text.Contains("can be used again", StringComparison.Ordinal))), again => again > 0);
        Assert.Contains(_log.All, l => l.Text.Contains($"was replaced by another file while CI Watch ran: CI Watch opens that one. ({Database}; ", StringComparison.Ordinal));
        await StoredAsync(rig, 150);
        Assert.Equal(150, rig.Number("SELECT count(*) FROM RawLines"));
        Assert.Equal("ok", rig.Text("PRAGMA integrity_check"));
    }

    [Fact]
    public async Task Replaced_by_something_else_it_stores_nothing_there()
    {
        await using var rig = await StartAsync();
        var copy = Copy();
        var other = Path.Combine(_folder, "other.db");
        PipelineRig.Execute(other, "CREATE TABLE Other (Id INTEGER)");
        File.Move(other, Database, overwrite: true);
        Assert.Equal(50, rig.Write(50));
        await SaidAsync(rig, "or by a file that is none");
        File.Move(copy, Database, overwrite: true);
        await StoredAsync(rig, 150);
    }

    [Fact]
    public async Task The_files_beside_it_deleted_it_is_opened_again_and_keeps_what_was_in_them()
    {
        await using var rig = await StartAsync();
        foreach (var ending in (string[])["-wal", "-shm"]) File.Delete(Database + ending);
        await RunningApp.UntilAsync(() => Task.FromResult(File.Exists(Database + "-shm")), there => there);
        Assert.Equal(50, rig.Write(50));
        await StoredAsync(rig, 150);
        Assert.Equal("ok", rig.Text("PRAGMA integrity_check"));
    }

    [Fact]
    public async Task Overwritten_on_a_quiet_server_it_is_called_damaged()
    {
        await using var rig = await StartAsync();
        PipelineRig.Execute(Database, "PRAGMA wal_checkpoint(TRUNCATE)");
        var whole = Head();
        Overwrite(new byte[whole.Length]);
        await SaidAsync(rig, "is damaged");
        Overwrite(whole);
        Assert.Equal(50, rig.Write(50));
        await StoredAsync(rig, 150);
    }

    /// <summary>Starts it with 100 lines stored, a part of them in the write-ahead log.</summary>
    private async Task<PipelineRig> StartAsync()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Database)!);
        PipelineRig rig = new(await RunningApp.StartAsync(PipelineRig.Settings(Database), _folder, b => b.Logging.AddProvider(_log)), Database);
        Assert.Equal(100, rig.Write(100));
        await rig.StoredAsync(100);
        return rig;
    }

    private string Copy()
    {
        var copy = Path.Combine(_folder, "copy.db");
        PipelineRig.Execute(Database, $"VACUUM INTO '{copy}'");
        return copy;
    }

    /// <summary>Said to operators and monitors, and without a path of this machine.</summary>
    private async Task SaidAsync(PipelineRig rig, string words)
    {
        await rig.TroubleAsync(t => t?.Contains(words, StringComparison.Ordinal) == true);
        var status = (string?)(await rig.App.JsonAsync("/api/v1/status"))["trouble"];
        Assert.Contains("Database:ConnectionString", status, StringComparison.Ordinal);
        Assert.DoesNotContain(_folder, status, StringComparison.Ordinal);
        var ready = await rig.App.Http.GetAsync("/readyz");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
        Assert.DoesNotContain(_folder, await ready.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private static async Task StoredAsync(PipelineRig rig, long lines)
    {
        await rig.TroubleAsync(t => t is null);
        await rig.StoredAsync(lines);
        Assert.Equal(lines, rig.Number("SELECT count(*) FROM RawLines"));
        Assert.Equal(HttpStatusCode.OK, (await rig.App.Http.GetAsync("/readyz")).StatusCode);
    }

    private byte[] Head()
    {
        using var file = new FileStream(Database, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var bytes = new byte[8192];
        file.ReadExactly(bytes);
        return bytes;
    }

    private void Overwrite(byte[] bytes)
    {
        using var file = new FileStream(Database, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
        file.Write(bytes);
    }
}
