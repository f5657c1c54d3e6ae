using CiWatch.App.Grids;

namespace CiWatch.App.Configuration;

/// <summary>Jobs that stand together: section "Pages:JobGroups:N".</summary>
internal sealed class JobGroupOptions
{
    /// <summary>What stands over the column.</summary>
    public string Name { get; set; } = "";

    /// <summary>A regular expression over job names, in any case, without look-around and back references.</summary>
    public string Pattern { get; set; } = "";

    /// <summary>The rules of settings that were checked.</summary>
    public static JobGroupRules Rules(IEnumerable<JobGroupOptions> groups) => new([.. groups.Select(g => (g.Name, JobGroupRules.Compile(g.Pattern, out _)!))]);

    /// <summary>All that makes no sense, by its key, with what to do.</summary>
    public static IEnumerable<string> Errors(IReadOnlyList<JobGroupOptions> groups)
    {
        if (groups.Count > JobGroupRules.Most) yield return $"Pages:JobGroups has {groups.Count} entries; {JobGroupRules.Most} are the most.";
        for (var i = 0; i < Math.Min(groups.Count, JobGroupRules.Most); i++)
        {
            var (name, pattern, key) = (groups[i].Name, groups[i].Pattern, $"Pages:JobGroups:{i}");
            if (string.IsNullOrWhiteSpace(name) || name.Length > JobGroupRules.LongestName || name.Any(char.IsControl))
                yield return $"{key}:Name must have 1 to {JobGroupRules.LongestName} printable characters.";
            else if (groups.Take(i).Any(g => g.Name == name)) yield return $"{key}:Name is \"{name}\" as that of another group; give it a name of its own.";
            if (pattern.Length is 0 or > JobGroupRules.LongestPattern)
                yield return $"{key}:Pattern must be a regular expression of 1 to {JobGroupRules.LongestPattern} characters.";
            else if (JobGroupRules.Compile(pattern, out var trouble) is null) yield return $"{key}:Pattern can't be used: {trouble}";
        }
    }
}
