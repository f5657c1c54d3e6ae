using CiWatch.Ingest.Storage;

namespace CiWatch.Ingest.Maintenance;

/// <summary>What came of an export.</summary>
/// <param name="Malformed">Lines left out since they are no JSON objects: a reader of JSON lines would stumble over them.</param>
public sealed record ExportResult(long Lines, long Malformed);

/// <summary>Writes the kept lines out, verbatim, one a line: "import" reads them again, events and histories alike.</summary>
internal sealed class Export(RawLineReader lines)
{
    /// <summary>Writes all lines of a server, or of all where there is but one.</summary>
    public ExportResult Run(string? server, Stream to, CancellationToken cancel)
    {
        var (written, malformed) = (0L, 0L);
        foreach (var chunk in lines.Chunks(server))
        {
            cancel.ThrowIfCancellationRequested();
            foreach (var (_, line) in chunk)
            {
                var isObject = line.Fault is null && line.Bytes.Span is [(byte)'{', .., (byte)'}'] && !line.Bytes.Span.Contains((byte)'\n');
                if (!isObject)
                {
                    malformed++;
                    continue;
                }

                to.Write(line.Bytes.Span);
                to.WriteByte((byte)'\n');
                written++;
            }
        }

        to.Flush();
        return new(written, malformed);
    }
}
