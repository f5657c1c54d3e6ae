using System.Buffers;
using System.Diagnostics;
using System.IO.Pipelines;
using System.Text.Json;
using CiWatch.Tests.Infrastructure;
using Microsoft.Data.Sqlite;
using Renci.SshNet;

namespace CiWatch.Tests.Benchmarks;

/// <summary>The least that any ingest must do: read lines over SSH, parse them as JSON, insert them by a prepared statement.</summary>
internal static class IngestYardstick
{
    private const int Batch = 1_000;

    public static async Task<TimeSpan> RunAsync(byte[] bytes, int lines)
    {
        await using var sshd = await SshdServer.StartAsync();
        using var client = new SshClient(new ConnectionInfo("127.0.0.1", sshd.Port, SshdServer.Username, new PrivateKeyAuthenticationMethod(SshdServer.Username, new PrivateKeyFile(sshd.KeyFile))));
        client.Connect();
        using var command = client.CreateCommand("gerrit stream-events");
        var running = command.BeginExecute();
        await sshd.StreamsAsync(1);
        var file = Path.Combine(sshd.Folder, "yardstick.db");
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        Run(connection, "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; CREATE TABLE Lines(Id INTEGER PRIMARY KEY, Change INTEGER, Comment TEXT, Line BLOB)");

        var began = Stopwatch.GetTimestamp();
        sshd.EmitBytes(bytes);
        await Task.Run(() => ReadAsync(PipeReader.Create(command.OutputStream), connection, lines));
        var took = Stopwatch.GetElapsedTime(began);
        command.CancelAsync(forceKill: true);
        GC.KeepAlive(running);
        return took;
    }

    private static async Task ReadAsync(PipeReader reader, SqliteConnection connection, int lines)
    {
        using var insert = connection.CreateCommand();
        insert.CommandText = "INSERT INTO Lines(Change, Comment, Line) VALUES (@change, @comment, @line)";
        var (change, comment, whole) = (insert.Parameters.Add("@change", SqliteType.Integer), insert.Parameters.Add("@comment", SqliteType.Text), insert.Parameters.Add("@line", SqliteType.Blob));
        insert.Prepare();
        var transaction = connection.BeginTransaction();
        insert.Transaction = transaction;
        var read = 0;
        while (read < lines)
        {
            var result = await reader.ReadAsync();
            var buffer = result.Buffer;
            while (buffer.PositionOf((byte)'\n') is { } end)
            {
                var line = buffer.Slice(0, end).ToArray();
                buffer = buffer.Slice(buffer.GetPosition(1, end));
                using var json = JsonDocument.Parse(line);
                change.Value = json.RootElement.GetProperty("change").GetProperty("number").GetInt64();
                comment.Value = json.RootElement.TryGetProperty("comment", out var text) ? text.GetString() : DBNull.Value;
                whole.Value = line;
                insert.ExecuteNonQuery();
                if (++read % Batch == 0)
                {
                    transaction.Commit();
                    transaction.Dispose();
                    insert.Transaction = transaction = connection.BeginTransaction();
                }
            }

            reader.AdvanceTo(buffer.Start, buffer.End);
            if (result.IsCompleted) break;
        }

        transaction.Commit();
        transaction.Dispose();
        if (read != lines) throw new InvalidOperationException($"The yardstick read {read} of {lines} lines.");
    }

    private static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
