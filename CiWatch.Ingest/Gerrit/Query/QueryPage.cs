using CiWatch.Ingest.Gerrit.CatchUp;
using CiWatch.Ingest.Votes;

namespace CiWatch.Ingest.Gerrit.Query;

/// <summary>What a query printed, line by line. Not for use by two threads.</summary>
/// <param name="maxLineBytes">Gerrit:MaxLineBytes.</param>
/// <param name="bounds">Which times can be true: by others no gap is closed.</param>
internal sealed class QueryPage(int maxLineBytes, TimeBounds bounds)
{
    private DateTimeOffset? _newest;
    private DateTimeOffset? _oldest;

    /// <summary>The changes, and what should be one and can't be read: that is kept and counted too.</summary>
    public List<ReadOnlyMemory<byte>> Changes { get; } = [];

    /// <summary>The last line; null where it has not come.</summary>
    public QueryStats? Stats { get; private set; }

    /// <summary>Gerrit's own words where it refused.</summary>
    public string? Error { get; private set; }

    /// <summary>Takes a line without its line end.</summary>
    /// <param name="tooLong">Whether this is the head of a line beyond the limit.</param>
    public void Add(ReadOnlyMemory<byte> line, bool tooLong)
    {
        var read = tooLong ? default : QueryReader.Read(line.Span, bounds);
        if (read.Stats is not null) Stats = read.Stats;
        else if (read.Error is not null) Error = read.Error;
        else Keep(line, read.Change?.UpdatedAt ?? QueryReader.UpdatedAt(line.Span, bounds));
    }

    /// <summary>The page, once its last line has come.</summary>
    /// <param name="limit">How many changes were asked for.</param>
    public ChangePage ToChangePage(int limit)
    {
        // Gerrit up to 2.10 does not say whether there is more: there may be, where the page is full.
        var more = Stats?.MoreChanges ?? (Stats?.RowCount ?? Changes.Count) >= limit;
        return new([.. Changes], _newest, _oldest, more);
    }

    private void Keep(ReadOnlyMemory<byte> line, DateTimeOffset? updatedAt)
    {
        Changes.Add(line.Length <= maxLineBytes ? line : line[..maxLineBytes]);
        if (updatedAt is not { } at) return;
        if (_newest is null || at > _newest) _newest = at;
        if (_oldest is null || at < _oldest) _oldest = at;
    }
}
