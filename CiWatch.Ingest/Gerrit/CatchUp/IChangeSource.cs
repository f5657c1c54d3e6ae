using System.Collections.Immutable;

namespace CiWatch.Ingest.Gerrit.CatchUp;

/// <summary>Which changes are asked for: those last updated between two moments, newest first.</summary>
/// <param name="From">Inclusive, by the server's clock; whole seconds count.</param>
/// <param name="To">Inclusive; null for the present.</param>
/// <param name="Limit">Changes a page, at most; the server may give fewer.</param>
/// <param name="Skip">Changes of this very range to leave out at its front: for the rare page that holds one second alone.</param>
internal sealed record ChangeRange(DateTimeOffset From, DateTimeOffset? To, int Limit, int Skip);

/// <summary>One page of changes.</summary>
/// <param name="Changes">Each as the wire told it: a raw line's bytes, newest first.</param>
/// <param name="Newest">The newest "last updated" among them; null where there are none.</param>
/// <param name="Oldest">The oldest.</param>
/// <param name="More">Whether the server has more in this range.</param>
internal sealed record ChangePage(ImmutableArray<ReadOnlyMemory<byte>> Changes, DateTimeOffset? Newest, DateTimeOffset? Oldest, bool More);

/// <summary>Where a server's changes can be asked for: its SSH command "query", or its REST API.</summary>
internal interface IChangeSource
{
    /// <summary>"query" or "REST", for people.</summary>
    string Name { get; }

    /// <summary>How its lines are read.</summary>
    Intake.LineSource Lines { get; }

    /// <summary>Fetches one page.</summary>
    /// <exception cref="CatchUpException">The server refused or can't be reached; the message says what to do.</exception>
    Task<ChangePage> PageAsync(ChangeRange range, CancellationToken cancel);
}

/// <summary>A page could not be fetched; the message is for the operator and names the setting.</summary>
internal sealed class CatchUpException(string message, Exception? inner = null) : Exception(message, inner);
