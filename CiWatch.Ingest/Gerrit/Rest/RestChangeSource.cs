using System.Collections.Immutable;
using System.Globalization;
using CiWatch.Ingest.Configuration;
using CiWatch.Ingest.Gerrit.CatchUp;
using CiWatch.Ingest.Gerrit.Query;
using CiWatch.Ingest.Intake;
using CiWatch.Ingest.Votes;
using Microsoft.Extensions.Logging;

namespace CiWatch.Ingest.Gerrit.Rest;

/// <summary>
/// A server's changes by its REST API (Gerrit 3.2 to 3.13): it alone knows the ids and tags of messages, the types of accounts and
/// the comments on a patch set as a whole. These stand at an address of their own, asked for change by change where there are any.
/// </summary>
/// <param name="http">Made by <see cref="GerritHttp.NewClient"/>.</param>
internal sealed partial class RestChangeSource(GerritServer server, GerritOptions options, HttpClient http, TimeProvider time, ILogger logger) : IChangeSource
{
    private const string Wanted = "&o=MESSAGES&o=DETAILED_ACCOUNTS&o=ALL_REVISIONS&o=SKIP_DIFFSTAT";

    private readonly GerritHttp _gerrit = new(server, options, http, time);

    /// <inheritdoc/>
    public string Name => "REST";

    /// <inheritdoc/>
    public LineSource Lines => LineSource.Rest;

    /// <inheritdoc/>
    public async Task<ChangePage> PageAsync(ChangeRange range, CancellationToken cancel)
    {
        var query = Uri.EscapeDataString(QueryText.Of(range, server.Options.Projects));
        var start = range.Skip > 0 ? string.Create(CultureInfo.InvariantCulture, $"&S={range.Skip}") : "";
        var path = string.Create(CultureInfo.InvariantCulture, $"changes/?q={query}&n={range.Limit}{start}{Wanted}");
        var body = await _gerrit.GetAsync(path, mayBeMissing: false, cancel) ?? [];
        var page = RestPage.Read(body, TimeBounds.Of(time.GetUtcNow(), options.MaxClockSkew));
        if (page.Fault is { } fault) throw new CatchUpException(_gerrit.Trouble.NotTheApi(fault, body));

        var lines = ImmutableArray.CreateBuilder<ReadOnlyMemory<byte>>(page.Changes.Length);
        foreach (var change in page.Changes) lines.Add(await LineAsync(change, cancel));
        return new(lines.DrainToImmutable(), page.Changes.Max(c => c.UpdatedAt), page.Changes.Min(c => c.UpdatedAt), page.More);
    }

    private async Task<byte[]> LineAsync(RestElement change, CancellationToken cancel)
    {
        var comments = await CommentsAsync(change, cancel);
        var line = RestEnvelope.Of(change.Bytes.Span, comments);
        if (line.Length > options.MaxLineBytes)
        {
            Log.TooLong(logger, server.Name, change.Number, line.Length);
            line = RestEnvelope.Of(change.Bytes.Span, []);
        }

        // A change beyond the limit can't be read: its head is, as malformed, and so it is counted.
        return line.Length <= options.MaxLineBytes ? line : line[..Math.Min(LineSplitter.KeptHead, options.MaxLineBytes)];
    }

    /// <summary>Empty where there are none, or where the change was deleted or hidden since its page was made.</summary>
    private async Task<byte[]> CommentsAsync(RestElement change, CancellationToken cancel)
    {
        if (!change.HasComments) return [];
        var path = string.Create(CultureInfo.InvariantCulture, $"changes/{change.Number}/comments");
        if (await _gerrit.GetAsync(path, mayBeMissing: true, cancel) is not { } body) return [];
        return RestComments.Read(body) is { } comments ? comments.ToArray() : throw new CatchUpException(_gerrit.Trouble.NotTheApi("no map of comments", body));
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "{Server}: change {Number} with its comments is {Bytes} bytes long, beyond Gerrit:MaxLineBytes; its comments, or the change itself, are left out")]
        public static partial void TooLong(ILogger logger, string server, long? number, int bytes);
    }
}
