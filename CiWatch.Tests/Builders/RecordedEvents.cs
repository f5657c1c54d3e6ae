using System.Text.Json.Nodes;

namespace CiWatch.Tests.Builders;

/// <summary>Lines of a stream: recorded shape, invented content.</summary>
internal static class RecordedEvents
{
    private static readonly string[] Story = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Recorded", "3.10.2", "stream.jsonl"));

    /// <summary>A recorded event with other facts in it: recorded shape, invented content.</summary>
    private static JsonObject Recorded(string type, long change)
    {
        var line = Story.First(l => l.Contains($"\"type\":\"{type}\"", StringComparison.Ordinal) && l.Contains("\"project\":\"acme/storage\"", StringComparison.Ordinal));
        var e = JsonNode.Parse(line)!.AsObject();
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        e["change"]!["number"] = change;
        e["patchSet"]!["number"] = 1;
        e["patchSet"]!["createdOn"] = now;
        e["eventCreatedOn"] = now;
        return e;
    }

    /// <summary>Patch set 1 of a change of acme/storage, made now.</summary>
    public static string Created(long change) => Recorded("patchset-created", change).ToJsonString();

    /// <summary>A CI's vote on it, so many seconds from now.</summary>
    public static string Vote(long change, string username, int second, string text, int vote)
    {
        var e = Recorded("comment-added", change);
        e["author"] = new JsonObject { ["name"] = username.Replace("-ci", " CI", StringComparison.Ordinal), ["username"] = username };
        e["approvals"] = new JsonArray(new JsonObject { ["type"] = "Verified", ["value"] = $"{vote}", ["oldValue"] = "0" });
        e["comment"] = $"Patch Set 1: Verified{vote:+0;-0}\n\n{text}";
        e["eventCreatedOn"] = (long)e["eventCreatedOn"]! + second;
        return e.ToJsonString();
    }
}
