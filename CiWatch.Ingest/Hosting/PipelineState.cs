namespace CiWatch.Ingest.Hosting;

/// <summary>How the pipeline fares, for health checks and pages. Safe to read from any thread.</summary>
public sealed class PipelineState
{
    private volatile string? _trouble;
    private volatile Exception? _defect;
    private volatile bool _loaded;

    /// <summary>Whether history is in memory.</summary>
    public bool Loaded
    {
        get => _loaded;
        internal set => _loaded = value;
    }

    /// <summary>The defect that stopped the pipeline, and with it the program; null while it runs, and after a stop that was asked for.</summary>
    public Exception? Defect
    {
        get => _defect;
        internal set => _defect = value;
    }

    /// <summary>Why nothing can be stored just now, in words for the operator; null while all is well.</summary>
    public string? Trouble
    {
        get => _trouble;
        internal set => _trouble = value;
    }
}
