using CiWatch.Tests.Infrastructure;

namespace CiWatch.Tests.Architecture;

/// <summary>Habits that a compiler does not watch.</summary>
public sealed class HouseTests
{
    [Fact]
    public void No_file_is_longer_than_400_lines()
    {
        var files = Repository.Sources(".cs", ".razor", ".css", ".js").ToList();

        Assert.NotEmpty(files);
        Assert.Empty(files.Where(f => File.ReadLines(f).Count() > 400).Select(Relative));
    }

    [Fact]
    public void Time_comes_from_a_TimeProvider() => Nowhere(
        Repository.Sources(".cs", ".razor"), "DateTime" + ".Now", "DateTime" + ".UtcNow", "DateTimeOffset" + ".UtcNow", "DateTimeOffset" + ".Now");

    [Fact]
    public void No_test_sleeps() => Nowhere(
        Repository.Sources(".cs").Where(f => Relative(f).StartsWith("CiWatch.Tests", StringComparison.Ordinal)), "Thread" + ".Sleep");

    [Fact]
    public void Pages_hold_no_script_of_their_own() => Nowhere(
        Repository.Sources(".razor"), "javascript" + ":", "eval" + "(", " on" + "click=\"", " on" + "load=\"", "<script>");

    private static void Nowhere(IEnumerable<string> files, params string[] words) =>
        Assert.Empty(
            from file in files
            from line in File.ReadLines(file).Select((text, i) => (text, Number: i + 1))
            where words.Any(w => line.text.Contains(w, StringComparison.Ordinal))
            select $"{Relative(file)}:{line.Number}");

    private static string Relative(string file) => Path.GetRelativePath(Repository.Root, file);
}
