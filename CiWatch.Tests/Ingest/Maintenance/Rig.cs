using CiWatch.Ingest.Maintenance;
using CiWatch.Ingest.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;

namespace CiWatch.Tests.Ingest.Maintenance;

/// <summary>The commands' operations on a database in a temporary folder, and a recording to import.</summary>
internal sealed class Rig : IDisposable
{
    public const string Server = "recorded";

    private readonly Dictionary<string, string?> _settings;

    public Rig(params (string Key, string Value)[] settings)
    {
        _settings = new() { ["Database:ConnectionString"] = $"Data Source={DatabaseFile};Pooling=False" };
        foreach (var (key, value) in settings) _settings[key] = value;
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("ciwatch-maintenance-").FullName;

    public string DatabaseFile => Path.Combine(Folder, "ciwatch.db");

    /// <summary>What a real Gerrit 3.10.2 streamed.</summary>
    public static string Recording(string version = "3.10.2") => Path.Combine(AppContext.BaseDirectory, "Recorded", version, "stream.jsonl");

    /// <summary>The operations, with settings beside the rig's own.</summary>
    public MaintenanceServices Services(params (string Key, string Value)[] settings) => new(
        new ConfigurationBuilder().AddInMemoryCollection(_settings)
            .AddInMemoryCollection(settings.Select(s => KeyValuePair.Create(s.Key, (string?)s.Value))).Build());

    public ImportResult Import(string? file = null)
    {
        using var services = Services();
        return services.Import(file ?? Recording(), Server, (_, _) => { }, default);
    }

    public RewriteCount Reparse(params (string Key, string Value)[] settings)
    {
        using var services = Services(settings);
        return services.Reparse((_, _) => { }, default);
    }

    /// <summary>All that reports say, one text for each, in a canonical order; keys are left out.</summary>
    public List<string> Reports(string? database = null) => Rows("""
        SELECT c.Number, p.Number, a.Key, i.Pipeline, r.Phase, r.Outcome, r.Vote, r.ReportedAt, r.Contradiction, r.Tag, t.Text, t.EventText,
            (SELECT group_concat(coalesce(j.Name, '') || '=' || n.Result || n.Outcome, ';') FROM JobRuns n LEFT JOIN Jobs j ON j.Id = n.JobId WHERE n.ReportId = r.Id)
        FROM Reports r JOIN PatchSets p ON p.Id = r.PatchSetId JOIN Changes c ON c.Id = p.ChangeId JOIN ReportTexts t ON t.ReportId = r.Id
            JOIN Cis i ON i.Id = r.CiId JOIN Accounts a ON a.Id = i.AccountId
        UNION ALL SELECT c.Number, p.Number, a.Key, 'recheck', q.Target, q.At, q.Text, '', '', '', '', '', ''
        FROM Rechecks q JOIN PatchSets p ON p.Id = q.PatchSetId JOIN Changes c ON c.Id = p.ChangeId JOIN Accounts a ON a.Id = q.AccountId
        """, database);

    public long Number(string sql, string? database = null) => long.Parse(Rows(sql, database)[0], System.Globalization.CultureInfo.InvariantCulture);

    public void Execute(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={DatabaseFile};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Texts of these tests.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private List<string> Rows(string sql, string? database)
    {
        using var connection = new SqliteConnection($"Data Source={database ?? DatabaseFile};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Texts of these tests.
        command.CommandText = sql;
#pragma warning restore CA2100
        using var reader = command.ExecuteReader();
        List<string> rows = [];
        while (reader.Read()) rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(i => reader.GetValue(i))));
        rows.Sort(StringComparer.Ordinal);
        return rows;
    }
}
