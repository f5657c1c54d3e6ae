using System.Globalization;

namespace CiWatch.Ingest.Demo;

/// <summary>Posts comments as Gerrit passes them on: with its header, all labels of the account, and which of them changed.</summary>
internal sealed class DemoVoice(DemoStage stage)
{
    /// <summary>A CI's comment. <paramref name="verified"/> is the vote that it sets, null where it leaves its vote as it is.</summary>
    public void Ci(DemoChange change, DemoPatchSet patchSet, DemoAccount by, int? verified, string text)
    {
        var old = patchSet.Verified.GetValueOrDefault(by.Username);
        var value = verified ?? old;
        patchSet.Verified[by.Username] = value;
        Post(change, patchSet, by, [new("Verified", value, value == old ? null : old), new("Code-Review", 0), new("Workflow", 0)], text);
    }

    /// <summary>A person's comment; people have no say on Verified. Votes of 0 are none.</summary>
    public void Person(DemoChange change, DemoAccount by, string text, int codeReview = 0, int workflow = 0) => Post(
        change,
        change.Current,
        by,
        [new("Code-Review", codeReview, codeReview == 0 ? null : 0), new("Workflow", workflow, workflow == 0 ? null : 0)],
        text);

    private void Post(DemoChange change, DemoPatchSet patchSet, DemoAccount by, DemoVote[] votes, string text)
    {
        var header = string.Concat(votes.Where(vote => vote.Old is not null).OrderBy(vote => vote.Label, StringComparer.Ordinal).Select(Shown));
        var comment = $"Patch Set {patchSet.Number}:{header}{(text.Length > 0 ? "\n\n" : "")}{text}";
        stage.Write(DemoEvents.CommentAdded(change, patchSet, by, votes, comment, stage.Wall));

        // Every review moves this ref; about one in three is enough to have them in the stream.
        if (!stage.Random.Chance(.35)) return;
        var random = stage.Random;
        stage.Write(DemoEvents.RefUpdated(change.Project.Name, change.RefHead + "/meta", by, random.Hex(40), random.Hex(40), stage.Wall));
    }

    private static string Shown(DemoVote vote) => vote.Value == 0
        ? $" -{vote.Label}"
        : string.Create(CultureInfo.InvariantCulture, $" {vote.Label}{vote.Value:+0;-0}");
}
