namespace CiWatch.Tests.Infrastructure;

/// <summary>The folder "shared" beside the repository: labelled comments, recorded streams, a real Gerrit. No part of the repository.</summary>
public static class Shared
{
    /// <summary>Its full path; null where it is absent.</summary>
    public static string? Folder { get; } = Find();

    /// <summary>The full path of a file or folder in it.</summary>
    public static string Path(params string[] parts) =>
        System.IO.Path.Combine([Folder ?? throw new InvalidOperationException("There is no folder \"shared\" beside the repository."), .. parts]);

    private static string? Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (!File.Exists(System.IO.Path.Combine(folder.FullName, "CiWatch.sln"))) continue;
            var shared = System.IO.Path.GetFullPath(System.IO.Path.Combine(folder.FullName, "..", "shared"));
            return Directory.Exists(shared) ? shared : null;
        }
        return null;
    }
}

/// <summary>A fact that needs the folder "shared" and is skipped, with its reason, where that is absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SharedFactAttribute : FactAttribute
{
    public SharedFactAttribute() => Skip = Required.Reason((Shared.Folder is not null, "Needs the folder \"shared\" beside the repository."));
}
