namespace CiWatch.App.Errors;

/// <summary>Which addresses are for machines: errors there are problem details, elsewhere they are pages. Pure.</summary>
internal static class MachinePaths
{
    private static readonly PathString[] Roots =
        ["/feeds", "/badge", "/hubs", "/cctray.xml", "/metrics", "/healthz", "/readyz", "/openapi", "/_blazor", "/_framework", "/_content", "/css", "/js"];

    /// <summary>/api itself is a page for people; what lies under it is not.</summary>
    public static bool Contains(PathString path) =>
        Roots.Any(root => path.StartsWithSegments(root, StringComparison.OrdinalIgnoreCase))
        || (path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase, out var rest) && rest.HasValue && rest != "/");
}
