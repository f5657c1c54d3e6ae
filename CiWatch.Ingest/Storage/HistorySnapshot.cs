using System.Collections.Immutable;
using CiWatch.Ingest.Live;
using CiWatch.Ingest.Votes;
using Microsoft.Data.Sqlite;

namespace CiWatch.Ingest.Storage;

/// <summary>
/// One state of the file: projects and CIs that another process adds meanwhile are in none of its answers. Rows are read in three walks
/// over the same patch sets in the same order (patch sets, their reports, their job runs), put together as they go. No texts, no
/// addresses, no question for each row. Used by one thread, one answer after the other.
/// </summary>
public sealed class HistorySnapshot : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly SqliteTransaction _transaction;
    private readonly BoardLimits _limits;
    private HistoryNames? _names;

    internal HistorySnapshot(Database database, BoardLimits limits)
    {
        _limits = limits;
        _connection = database.Open();
        _transaction = _connection.BeginTransaction(deferred: true); // the first question takes the state; no lock that a writer needs
    }

    private HistoryNames Names => _names ??= new(_connection);

    /// <summary>What was counted of each server that ever sent a line.</summary>
    public IEnumerable<SourceCounters> Servers() => HistoryQueries.Servers.Rows(_connection)
        .Select(r => new SourceCounters(r.GetString(0), r.TimeOrNull(1), r.GetInt64(2), r.GetInt64(3), r.GetInt64(4), r.GetInt64(5)));

    /// <summary>The CIs that reported on patch sets created at <paramref name="since"/> or later, once for each project.</summary>
    public IEnumerable<(ProjectKey Key, CiInfo Ci)> Cis(DateTimeOffset since) => HistoryQueries.CisOfProjects.Rows(_connection, since)
        .Select(r => (Names.Projects[r.GetInt64(0)], Names.Cis[r.GetInt64(1)]));

    /// <summary>
    /// All patch sets created at <paramref name="since"/> or later, project by project, newest first, with all that CIs said of them.
    /// </summary>
    public IEnumerable<(ProjectKey Key, BoardRow Row)> Rows(DateTimeOffset since)
    {
        using var walk = new Walk(_connection, Names, since, _limits);
        foreach (var row in walk.ToEnd()) yield return row;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _transaction.Dispose();
        _connection.Dispose();
    }

    private sealed class Walk(SqliteConnection connection, HistoryNames names, DateTimeOffset since, BoardLimits limits) : IDisposable
    {
        private readonly StringPool _pool = new();
        private readonly Dictionary<long, string> _jobs = HistoryQueries.Jobs.Rows(connection)
            .ToDictionary(r => r.GetInt64(0), r => r.GetString(1));
        private readonly Cursor _reports = new(HistoryQueries.Reports, connection, since);
        private readonly Cursor _runs = new(HistoryQueries.JobRuns, connection, since);
        private readonly ImmutableArray<JobMark>.Builder _marks = ImmutableArray.CreateBuilder<JobMark>();

        public IEnumerable<(ProjectKey, BoardRow)> ToEnd()
        {
            foreach (var r in HistoryQueries.PatchSets.Rows(connection, since))
                yield return (names.Projects[r.GetInt64(1)], Row(r, CisOf(r.GetInt64(0))));
        }

        public void Dispose()
        {
            _reports.Dispose();
            _runs.Dispose();
        }

        private BoardRow Row(SqliteDataReader r, ImmutableArray<CiReports> cis) => new(
            r.GetInt64(2), r.GetInt32(3), r.GetString(4), _pool.Shared(r.GetString(5)), _pool.Shared(r.GetString(6)), r.Text(7), r.Text(8),
            r.Text(9), (ChangeStatus)r.GetByte(10), r.GetBoolean(11), r.Text(12) is { } kind ? _pool.Shared(kind) : null,
            r.Time(13), r.TimeOrNull(14), r.TimeOrNull(15), r.TimeOrNull(16), cis)
        {
            Hashtags = BoardRows.Hashtags(r.Text(17)),
        };

        private ImmutableArray<CiReports> CisOf(long patchSet)
        {
            SortedDictionary<string, CiReports> byCi = new(StringComparer.Ordinal);
            for (; _reports.Key == patchSet; _reports.Next())
            {
                var ci = names.Cis[_reports.Row.GetInt64(2)].Ci;
                var head = Head(_reports.Row);
                byCi[ci] = byCi.TryGetValue(ci, out var known) ? known.With(head, limits.CellReports) : new CiReports(ci, [head]);
            }

            return [.. byCi.Values];
        }

        private ReportHead Head(SqliteDataReader r)
        {
            var id = r.GetInt64(1);
            for (; _runs.Key == id; _runs.Next())
            {
                if (_marks.Count == limits.ReportJobs) continue;
                var j = _runs.Row;
                var name = j.Number(1) is { } job ? _jobs[job] : _pool.Shared(j.Text(4) ?? "");
                _marks.Add(new JobMark(name, _pool.Shared(j.GetString(2)), (Outcome)j.GetByte(3), j.Int(5), j.GetBoolean(6)));
            }

            return new ReportHead(
                id, (Phase)r.GetByte(3), (Outcome?)r.Int(4), r.Int(5), r.Time(6), r.GetBoolean(7), _marks.DrainToImmutable());
        }
    }

    /// <summary>A walk that waits at its current row. The first column says what the row belongs to.</summary>
    private sealed class Cursor : IDisposable
    {
        private readonly IEnumerator<SqliteDataReader> _rows;

        public Cursor(string sql, SqliteConnection connection, DateTimeOffset since)
        {
            _rows = sql.Rows(connection, since).GetEnumerator();
            Next();
        }

        /// <summary>Null after the last row.</summary>
        public long? Key { get; private set; }

        public SqliteDataReader Row => _rows.Current;

        public void Next() => Key = _rows.MoveNext() ? Row.GetInt64(0) : null;

        public void Dispose() => _rows.Dispose();
    }
}
