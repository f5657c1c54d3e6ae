using System.Collections;
using CiWatch.App.Configuration;
using CiWatch.Ingest.Configuration;
using CiWatch.Tests.Infrastructure;

namespace CiWatch.Tests.Architecture;

/// <summary>README's table of settings and the settings that there are do not drift apart.</summary>
public sealed class ReadmeTests
{
    private static readonly string Readme = File.ReadAllText(Path.Combine(Repository.Root, "README.md"));

    public static TheoryData<string> Settings =>
    [
        .. Keys(GerritOptions.Section, typeof(GerritOptions)), .. Keys(DatabaseOptions.Section, typeof(DatabaseOptions)),
        .. Keys(IngestOptions.Section, typeof(IngestOptions)), .. Keys(CiOptions.Section, typeof(CiOptions)), .. Keys(DemoOptions.Section, typeof(DemoOptions)),
        .. Keys(PageOptions.Section, typeof(PageOptions)), .. Keys(LimitOptions.Section, typeof(LimitOptions)),
        .. Keys("", typeof(SiteOptions)), .. Keys(KeysOptions.Section, typeof(KeysOptions)),
    ];

    [Theory]
    [MemberData(nameof(Settings))]
    public void Each_setting_is_in_the_table(string key) => Assert.Contains($"`{key}`", Readme, StringComparison.Ordinal);

    [Fact]
    public void Each_setting_of_the_table_exists()
    {
        var known = Settings.ToHashSet(StringComparer.Ordinal);
        var told = Readme.Split('\n').SkipWhile(l => l != "## Settings").TakeWhile(l => l != "## Pages and interfaces")
            .Where(l => l.StartsWith("| `", StringComparison.Ordinal))
            .SelectMany(l => l.Split('|')[1].Split(',')).Select(k => k.Trim().Trim('`')).Where(k => k != "Urls");

        Assert.Equal([], told.Except(known));
    }

    /// <summary>The keys of a section; a list's are told of its N-th element, one within the other of the M-th.</summary>
    private static IEnumerable<string> Keys(string section, Type options) => options.GetProperties().SelectMany(p =>
    {
        var key = section.Length == 0 ? p.Name : $"{section}:{p.Name}";
        if (p.PropertyType == typeof(string) || !typeof(IEnumerable).IsAssignableFrom(p.PropertyType))
            return p.PropertyType.Namespace == options.Namespace ? Keys(key, p.PropertyType) : [key];
        var item = p.PropertyType.IsArray ? p.PropertyType.GetElementType()! : p.PropertyType.GetGenericArguments()[0];
        var each = $"{key}:{(section.Contains(":N", StringComparison.Ordinal) ? "M" : "N")}";
        return item == typeof(string) ? [each] : Keys(each, item);
    });
}
