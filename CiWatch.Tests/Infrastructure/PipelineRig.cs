using System.Text;
using CiWatch.Ingest.Hosting;
using CiWatch.Ingest.Intake;
using CiWatch.Tests.Benchmarks;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace CiWatch.Tests.Infrastructure;

/// <summary>The program with a server that nobody runs: invented lines come through the same seam all the same.</summary>
internal sealed class PipelineRig(RunningApp app, string database) : IAsyncDisposable
{
    private int _written;

    public RunningApp App => app;

    public LineQueue Queue { get; } = app.Services.GetRequiredService<LineQueue>();

    public string? Trouble => app.Services.GetRequiredService<PipelineState>().Trouble;

    public static async Task<PipelineRig> StartAsync(string folder, params IEnumerable<KeyValuePair<string, string?>> settings)
    {
        var database = Path.Combine(folder, "ciwatch.db");
        return new(await RunningApp.StartAsync([.. Settings(database), .. settings], folder), database);
    }

    public static Dictionary<string, string?> Settings(string database) => new()
    {
        ["Gerrit:Servers:0:Name"] = "bench",
        ["Gerrit:Servers:0:Host"] = "127.0.0.1",
        ["Gerrit:Servers:0:Port"] = "1",
        ["Gerrit:Servers:0:Username"] = "nobody",
        ["Gerrit:Servers:0:PrivateKeyFile"] = Environment.ProcessPath,
        ["Gerrit:Servers:0:HostKeyFingerprint"] = "SHA256:" + new string('A', 43),
        ["Database:ConnectionString"] = $"Data Source={database};Default Timeout=1",
    };

    /// <summary>Writes lines as a stream does; returns how many were taken.</summary>
    public int Write(int lines)
    {
        var now = TimeProvider.System.GetUtcNow();
        var taken = 0;
        for (var i = 0; i < lines; i++, _written++)
        {
            var (change, ci) = (1 + (_written / 61), _written % 61);
            var line = ci == 0 ? BenchmarkLines.Created(change, now) : BenchmarkLines.Report(change, ci, now, now);
            taken += TryWrite(line, now);
        }

        return taken;
    }

    /// <summary>Writes one line as a stream does; it must be taken.</summary>
    public void Write(string line, DateTimeOffset? receivedAt = null) =>
        Assert.Equal(1, TryWrite(line, receivedAt ?? TimeProvider.System.GetUtcNow()));

    public Task<long> StoredAsync(long lines) => RunningApp.UntilAsync(() => Task.FromResult(Number("SELECT COUNT(*) FROM RawLines")), n => n >= lines);

    public Task<string?> TroubleAsync(Func<string?, bool> wanted) => RunningApp.UntilAsync(() => Task.FromResult(Trouble), wanted);

    public long Number(string sql) => (long)Scalar(database, sql)!;

    public string? Text(string sql) => Scalar(database, sql)?.ToString();

    /// <summary>Works on a database as another program does.</summary>
    public static void Execute(string database, string sql) => Scalar(database, sql);

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private int TryWrite(string line, DateTimeOffset at) => Queue.TryWrite(new RawLine("bench", Encoding.UTF8.GetBytes(line), at));

    private static object? Scalar(string database, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={database};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }
}
