using System.IO.Enumeration;

namespace CiWatch.Ingest.Gerrit;

/// <summary>
/// Which projects of a server are watched. "*" stands for any characters, "/" included, as in Gerrit's own patterns, so
/// that "openstack/*" can't miss a project by its depth ("**" is the same); "?" for one. Case counts. No pattern: all.
/// </summary>
public sealed class ProjectFilter(IEnumerable<string> patterns)
{
    private readonly string[] _patterns = [.. patterns.Select(p => p.Trim()).Where(p => p != "").Select(Literal)];

    /// <summary>Whether the project, by its full name, is to be watched.</summary>
    public bool Matches(string project) =>
        _patterns is [] || _patterns.Any(p => FileSystemName.MatchesSimpleExpression(p, project, ignoreCase: false));

    /// <summary>A backslash would quote the next character; project names have no need of that.</summary>
    private static string Literal(string pattern) => pattern.Replace("**", "*", StringComparison.Ordinal).Replace(@"\", @"\\", StringComparison.Ordinal);
}
