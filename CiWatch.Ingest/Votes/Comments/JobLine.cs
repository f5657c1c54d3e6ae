namespace CiWatch.Ingest.Votes.Comments;

/// <summary>
/// One job line of the shape that Zuul, Jenkins and most third parties write: "- job url : RESULT text in 1h 02m 03s (non-voting)",
/// with everything but the result optional. A bullet makes a line a job more readily; without one only strict shapes count.
/// When in doubt a line is no job.
/// </summary>
internal static class JobLine
{
    /// <summary>Reads the jobs of one line, nearly always one or none, and adds them to <paramref name="jobs"/>.</summary>
    internal static void Read(ReadOnlySpan<char> line, ref JobList jobs)
    {
        line = Spans.Trim(line);
        if (line.EndsWith("(truncated)")) return;
        while (!line.IsEmpty)
        {
            var rest = CutNextJob(ref line);
            if (TryRead(line, out var job)) jobs.Add(job);
            line = rest;
        }
    }

    private static bool TryRead(ReadOnlySpan<char> line, out JobRun job)
    {
        job = null!;
        var bulleted = CutBullet(ref line);
        if (!Split(line, bulleted, out var left, out var right, out var loose)) return false;
        if (!SplitName(left, bulleted, out var name, out var address)) return false;
        if (!TryResult(right, !address.IsEmpty, bulleted && !loose, out var result, out var outcome, out var tail)) return false;
        if (!bulleted && address.IsEmpty && tail.Seconds is null) return false;
        var url = address.IsEmpty ? LogIn(tail.Detail) : Urls.Linkable(address);
        job = new(name.IsEmpty ? null : name.ToString(), result, outcome, url, tail.Seconds, tail.Voting);
        return true;
    }

    internal static bool IsBulleted(ReadOnlySpan<char> line)
    {
        line = Spans.TrimStart(line);
        return CutBullet(ref line);
    }

    private static bool CutBullet(scoped ref ReadOnlySpan<char> line)
    {
        if (line.Length < 3 || line[0] is not ('-' or '*' or '•' or '+') || !Spans.IsBlank(line[1])) return false;
        line = Spans.TrimStart(line[2..]);
        return true;
    }

    /// <summary>
    /// Splits at the colon before the result. <paramref name="loose"/>: the colon hangs on a name ("job: SUCCESS") or is missing,
    /// so that only a known word and a strict tail make a job of it.
    /// </summary>
    private static bool Split(ReadOnlySpan<char> line, bool bulleted, out ReadOnlySpan<char> left, out ReadOnlySpan<char> right, out bool loose)
    {
        left = right = default;
        loose = false;
        var colon = line.IndexOf(" : ");
        var scheme = (colon < 0 ? line : line[..colon]).IndexOf("://");
        if (scheme > 0)
        {
            var end = scheme + line[scheme..].IndexOfAny(' ', '\t', '\u00A0');
            if (end < scheme) end = line.Length;
            var after = Spans.TrimStart(line[end..]);
            if (after is [':', ..])
            {
                left = line[..end];
                right = after[1..];
                return true;
            }
            if (end > scheme && line[end - 1] == ':')
            {
                left = line[..(end - 1)];
                right = after;
                return !after.IsEmpty;
            }
            loose = true;
            if (bulleted && !after.IsEmpty && colon < 0)
            {
                left = line[..end];
                right = after;
                return true;
            }
            if (after.IsEmpty && line[..scheme].Contains(':')) return Reversed(line, out left, out right);
        }
        if (colon > 0)
        {
            left = line[..colon];
            right = line[(colon + 3)..];
            loose = false;
            return true;
        }
        loose = true;
        var hanging = line.IndexOf(": ");
        if (hanging <= 0 || scheme > 0 || !bulleted) return false;
        left = line[..hanging];
        right = line[(hanging + 2)..];
        return !left.ContainsAny(' ', '\t');
    }

    // "PASSED: url": the word stands first. Turned round, the strict rules for the rest hold as they are.
    private static bool Reversed(ReadOnlySpan<char> line, out ReadOnlySpan<char> left, out ReadOnlySpan<char> right)
    {
        var rest = line;
        var word = Spans.Token(ref rest);
        left = Spans.Trim(rest);
        right = word is [.., ':'] ? word[..^1] : [];
        return ResultWord.TryOutcome(right, out _) && !left.ContainsAny(' ', '\t');
    }

    // Several jobs on one line: behind a job's colon, another bullet, name and address. Each character is looked at a bounded number
    // of times, however many jobs the line has.
    private static ReadOnlySpan<char> CutNextJob(scoped ref ReadOnlySpan<char> line)
    {
        var from = line.IndexOf(": ");
        if (from < 0) return [];
        while (line[from..].IndexOfAny('-', '*') is var at and >= 0)
        {
            from += at;
            var candidate = line[from..];
            if (Spans.IsBlank(line[from - 1]) && CutBullet(ref candidate) && !Spans.Token(ref candidate).IsEmpty
                && Spans.TrimStart(candidate).StartsWith("http"))
            {
                var rest = line[from..];
                line = Spans.Trim(line[..from]);
                return rest;
            }
            from++;
        }
        return [];
    }

    private static bool SplitName(ReadOnlySpan<char> left, bool bulleted, out ReadOnlySpan<char> name, out ReadOnlySpan<char> address)
    {
        left = Spans.Trim(left);
        name = left;
        address = default;
        var cut = left.LastIndexOfAny(' ', '\t', '\u00A0');
        var last = left[(cut + 1)..];
        var before = cut < 0 ? default : Spans.Trim(left[..cut]);
        var bare = Urls.Bare(last);
        if (Urls.IsAddress(bare) || Urls.IsAddress(last))
        {
            address = bare;
            name = before is [.., ':' or '-'] ? Spans.Trim(before[..^1]) : before;
        }
        else if (MarkdownLink.TryRead(left, out var text, out var linked, out var more) && more.IsEmpty)
        {
            name = text;
            address = linked;
        }
        // Zuul writes the name where it has no address.
        else if (before.SequenceEqual(last)) name = last;
        return (bulleted || !name.ContainsAny(' ', '\t')) && !left.IsEmpty;
    }

    private static bool TryResult(
        ReadOnlySpan<char> right, bool addressed, bool free, out string result, out Outcome outcome, out JobTail tail)
    {
        right = Spans.Trim(right);
        var rest = right;
        var word = Spans.Token(ref rest);
        tail = JobTail.Read(rest);
        result = "";
        if (!ResultWord.TryOutcome(word, out outcome))
        {
            var bare = Spans.Bare(word);
            if (ResultWord.TryOutcome(bare, out outcome)) word = bare;
            else if (!Spans.IsShouted(word))
            {
                // A job may replace its word by free text. Only a bullet and an address make that a job.
                if (!free || !addressed) return false;
                tail = JobTail.Read(right);
                if (tail.Detail.IsEmpty) return false;
                result = tail.Detail.ToString();
                outcome = Outcome.Unknown;
                return true;
            }
            else outcome = Outcome.Unknown;
        }
        result = ResultWord.Text(word);
        var plain = tail.Detail.IsEmpty || IsLog(tail.Detail);
        return (free && (addressed || outcome != Outcome.Unknown)) || plain;
    }

    private static bool IsLog(ReadOnlySpan<char> detail) => Urls.Linkable(Urls.Bare(detail)) is not null;

    private static string? LogIn(ReadOnlySpan<char> detail)
    {
        var first = Spans.Token(ref detail);
        return Urls.Linkable(Urls.Bare(first));
    }
}
