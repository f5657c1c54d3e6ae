using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace CiWatch.App.Grids;

/// <summary>Jobs of one CI that are shown as one column until it is opened.</summary>
/// <param name="Jobs">Their names, sorted: at least two.</param>
public sealed record JobGroup(string Name, ImmutableArray<string> Jobs)
{
    /// <summary>As in data-job and in a cell's address. No job is called so: names of jobs come from comments, and are of one line.</summary>
    public string Key => Name + "\n(group)";

    /// <summary>As in ?open=…, where it is opened into its jobs.</summary>
    public string Open(string ci) => $"{ci}/{Name}";
}

/// <summary>The rules that put jobs together. A job belongs to the first rule that matches its name.</summary>
internal sealed record JobGroupRules(ImmutableArray<(string Name, Regex Pattern)> Rules)
{
    /// <summary>No groups: each job stands alone.</summary>
    public static JobGroupRules None { get; } = new([]);

    /// <summary>The longest pattern.</summary>
    public const int LongestPattern = 200;

    /// <summary>The longest name: more would not fit over a column.</summary>
    public const int LongestName = 40;

    /// <summary>Rules at most.</summary>
    public const int Most = 50;

    /// <summary>The groups of a CI's jobs, in the rules' order. A rule that matches one job alone groups nothing.</summary>
    public ImmutableArray<JobGroup> Of(ImmutableArray<string> jobs)
    {
        if (Rules.IsEmpty) return [];
        var found = jobs.ToLookup(job => Rules.FirstOrDefault(r => r.Pattern.IsMatch(job)).Name);
        return [.. Rules.Where(r => found[r.Name].Skip(1).Any()).Select(r => new JobGroup(r.Name, [.. found[r.Name]]))];
    }

    /// <summary>A rule's pattern; null, and why, where it can't be used. Its time grows with a name's length alone.</summary>
    public static Regex? Compile(string pattern, out string? trouble) => LinearRegex.Make(pattern, Regex.InfiniteMatchTimeout, out trouble);
}
