using System.Text.Json.Nodes;

namespace CiWatch.Tests.Attack;

/// <summary>Lines of a stream as an attacker writes them.</summary>
internal static class HostileLines
{
    /// <summary>The present as Gerrit writes it.</summary>
    public static long Now => TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();

    /// <summary>A CI's comment on patch set 1 of a change.</summary>
    public static string Vote(string project, long change, string username, string text, long at, long? createdOn = null, string? name = null) =>
        new JsonObject
        {
            ["author"] = new JsonObject { ["name"] = name ?? username.Replace("-ci", " CI", StringComparison.Ordinal), ["username"] = username },
            ["approvals"] = new JsonArray(new JsonObject { ["type"] = "Verified", ["value"] = "1", ["oldValue"] = "0" }),
            ["comment"] = $"Patch Set 1: Verified+1\n\n{text}",
            ["patchSet"] = new JsonObject { ["number"] = 1, ["kind"] = "REWORK", ["createdOn"] = createdOn ?? Now },
            ["change"] = new JsonObject { ["project"] = project, ["branch"] = "master", ["number"] = change, ["subject"] = "An attack", ["status"] = "NEW" },
            ["project"] = project,
            ["type"] = "comment-added",
            ["eventCreatedOn"] = at,
        }.ToJsonString();
}
