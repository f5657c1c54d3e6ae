using System.Globalization;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using CiWatch.Tests.Infrastructure;
using Microsoft.Data.Sqlite;
using Xunit.Abstractions;

namespace CiWatch.Tests.EndToEnd;

/// <summary>A hundred thousand events at once while the database stalls: memory stays within its limit, and nothing is lost.</summary>
[Collection(Alone.Name)]
public sealed class BurstTests(ITestOutputHelper output) : IDisposable
{
    private const int Events = 100_000;
    private const int EventBytes = 2_048;
    private const int QueueMegabytes = 16;

    // The managed heap at most: what the setting allows, and room for the rest of the program, what
    // SSH.NET buffers, and garbage. All the lines together, as they are held, would be 225 MB and more.
    private const int HeapMegabytes = QueueMegabytes + 144;

    // Besides the heap: SQLite's cache (32 MB, by its pragmas), the WAL's index, compiled code.
    private const int NativeMegabytes = 64;

    // An event with the head of its record.
    private const int RecordBytes = EventBytes + 8 + 17 + 6;

    private readonly string _folder = Directory.CreateTempSubdirectory("ciwatch-burst-").FullName;

    private string DatabaseFile => Path.Combine(_folder, "ciwatch.db");

    private string SpoolFolder => DatabaseFile + "-spool";

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [SshdFact]
    public async Task A_burst_with_the_database_locked_stays_within_memory_and_loses_nothing()
    {
        await using var sshd = await SshdServer.StartAsync();
        await using var app = await ChildApp.StartAsync(Settings(sshd));
        await LiveAsync(sshd, app, 1);
        var before = app.Megabytes("VmRSS");

        using (Locked())
        {
            sshd.EmitBytes(Burst());
            await RunningApp.UntilAsync(() => Task.FromResult(Spooled()), bytes => bytes > ((long)Events * EventBytes) - (QueueMegabytes * 1024 * 1024));
            var ready = await app.Http.GetAsync("/readyz");
            Assert.False(ready.IsSuccessStatusCode);
            output.WriteLine($"{Spooled() / 1e6:0} MB of {Events * EventBytes / 1e6:0} MB wait on the disk");
        }

        var stalled = app.Megabytes("VmHWM") - before;
        // Patience for each part: how long all of it takes is the machine's affair.
        for (var part = Events / 10; part <= Events; part += Events / 10) await RunningApp.UntilAsync(() => Task.FromResult(Stored()), stored => stored >= part);
        var after = app.Megabytes("VmHWM") - before;
        await RunningApp.UntilAsync(() => Task.FromResult(Spooled()), bytes => bytes == 0);
        var server = (await app.Http.GetFromJsonAsync<JsonNode>("/api/v1/status"))!["servers"]![0]!;
        var lost = Events - InOrder();
        output.WriteLine($"{Events} events of {EventBytes} bytes, Ingest:QueueBytes {QueueMegabytes} MB: memory before {before:0} MB; peak while stalled +{stalled:0} MB, peak to the end +{after:0} MB; lost {lost}, dropped {server["dropped"]}");

        Assert.Equal(0, lost);
        Assert.Equal((0L, (long)Events), ((long)server["dropped"]!, (long)server["events"]!));
        Assert.InRange(stalled, 0, HeapMegabytes + NativeMegabytes);
        Assert.InRange(after, 0, HeapMegabytes + NativeMegabytes);
    }

    [SshdFact]
    public async Task What_waits_on_the_disk_survives_a_kill()
    {
        await using var sshd = await SshdServer.StartAsync();
        int found;
        await using (var app = await ChildApp.StartAsync(Settings(sshd)))
        {
            await LiveAsync(sshd, app, 1);
            using (Locked())
            {
                sshd.EmitBytes(Burst());
                await RunningApp.UntilAsync(() => Task.FromResult(Spooled()), bytes => bytes > ((long)Events * EventBytes) - (QueueMegabytes * 1024 * 1024));
                await app.KillAsync();
            }

            found = (int)(Spooled() / RecordBytes);
        }

        await using var again = await ChildApp.StartAsync(Settings(sshd));
        await RunningApp.UntilAsync(() => Task.FromResult(Spooled()), bytes => bytes == 0);
        var stored = Stored();
        output.WriteLine($"killed with {found} lines on the disk; {stored} stored at the next start, the others were in memory");
        Assert.Equal(found, stored);
        Assert.Equal(found, Numbers().Distinct().Count());
    }

    private static async Task LiveAsync(SshdServer sshd, ChildApp app, int streams)
    {
        await sshd.StreamsAsync(streams);
        await RunningApp.UntilAsync(async () => (await app.Http.GetFromJsonAsync<JsonNode>("/api/v1/status"))!["servers"]![0]!, s => (string?)s["state"] == "live");
    }

    private Dictionary<string, string?> Settings(SshdServer sshd) => new(sshd.Settings())
    {
        ["Database:ConnectionString"] = $"Data Source={DatabaseFile};Default Timeout=1",
        ["Ingest:QueueBytes"] = (QueueMegabytes * 1024 * 1024).ToString(CultureInfo.InvariantCulture),
        // The proof: with more than this the process would end by itself. It also makes the collector look in time, whatever the machine.
        ["DOTNET_GCHeapHardLimit"] = (HeapMegabytes * 1024 * 1024).ToString("X", CultureInfo.InvariantCulture),
    };

    /// <summary>Invented events, each with its number in it.</summary>
    private static byte[] Burst()
    {
        StringBuilder text = new(Events * (EventBytes + 1));
        for (var i = 0; i < Events; i++)
        {
            var head = $$"""{"type":"ref-updated","number":{{i}},"refUpdate":{"project":"acme/storage","refName":"refs/heads/master","note":" """.TrimEnd();
            text.Append(head).Append('x', EventBytes - head.Length - 3).Append("\"}}\n");
        }

        return Encoding.ASCII.GetBytes(text.ToString());
    }

    private SqliteConnection Locked()
    {
        SqliteConnection other = new($"Data Source={DatabaseFile};Pooling=False");
        other.Open();
        using var begin = other.CreateCommand();
        begin.CommandText = "BEGIN IMMEDIATE";
        begin.ExecuteNonQuery();
        return other; // disposing it rolls back
    }

    private long Spooled() => Directory.Exists(SpoolFolder) ? new DirectoryInfo(SpoolFolder).GetFiles("*.spool").Sum(f => f.Exists ? f.Length : 0) : 0;

    /// <summary>How many events are stored, each at its place.</summary>
    private int InOrder() => Numbers().Where((number, i) => number == i).Count();

    private List<int> Numbers() => Read("SELECT Bytes ->> '$.number' FROM RawLines ORDER BY Id", r => r.GetInt32(0));

    private long Stored() => Read("SELECT coalesce(max(Id), 0) FROM RawLines", r => r.GetInt64(0))[0];

    private List<T> Read<T>(string sql, Func<SqliteDataReader, T> read)
    {
        using SqliteConnection connection = new($"Data Source={DatabaseFile};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var rows = command.ExecuteReader();
        List<T> all = [];
        while (rows.Read()) all.Add(read(rows));
        return all;
    }
}
