using CiWatch.Ingest.Intake;
using CiWatch.Ingest.Storage.Writing;
using CiWatch.Ingest.Votes;

namespace CiWatch.Ingest.Storage;

/// <summary>Writes what kept lines say on a second reading. Each call is one short transaction, so that a live service goes on beside it.</summary>
internal sealed class Rewriter : IDisposable
{
    private readonly WriteSession _session;
    private readonly OwnReports _own;
    private readonly Rewriting _rewriting;

    public Rewriter(Database database, CiRules rules)
    {
        _session = new(database);
        _own = new(_session.Connection);
        _rewriting = new(_session.Tables, _own, rules);
    }

    /// <summary>What was changed so far.</summary>
    public RewriteCount Count => _rewriting.Count;

    /// <summary>Writes lines that were read again.</summary>
    public void Write(IEnumerable<(long Id, DerivedLine Line)> lines)
    {
        _session.Begin();
        foreach (var (id, line) in lines) _rewriting.Write(id, line);
        _session.Commit();
    }

    /// <summary>Reads reports again whose line was forgotten, in key order. Returns the last key; null when there are no more.</summary>
    public long? WriteWithoutLine(long after)
    {
        var reports = _own.WithoutLine(after, most: 200); // a long walk where few are without: before the lock is taken
        if (reports is not [.., var last]) return null;
        _session.Begin();
        _rewriting.Write(reports);
        _session.Commit();
        return last;
    }

    public void Dispose()
    {
        _own.Dispose();
        _session.Dispose();
    }
}
