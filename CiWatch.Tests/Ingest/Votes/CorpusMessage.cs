using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using CiWatch.Ingest.Votes;
using CiWatch.Tests.Infrastructure;

namespace CiWatch.Tests.Ingest.Votes;

/// <summary>One labelled message of the corpus: ../shared/corpus, see SOURCES.md there.</summary>
internal sealed record CorpusMessage(string Id, JsonElement Message, JsonElement Label)
{
    internal string Kind => Label.GetProperty("kind").GetString()!;

    internal string? Text => Message.GetProperty("message").GetString();

    internal string Note => Label.TryGetProperty("note", out var note) ? note.GetString() ?? "" : "";

    internal static IReadOnlyList<CorpusMessage> All()
    {
        var messages = Lines("messages.jsonl").Zip(Lines("labels.jsonl"), (message, label) => (message, label));
        return
        [
            .. messages.Select((pair, i) => new CorpusMessage($"messages.jsonl:{i + 1}", pair.message, pair.label)),
            .. Lines("synthetic.jsonl").Select(line => new CorpusMessage(line.GetProperty("id").GetString()!, line, line.GetProperty("label"))),
        ];
    }

    /// <summary>The message as the event that brought it. Where the data has no username, the account stands as "#id".</summary>
    internal StreamEvent Event() => new(
        "comment-added",
        DateTimeOffset.UnixEpoch,
        "corpus",
        null,
        null,
        new Account(Field("username"), Field("author"), null, Message.TryGetProperty("account_id", out var id) ? id.GetInt64() : null),
        Text,
        Field("tag"),
        Approvals());

    /// <summary>Whether a value, written as in the label, is the labelled one or one that the note accepts: [also: field=value].</summary>
    internal bool Accepts(string field, string value) =>
        (Label.TryGetProperty(field, out var label) && Written(label) == value)
        || Note.Contains($"{field}={value}", StringComparison.Ordinal) || Note.Contains($"{field}=\"{value}\"", StringComparison.Ordinal);

    internal static string Written(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => "null",
        JsonValueKind.String => value.GetString()!,
        _ => value.GetRawText(),
    };

    private string? Field(string name) =>
        Message.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private ImmutableArray<Approval> Approvals() => Message.TryGetProperty("approvals", out var approvals) && approvals.ValueKind == JsonValueKind.Array
        ? [.. approvals.EnumerateArray().Select(one => new Approval(one.GetProperty("type").GetString()!, Number(one, "value"), Number(one, "oldValue")))]
        : [];

    private static int? Number(JsonElement approval, string name) =>
        approval.TryGetProperty(name, out var value) ? int.Parse(value.GetString()!, CultureInfo.InvariantCulture) : null;

    private static IEnumerable<JsonElement> Lines(string file) =>
        File.ReadLines(Shared.Path("corpus", file)).Select(line => JsonElement.Parse(line));
}
