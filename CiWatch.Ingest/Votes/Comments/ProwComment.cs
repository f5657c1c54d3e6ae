using System.Globalization;

namespace CiWatch.Ingest.Votes.Comments;

/// <summary>
/// Prow: "Prow Status: 1 out of 2 pjs passed!" and "icon [name](url) STATE", "icon name STATE - url", "icon name STATE",
/// "icon name (URL_NOT_FOUND) STATE"; and "Triggered 2 prow jobs" at the start.
/// </summary>
internal static class ProwComment
{
    private const string Head = "Prow Status:";

    internal static CommentReading? Read(CommentText text)
    {
        var jobs = new JobList();
        Outcome? headline = null;
        var seen = false;
        foreach (var raw in text)
        {
            var line = Spans.Trim(raw);
            if (!seen && Spans.Starts(line, "Triggered ") && Spans.Has(line, " prow job")) return new("prow", Phase.Start, null, null, []);
            if (!seen && Spans.Starts(line, Head))
            {
                seen = true;
                headline = Passed(line[Head.Length..]);
            }
            else if (seen && Icons.TryCut(line, out _, out var rest) && TryJob(rest, out var job)) jobs.Add(job);
        }
        return seen ? new("prow", Phase.Result, headline, null, jobs.ToImmutable()) : null;
    }

    /// <summary>"1 out of 4 …": a pass only where all did.</summary>
    private static Outcome? Passed(ReadOnlySpan<char> text)
    {
        var passed = Spans.Token(ref text);
        if (!Spans.Is(Spans.Token(ref text), "out") || !Spans.Is(Spans.Token(ref text), "of")) return null;
        var all = Spans.Token(ref text);
        return int.TryParse(passed, NumberStyles.None, CultureInfo.InvariantCulture, out var n)
            && int.TryParse(all, NumberStyles.None, CultureInfo.InvariantCulture, out var of) && of > 0
            ? n >= of ? Outcome.Pass : Outcome.Fail
            : null;
    }

    private static bool TryJob(ReadOnlySpan<char> line, out JobRun job)
    {
        job = null!;
        ReadOnlySpan<char> name;
        string? url = null;
        if (MarkdownLink.TryRead(line, out name, out var address, out var rest)) url = Urls.Linkable(address);
        else
        {
            rest = line;
            name = Spans.Token(ref rest);
            rest = Spans.TrimStart(rest);
            if (rest.StartsWith("(URL_NOT_FOUND)")) rest = rest["(URL_NOT_FOUND)".Length..];
        }
        var state = Spans.Token(ref rest);
        if (name.IsEmpty || !Spans.IsShouted(state)) return false;
        var tail = Spans.TrimStart(rest);
        if (tail is ['-', ' ', ..]) url = Urls.Linkable(Spans.Trim(tail[2..]));
        job = new(name.ToString(), ResultWord.Text(state), ResultWord.Of(state), url, null, true);
        return true;
    }
}
