namespace CiWatch.Ingest.Storage;

/// <summary>The database can't be used as it is. The message tells the operator what to do and names the setting.</summary>
public sealed class StorageException(string message, Exception? inner = null) : Exception(message, inner);
