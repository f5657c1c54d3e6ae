namespace CiWatch.App.Grids;

/// <summary>What a job is called. A comment that gives no name has the build's address in its place.</summary>
internal static class JobName
{
    /// <summary>Whether the name is the address of a build: then it differs from build to build, and names no job that comes again.</summary>
    public static bool IsAddress(string name) => name.Contains("://", StringComparison.Ordinal);
}
