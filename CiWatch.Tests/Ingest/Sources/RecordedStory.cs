using System.Text;
using System.Text.Json.Nodes;
using CiWatch.Ingest.Intake;

namespace CiWatch.Tests.Ingest.Sources;

/// <summary>One story as a real Gerrit of some version told it to each of its sources.</summary>
internal sealed class RecordedStory(string version)
{
    public const string Server = "recorded";

    private static readonly DateTimeOffset Received = DateTimeOffset.UnixEpoch.AddYears(60);

    public static TheoryData<string> Versions => [.. (string[])["3.2.3", "3.5.6", "3.10.2", "3.13.5"]];

    /// <summary>The stream, line by line.</summary>
    public IReadOnlyList<RawLine> Stream => [.. Lines("stream.jsonl").Select(l => Line(l, LineSource.Stream))];

    /// <summary>The same as a recording that is read again: each call is one reading.</summary>
    public IReadOnlyList<RawLine> Replay()
    {
        ReplayRun run = new();
        return [.. Stream.Select(l => l with { Source = LineSource.Replay, Run = run })];
    }

    /// <summary>Every change as <c>gerrit query</c> prints it.</summary>
    public IReadOnlyList<RawLine> Query =>
        [.. Lines("query-all.jsonl").Where(l => !l.StartsWith("{\"type\":", StringComparison.Ordinal)).Select(l => Line(l, LineSource.Query))];

    /// <summary>Every change as REST tells it, the comments of change 1 with it (recorded of that one alone).</summary>
    public IReadOnlyList<RawLine> Rest
    {
        get
        {
            var comments = Json("rest-comments.json").ToJsonString();
            return
            [
                .. Json("rest-changes.json").AsArray().Select(c => Line(
                    (int)c!["_number"]! == 1 ? $$"""{"change":{{c.ToJsonString()}},"comments":{{comments}}}""" : $$"""{"change":{{c.ToJsonString()}}}""",
                    LineSource.Rest)),
            ];
        }
    }

    /// <summary>A change as the same query would have printed it earlier: its history ends after some messages.</summary>
    public static RawLine Earlier(RawLine query, int messages)
    {
        var change = JsonNode.Parse(query.Bytes.Span)!;
        var history = change["comments"]!.AsArray();
        while (history.Count > messages) history.RemoveAt(history.Count - 1);
        return query with { Bytes = Encoding.UTF8.GetBytes(change.ToJsonString()) };
    }

    private static RawLine Line(string text, LineSource source) => new(Server, Encoding.UTF8.GetBytes(text), Received) { Source = source };

    private JsonNode Json(string file) => JsonNode.Parse(Text(file).Split('\n', 2)[1])!;

    private string Text(string file) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Recorded", version, file));

    private IEnumerable<string> Lines(string file) => Text(file).Split('\n').Where(l => l.Length > 0);
}
