using CiWatch.Ingest.Gerrit.Events;
using CiWatch.Ingest.Votes;

namespace CiWatch.Ingest.Gerrit.Rest;

/// <summary>
/// Reads one raw line of <see cref="Intake.LineSource.Rest"/>: <c>{"change":ChangeInfo,"comments":map}</c>, of any Gerrit from 2.8 on.
/// A field that is missing or of the wrong kind is simply absent; only what leaves no change at all is a fault.
/// </summary>
internal static class RestReader
{
    /// <summary>Reads a line without its line end. Never throws, whatever the bytes are.</summary>
    /// <param name="bounds">Which times can be true; null where none is needed.</param>
    public static RestReading Read(ReadOnlySpan<byte> line, TimeBounds? bounds = null)
    {
        var fields = default(EnvelopeFields);
        if (JsonLine.Read(line, ref fields) is { } fault) return new(null, fault);
        var (change, why) = fields.Finish(bounds ?? TimeBounds.Any);
        return new(change, why);
    }
}
