namespace CiWatch.Ingest.Storage;

/// <summary>Reads what boards and counters are filled with at start. Synchronous: not for a circuit's thread.</summary>
public sealed class HistoryReader(Database database)
{
    /// <summary>Begins a reading of one state of the file, whatever is written meanwhile.</summary>
    public HistorySnapshot Open() => new(database);
}
