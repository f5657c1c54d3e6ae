namespace CiWatch.Ingest.Votes.Comments;

/// <summary>Qt's COIN and its forerunner: "Continuous Integration: Passed", "Added to build X for Y".</summary>
internal static class QtComment
{
    private const string Family = "qt";
    private const string Full = "Continuous Integration:";
    private const string Quick = "Continuous Integration Quick Check:";

    internal static CommentReading? Read(CommentText text)
    {
        foreach (var raw in text)
        {
            var line = Spans.Trim(raw);
            if (Spans.Starts(line, "Added to build ") && Spans.Has(line, " for ")) return new(Family, Phase.Start, null, null, []);
            var key = Spans.Starts(line, "Pre ") ? Quick : Full;
            var at = line.IndexOf(key, StringComparison.OrdinalIgnoreCase);
            if (at is not (0 or 4)) continue;
            var rest = line[(at + key.Length)..];
            var word = Spans.Bare(Spans.Token(ref rest));
            if (Spans.Is(word, "Running") || Spans.Is(word, "Started") || Spans.Is(word, "Staged")) return new(Family, Phase.Start, null, null, []);
            Outcome? outcome = Spans.Is(word, "Cancelled") ? Outcome.Void : ResultWord.TryOutcome(word, out var known) ? known : null;
            return new(Family, Phase.Result, outcome, null, []);
        }
        return null;
    }
}
