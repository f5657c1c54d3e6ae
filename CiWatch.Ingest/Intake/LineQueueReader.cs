using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;

namespace CiWatch.Ingest.Intake;

/// <summary>The pipeline's end of the queue: one reader.</summary>
internal sealed class LineQueueReader(LineQueue queue) : ChannelReader<RawLine>
{
    public override bool TryRead([MaybeNullWhen(false)] out RawLine item) => queue.TryRead(out item);

    public override ValueTask<bool> WaitToReadAsync(CancellationToken cancellationToken = default) => queue.WaitToReadAsync(cancellationToken);
}
