using System.Buffers;
using System.Globalization;
using CiWatch.Ingest.Gerrit.CatchUp;

namespace CiWatch.Ingest.Gerrit.Query;

/// <summary>
/// Writes queries in Gerrit's language. A value stands in braces: its own parser keeps them together, and the shell-like splitting
/// of an SSH command, which eats quotes and backslashes, leaves braces alone.
/// </summary>
internal static class QueryText
{
    /// <summary>Gerrit's index refuses queries of more than 1,024 terms; a watch list of more than this is filtered here alone.</summary>
    private const int MostProjects = 100;

    /// <summary>What stands in braces as it is, for Gerrit 3.10 too. Not "^", which would begin a regular expression.</summary>
    private static readonly SearchValues<char> Plain =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/-_.+~@");

    /// <summary>The SSH command that prints one page of the range.</summary>
    /// <param name="projects">The patterns of Gerrit:Servers:N:Projects.</param>
    public static string Command(ChangeRange range, IEnumerable<string> projects)
    {
        // Gerrit 2.10 and older have no start: without one to skip they are not asked.
        var start = range.Skip > 0 ? string.Create(CultureInfo.InvariantCulture, $" --start {range.Skip}") : "";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"gerrit query --format=JSON --comments --patch-sets --all-approvals{start} limit:{range.Limit} {Of(range, projects)}");
    }

    /// <summary>The query alone: when, and of which projects, where Gerrit's language can say it.</summary>
    public static string Of(ChangeRange range, IEnumerable<string> projects)
    {
        var query = $"after:{{{Time(range.From < DateTimeOffset.UnixEpoch ? DateTimeOffset.UnixEpoch : range.From)}}}";
        if (range.To is { } to && to < DateTimeOffset.MaxValue) query += $" before:{{{Time(to)}}}";
        return ProjectTerm(projects) is { } term ? $"{query} {term}" : query;
    }

    /// <summary>Null where the patterns mean all, or more than the language can say: then <see cref="ProjectFilter"/> decides alone.</summary>
    public static string? ProjectTerm(IEnumerable<string> projects)
    {
        List<string> terms = [];
        foreach (var pattern in projects.Select(p => p.Trim()).Where(p => p is not ""))
        {
            if (Term(pattern) is not { } term || terms.Count == MostProjects) return null;
            terms.Add(term);
        }

        return terms.Count switch { 0 => null, 1 => terms[0], _ => $"({string.Join(" OR ", terms)})" };
    }

    private static string? Term(string pattern)
    {
        var name = pattern.TrimEnd('*');
        if (name is "" || name.AsSpan().ContainsAnyExcept(Plain)) return null;
        return name.Length == pattern.Length ? $"project:{{{name}}}" : $"projects:{{{name}}}";
    }

    /// <summary>Whole seconds of UTC: what is asked for reaches to the second's end on both sides.</summary>
    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss +0000", CultureInfo.InvariantCulture);
}
