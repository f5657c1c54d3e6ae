using Microsoft.Data.Sqlite;

namespace CiWatch.Ingest.Storage.Writing;

/// <summary>Names that have keys: each is looked up or inserted once, then remembered.</summary>
/// <param name="find">SQL that gives the key of a row, or no row.</param>
/// <param name="insert">SQL that inserts the row and returns its key.</param>
/// <param name="values">The values of both, in order.</param>
internal sealed class IdTable<TKey>(SqliteConnection connection, string find, string insert, Func<TKey, Value[]> values)
    : ICached, IDisposable
    where TKey : notnull
{
    private readonly Dictionary<TKey, long> _ids = [];
    private readonly Statement _find = new(connection, find);
    private readonly Statement _insert = new(connection, insert);

    public int Count => _ids.Count;

    public long Id(TKey key)
    {
        if (_ids.TryGetValue(key, out var id)) return id;
        var row = values(key);
        id = _find.RunForNumber(row) ?? _insert.RunForNumber(row)!.Value;
        return _ids[key] = id;
    }

    public void Clear() => _ids.Clear();

    public void Dispose()
    {
        _find.Dispose();
        _insert.Dispose();
    }
}
