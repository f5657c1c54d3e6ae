using CiWatch.Ingest.Intake;

namespace CiWatch.Ingest.Hosting;

/// <summary>How the pipeline fares, for health checks and pages. Safe to read from any thread.</summary>
public sealed class PipelineState(LineQueue queue)
{
    private volatile string? _trouble;
    private volatile bool _loaded;

    /// <summary>Whether history is in memory.</summary>
    public bool Loaded
    {
        get => _loaded;
        internal set => _loaded = value;
    }

    /// <summary>Why nothing can be stored just now, or why lines are dropped, in words for the operator; null while all is well.</summary>
    public string? Trouble
    {
        get => (_trouble, queue.Trouble) switch
        {
            ({ } store, { } lines) => $"{store} {lines}",
            var (store, lines) => store ?? lines,
        };
        internal set => _trouble = value;
    }

    /// <summary>What arrives is stored again. Returns whether it was not.</summary>
    internal bool EndTrouble() => Interlocked.Exchange(ref _trouble, null) is not null;
}
