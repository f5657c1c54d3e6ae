using CiWatch.Ingest.Configuration;
using CiWatch.Ingest.Gerrit.Events;
using CiWatch.Ingest.Hosting;
using CiWatch.Ingest.Intake;
using CiWatch.Ingest.Storage;
using Microsoft.Extensions.Options;

namespace CiWatch.Ingest.Maintenance;

/// <summary>What came of an import.</summary>
/// <param name="Lines">In the file, blank ones left out.</param>
/// <param name="New">Lines that were kept: they told something.</param>
/// <param name="Malformed">Among the new ones: no event; kept for a look.</param>
/// <param name="NotWatched">Of projects that Gerrit:Servers:N:Projects leaves out.</param>
/// <param name="Reports">New reports.</param>
public sealed record ImportResult(long Lines, long New, long Malformed, long NotWatched, long Reports)
{
    /// <summary>Bytes at the file's end that are the beginning of a line, and left out: the file is torn. 0 where it is whole.</summary>
    public long Torn { get; init; }

    /// <summary>Lines that were in the database already.</summary>
    public long Known => Lines - New - NotWatched;
}

/// <summary>Reads a recorded stream into the database. A second reading of the same file changes nothing; a live service may run beside it.</summary>
internal sealed class Import(Deriver deriver, BatchWriter writer, IOptions<IngestOptions> ingest, IOptions<GerritOptions> gerrit, TimeProvider time)
{
    /// <summary>Reads the file to its end.</summary>
    /// <param name="progress">Told the bytes read and the file's length, after each batch.</param>
    /// <exception cref="IOException">The file can't be read.</exception>
    /// <exception cref="InvalidDataException">It is no sound gzip: what was read before is kept.</exception>
    public ImportResult Run(string path, string server, Action<long, long> progress, CancellationToken cancel)
    {
        ReplayRun run = new();
        List<RawLine> batch = [];
        var result = new ImportResult(0, 0, 0, 0, 0);
        LineSplitter splitter = new(server, gerrit.Value.MaxLineBytes, line => batch.Add(line with { Source = Kind(line), Run = run }));
        long torn = 0;
        using var stream = ImportFile.Open(path, out var position);
        var buffer = new byte[1 << 16];
        for (int read; (read = stream.Read(buffer)) > 0;)
        {
            cancel.ThrowIfCancellationRequested();
            splitter.Append(buffer.AsSpan(0, read), time.GetUtcNow());
            if (batch.Count >= ingest.Value.BatchLines) Store();
        }

        // The library reads a torn gzip to its end without a word: the last line tells.
        var before = batch.Count;
        splitter.End(time.GetUtcNow());
        if (batch.Count > before && EventReader.Read(batch[^1].Bytes.Span).Event is null)
        {
            torn = batch[^1].Bytes.Length;
            batch.RemoveAt(batch.Count - 1);
        }

        Store();
        return result with { Torn = torn };

        void Store()
        {
            foreach (var chunk in batch.Chunk(ingest.Value.BatchLines)) result = Add(result, chunk);
            batch.Clear();
            var (at, length) = position();
            progress(at, length);
        }
    }

    private static LineSource Kind(RawLine line) => line.Fault is null ? LineKind.Of(line.Bytes.Span) : LineSource.Replay;

    private ImportResult Add(ImportResult sum, RawLine[] lines)
    {
        var derived = Array.ConvertAll(lines, deriver.Derive);
        var watched = Array.FindAll(derived, deriver.Watched);
        var committed = writer.Write(watched);
        return new(
            sum.Lines + lines.Length,
            sum.New + committed.Count(c => c.IsNew),
            sum.Malformed + committed.Count(c => c.IsNew && !c.Line.IsReadable),
            sum.NotWatched + lines.Length - watched.Length,
            sum.Reports + committed.Sum(c => c.Reports.Count(r => r.IsNew)));
    }
}
