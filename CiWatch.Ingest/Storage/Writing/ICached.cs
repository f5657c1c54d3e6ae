namespace CiWatch.Ingest.Storage.Writing;

/// <summary>A table of which the writer remembers rows.</summary>
internal interface ICached
{
    /// <summary>How many rows are remembered.</summary>
    int Count { get; }

    /// <summary>Forgets all of them; they are read again when needed.</summary>
    void Clear();
}
