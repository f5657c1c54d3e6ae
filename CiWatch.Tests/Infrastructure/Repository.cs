namespace CiWatch.Tests.Infrastructure;

/// <summary>The checkout that the tests run in.</summary>
internal static class Repository
{
    /// <summary>The folder that holds CiWatch.sln.</summary>
    public static string Root { get; } = Find();

    /// <summary>Source files below a project's folder, without what a build made.</summary>
    public static IEnumerable<string> Sources(params string[] endings) =>
        Directory.EnumerateFiles(Root, "*", SearchOption.AllDirectories)
            .Where(f => endings.Any(e => f.EndsWith(e, StringComparison.Ordinal)))
            .Where(f => !Path.GetRelativePath(Root, f).Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj" or "Migrations" or ".git"));

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "CiWatch.sln"))) return folder.FullName;
        }

        throw new InvalidOperationException("The tests run outside of a checkout: no folder above them holds CiWatch.sln.");
    }
}
