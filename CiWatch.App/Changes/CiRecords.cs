using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using CiWatch.App.Grids;
using CiWatch.Ingest.Live;

namespace CiWatch.App.Changes;

/// <summary>
/// The CIs' records on one board. They stand beside the board and go with it, so that all pages of the project's changes share them:
/// else each circuit would walk the whole project anew at each vote.
/// </summary>
internal sealed class CiRecords
{
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(1);
    private static readonly ConditionalWeakTable<ProjectBoard, CiRecords> Known = [];

    private readonly ConcurrentDictionary<(string Ci, string? Also), CiRecord> _byColumn = new();
    private readonly GridParts _parts;
    private readonly Lazy<ImmutableArray<(BoardRow, ImmutableHashSet<string>)>> _expected;

    private CiRecords(GridParts parts) => (_parts, _expected) = (parts, new(() =>
        [.. parts.Board.Rows.TakeWhile(r => r.CreatedAt >= parts.Now - Silence.After).Select(r => (r, parts.Rosters.Expected(r)))]));

    /// <summary>Who is expected on each patch set of the last 24 hours, newest first: read once for all CIs.</summary>
    public ImmutableArray<(BoardRow Row, ImmutableHashSet<string> Cis)> Expected => _expected.Value;

    /// <summary>The records of a board at its parts' time, to the minute.</summary>
    public static CiRecords Of(GridParts parts)
    {
        if (Known.TryGetValue(parts.Board, out var known) && known.IsOf(parts)) return known;
        var made = new CiRecords(parts);
        Known.AddOrUpdate(parts.Board, made);
        return made;
    }

    /// <summary>The record of one CI.</summary>
    public CiRecord Of(GridColumn column) => _byColumn.GetOrAdd((column.Ci, column.Also), _ => new CiRecord(_parts, this, column));

    private bool IsOf(GridParts parts) => ReferenceEquals(_parts.Rosters, parts.Rosters) && ReferenceEquals(_parts.Rules, parts.Rules)
        && parts.Now >= _parts.Now && parts.Now - _parts.Now < Fresh;
}
