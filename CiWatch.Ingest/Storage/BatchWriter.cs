using CiWatch.Ingest.Intake;
using CiWatch.Ingest.Storage.Writing;

namespace CiWatch.Ingest.Storage;

/// <summary>
/// The one writer. Each batch is one transaction: when <see cref="Write"/> returns, all of it is in the file and survives a kill and a
/// power cut; when it throws, none of it is, and the same batch may be written again. Not safe for use from several threads at once.
/// </summary>
public sealed class BatchWriter(Database database) : IDisposable
{
    private WriteSession? _session;
    private bool _isLost; // the file, and it has been said
    private bool _wasBlind; // a session ended, and with it its knowledge of the file

    /// <summary>
    /// Writes a batch. Synchronous, as SQLite is: not for a circuit's thread. A line whose values the database refuses is kept
    /// as a malformed one, with the reason as its fault; the others are not touched by that.
    /// </summary>
    /// <returns>The lines in their order, with the keys of their reports.</returns>
    /// <exception cref="Microsoft.Data.Sqlite.SqliteException">The file is locked, the disk is full, …: nothing was written.</exception>
    public IReadOnlyList<CommittedLine> Write(IReadOnlyList<DerivedLine> lines)
    {
        try
        {
            return InTransaction(session => WriteAll(session, lines));
        }
        catch (Exception e) when (Failures.IsOfOneRow(e))
        {
            return InTransaction(session => lines.Select(session.WriteCarefully).ToArray());
        }
    }

    /// <summary>Keeps in mind that events of a server were lost before they became lines (a full queue).</summary>
    public void CountDropped(string server, long events) => InTransaction(session =>
    {
        session.CountDropped(server, events);
        return events;
    });

    /// <summary>Takes out what is older than it has to be kept: a few rows, in a transaction of their own. Returns how many.</summary>
    public int Forget(DateTimeOffset linesBefore, DateTimeOffset reportsBefore, int most) => InTransaction(session => session.Forget(linesBefore, reportsBefore, most));

    /// <summary>Gives a part of the file's unused pages back to the disk.</summary>
    public void Shrink(int pages) => _session?.Shrink(pages);

    /// <summary>
    /// Whether another process may have written to the file since the last call: a command of this program, perhaps. What is in memory
    /// is read again then. The first call begins the watch.
    /// </summary>
    public bool WasIntrudedUpon()
    {
        var session = _session ??= new WriteSession(database);
        session.Look();
        var was = session.IntrudedUpon || _wasBlind;
        session.IntrudedUpon = _wasBlind = false;
        return was;
    }

    /// <summary>Whether the path of the database names the file that is open. Cheap.</summary>
    internal bool IsInPlace => database.Loss is null;

    /// <summary>
    /// Makes sure that the database is in its place and can be read. Where it was deleted or replaced, the first call says so by its
    /// exception; each later one opens what is there.
    /// </summary>
    /// <exception cref="System.Data.Common.DbException">It can't be used as it is: nothing should be written.</exception>
    internal void CheckFile()
    {
        try
        {
            if (_isLost) database.Reopen();
            _isLost = false;
            database.Probe();
        }
        catch
        {
            Forget();
            _isLost = !IsInPlace;
            throw;
        }
    }

    /// <inheritdoc />
    public void Dispose() => Forget();

    private static CommittedLine[] WriteAll(WriteSession session, IReadOnlyList<DerivedLine> lines)
    {
        var committed = new CommittedLine[lines.Count];
        for (var i = 0; i < committed.Length; i++) committed[i] = session.Write(lines[i]);
        return committed;
    }

    private T InTransaction<T>(Func<WriteSession, T> write)
    {
        try
        {
            var session = _session ??= new WriteSession(database);
            session.Begin();
            var written = write(session);
            if (OpenFile.HasMoved(session.Connection)) throw new DatabaseFileException(File.Exists(database.Path) ? DatabaseFileException.Replaced : DatabaseFileException.Missing);
            session.Commit();
            return written;
        }
        catch
        {
            Forget();
            throw;
        }
    }

    private void Forget()
    {
        _wasBlind |= _session is not null;
        _session?.Dispose();
        _session = null;
    }
}
