using CiWatch.Ingest.Hosting;
using CiWatch.Ingest.Intake;
using CiWatch.Ingest.Storage;
using CiWatch.Ingest.Votes;

namespace CiWatch.Ingest.Maintenance;

/// <summary>Derives all reports again from the lines that are kept, and those of forgotten lines from their words: for after an update, or other settings of "Cis".</summary>
internal sealed class Reparse(RawLineReader lines, Deriver deriver, Database database, CiRules rules)
{
    /// <summary>Reads all again. A second run changes nothing.</summary>
    /// <param name="progress">Told the lines read and all that there are.</param>
    public RewriteCount Run(Action<long, long> progress, CancellationToken cancel)
    {
        using Rewriter rewriter = new(database, rules);
        var all = lines.Count();
        ReplayRun replay = new();
        long read = 0;
        foreach (var chunk in lines.Chunks())
        {
            cancel.ThrowIfCancellationRequested();
            rewriter.Write(chunk.Select(k => (k.Id, deriver.Derive(k.Line.Source == LineSource.Replay ? k.Line with { Run = replay } : k.Line))).ToList());
            progress(read += chunk.Count, Math.Max(all, read));
        }

        for (long? after = long.MinValue; after is { } from; after = rewriter.WriteWithoutLine(from)) cancel.ThrowIfCancellationRequested();
        return rewriter.Count;
    }
}
