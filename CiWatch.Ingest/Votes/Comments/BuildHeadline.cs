namespace CiWatch.Ingest.Votes.Comments;

/// <summary>What a headline such as "Build succeeded (check pipeline)." or "Main test build failed." says.</summary>
/// <param name="Outcome">Null for starts.</param>
internal readonly record struct BuildHeadline(Phase Phase, Outcome? Outcome)
{
    /// <summary>How far into a line the word "build" may stand: "Post-merge build failed." has one word before it.</summary>
    private const int WordsBefore = 4;

    /// <summary>Reads the line; false where it says nothing of a build.</summary>
    internal static bool TryRead(ReadOnlySpan<char> line, out BuildHeadline headline)
    {
        headline = default;
        var rest = line;
        for (var i = 0; i <= WordsBefore; i++)
        {
            var word = Spans.Token(ref rest);
            if (word.IsEmpty) return false;
            if (!Spans.Is(word, "build") && !Spans.Is(word, "builds")) continue;
            var verb = Spans.Bare(Spans.Token(ref rest));
            while (verb is "has" or "have" or "was" or "is" or "been" or "completed" or "finished") verb = Spans.Bare(Spans.Token(ref rest));
            return Means(verb, out headline);
        }
        return false;
    }

    private static bool Means(ReadOnlySpan<char> verb, out BuildHeadline headline)
    {
        Span<char> lower = stackalloc char[16];
        headline = default;
        if (verb.ToLowerInvariant(lower) is not (> 0 and var length)) return false;
        headline = lower[..length] switch
        {
            "succeeded" or "successful" or "successfully" or "passed" or "success" => new(Phase.Result, Votes.Outcome.Pass),
            "failed" or "failure" or "unsuccessful" or "unstable" => new(Phase.Result, Votes.Outcome.Fail),
            "canceled" or "cancelled" or "aborted" or "skipped" or "dequeued" => new(Phase.Result, Votes.Outcome.Void),
            "started" or "starting" or "queued" or "scheduled" or "triggered" => new(Phase.Start, null),
            "executed" => new(Phase.Result, Votes.Outcome.Void),
            _ => default,
        };
        return headline != default;
    }
}
