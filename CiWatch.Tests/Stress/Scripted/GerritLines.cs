using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace CiWatch.Tests.Stress.Scripted;

/// <summary>Events and the parts of query answers as Gerrit 3.10 wrote them in our recordings.</summary>
internal static class GerritLines
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Text(object line) => JsonSerializer.Serialize(line, Json);

    /// <param name="oldVerified">Set where this review changed the vote.</param>
    public static string CommentAdded(ScriptedChange change, int patchSet, Person who, string comment, int verified, int? oldVerified, long at) => Text(new
    {
        Author = who,
        Approvals = new object[]
        {
            new { Type = "Verified", Description = "Verified", Value = $"{verified}", OldValue = oldVerified?.ToString() },
            new { Type = "Code-Review", Description = "Code-Review", Value = "0" },
            new { Type = "Workflow", Description = "Workflow", Value = "0" },
        },
        Comment = comment,
        PatchSet = PatchSet(change, patchSet),
        Change = Change(change),
        change.Project,
        RefName = "refs/heads/master",
        ChangeKey = new { change.Id },
        Type = "comment-added",
        EventCreatedOn = at,
    });

    public static string PatchSetCreated(ScriptedChange change, long at) => Text(new
    {
        change.PatchSets[^1].Uploader,
        PatchSet = PatchSet(change, change.Current),
        Change = Change(change),
        change.Project,
        RefName = "refs/heads/master",
        ChangeKey = new { change.Id },
        Type = "patchset-created",
        EventCreatedOn = at,
    });

    public static string Merged(ScriptedChange change, Person submitter, long at) => Text(new
    {
        Submitter = submitter,
        NewRev = change.PatchSets[^1].Revision,
        PatchSet = PatchSet(change, change.Current),
        Change = Change(change),
        change.Project,
        RefName = "refs/heads/master",
        ChangeKey = new { change.Id },
        Type = "change-merged",
        EventCreatedOn = at,
    });

    /// <summary>Gerrit tells each review twice: this one says nothing, and is half of every stream.</summary>
    public static string MetaUpdated(ScriptedChange change, Person who, long at) => Text(new
    {
        Submitter = who,
        RefUpdate = new
        {
            OldRev = $"{at:x40}",
            NewRev = $"{at + 1:x40}",
            RefName = $"refs/changes/{change.Number % 100:00}/{change.Number}/meta",
            change.Project,
        },
        Type = "ref-updated",
        EventCreatedOn = at,
    });

    public static string DroppedOutput(long at) => Text(new { Type = "dropped-output", EventCreatedOn = at });

    /// <summary>A patch set as both stream and query show it.</summary>
    public static object PatchSet(ScriptedChange change, int number)
    {
        var patchSet = change.PatchSets[number - 1];
        return new
        {
            patchSet.Number,
            patchSet.Revision,
            Parents = new[] { new string('5', 40) },
            Ref = $"refs/changes/{change.Number % 100:00}/{change.Number}/{number}",
            patchSet.Uploader,
            patchSet.CreatedOn,
            Author = patchSet.Uploader,
            patchSet.Kind,
            SizeInsertions = 11,
            SizeDeletions = -2,
        };
    }

    private static object Change(ScriptedChange change) => new
    {
        change.Project,
        Branch = "master",
        change.Id,
        change.Number,
        change.Subject,
        change.Owner,
        change.Url,
        CommitMessage = $"{change.Subject}\n\nChange-Id: {change.Id}\n",
        change.CreatedOn,
        Status = change.Merged ? "MERGED" : "NEW",
    };
}
