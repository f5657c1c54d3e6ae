using System.Net;
using CiWatch.Tests.Infrastructure;

namespace CiWatch.Tests.EndToEnd;

/// <summary>A disk that is really full, and has space again.</summary>
public sealed class DiskFullTests
{
    private static readonly KeyValuePair<string, string?> SmallMemory = new("Ingest:QueueBytes", "1048576");

    [TmpfsFact]
    public async Task With_database_and_spool_on_it_what_has_no_room_is_counted_and_all_else_is_stored()
    {
        using var disk = new Tmpfs(megabytes: 24);
        await using var rig = await PipelineRig.StartAsync(disk.Folder, SmallMemory);
        Assert.Equal(100, rig.Write(100));
        await rig.StoredAsync(100);

        disk.Fill();
        var taken = rig.Write(3_000);
        var trouble = await rig.TroubleAsync(t => t?.Contains("Ingest:SpoolFolder", StringComparison.Ordinal) == true && t.Contains("is full", StringComparison.Ordinal));
        Assert.InRange(taken, 300, 2_900);
        Assert.Contains("Database:ConnectionString", trouble, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await rig.App.Http.GetAsync("/readyz")).StatusCode);

        disk.Free();
        await rig.TroubleAsync(t => t is null);
        await rig.StoredAsync(100 + taken);
        Assert.Equal(10, rig.Write(10));
        await rig.StoredAsync(110 + taken);
        Assert.Equal(HttpStatusCode.OK, (await rig.App.Http.GetAsync("/readyz")).StatusCode);
        await RunningApp.UntilAsync(() => Task.FromResult(rig.Number("SELECT Dropped FROM Servers")), dropped => dropped == 3_000 - taken);
        Assert.Equal(110 + taken, rig.Number("SELECT COUNT(*) FROM RawLines"));
        Assert.Equal(3_000 - taken, (long)(await rig.App.ServerAsync(_ => true))["dropped"]!);
    }

    [TmpfsFact]
    public async Task With_the_spool_on_another_disk_nothing_is_lost()
    {
        using var disk = new Tmpfs(megabytes: 48);
        var spool = Directory.CreateTempSubdirectory("ciwatch-spool-").FullName;
        await using (var rig = await PipelineRig.StartAsync(disk.Folder, SmallMemory, new("Ingest:SpoolFolder", spool)))
        {
            disk.Fill();
            Assert.Equal(3_000, rig.Write(3_000));
            await rig.TroubleAsync(t => t?.Contains("is full", StringComparison.Ordinal) == true);
            Assert.InRange(rig.Queue.Waiting.Memory, 0, 1_048_576);

            disk.Free();
            await rig.StoredAsync(3_000);
            await rig.TroubleAsync(t => t is null);
            Assert.Equal(0, rig.Number("SELECT Dropped FROM Servers"));
        }

        Assert.Empty(Directory.GetFiles(spool, "*.spool"));
        Directory.Delete(spool, recursive: true);
    }
}
