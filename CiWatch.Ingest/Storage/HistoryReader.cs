using CiWatch.Ingest.Live;

namespace CiWatch.Ingest.Storage;

/// <summary>Reads what boards and counters are filled with at start. Synchronous: not for a circuit's thread.</summary>
/// <param name="limits">How much of what one CI says the boards hold; null for the default.</param>
public sealed class HistoryReader(Database database, BoardLimits? limits = null)
{
    /// <summary>Begins a reading of one state of the file, whatever is written meanwhile.</summary>
    public HistorySnapshot Open() => new(database, limits ?? BoardLimits.Default);
}
