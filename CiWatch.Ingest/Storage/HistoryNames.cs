using CiWatch.Ingest.Live;
using CiWatch.Ingest.Votes;
using Microsoft.Data.Sqlite;

namespace CiWatch.Ingest.Storage;

/// <summary>All projects and CIs by their keys in the database: thousands at most.</summary>
internal sealed class HistoryNames(SqliteConnection connection)
{
    public IReadOnlyDictionary<long, ProjectKey> Projects { get; } = HistoryQueries.Projects.Rows(connection)
        .ToDictionary(r => r.GetInt64(0), r => new ProjectKey(r.GetString(1), r.GetString(2)));

    public IReadOnlyDictionary<long, CiInfo> Cis { get; } = HistoryQueries.Cis.Rows(connection).ToDictionary(r => r.GetInt64(0), Ci);

    private static CiInfo Ci(SqliteDataReader r)
    {
        var account = r.GetString(1);
        var pipeline = r.GetString(2) is { Length: > 0 } p ? p : null;
        return new CiInfo(CiKey.Of(account, pipeline), account, pipeline, r.GetString(3));
    }
}
