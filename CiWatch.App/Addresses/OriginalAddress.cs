using CiWatch.App.Grids;
using CiWatch.Ingest.Live;

namespace CiWatch.App.Addresses;

/// <summary>
/// The original CI Watch's addresses: /project?project=nova&amp;time=24 hours. They named a project by its last part, and bookmarks
/// still do.
/// </summary>
internal static class OriginalAddress
{
    /// <summary>Leads from these addresses to those of today; /project with a name or a digest is one of today.</summary>
    public static IApplicationBuilder UseOriginalAddresses(this IApplicationBuilder app) => app.Use((http, next) =>
    {
        var (path, query) = (http.Request.Path, http.Request.Query);
        if (!path.Equals("/project", StringComparison.OrdinalIgnoreCase) || query.ContainsKey(ProjectName.Name) || query.ContainsKey(ProjectName.Digest))
            return next(http);
        http.Response.Redirect(Today(query["project"], query["time"], http.RequestServices.GetRequiredService<ProjectDirectory>()));
        return Task.CompletedTask;
    });

    /// <summary>The address of a project's page.</summary>
    public static string Address(string project, string? time) => ProjectAddress.Of(
        new ProjectKey("", project), GridWindow.TryParse(time, out var window) ? window : null, withServer: false);

    private static string Today(string? project, string? time, ProjectDirectory projects)
    {
        if (string.IsNullOrWhiteSpace(project)) return "/";
        var found = projects.Find(project, null) is { } whole ? [whole] : projects.Named(project);
        return Address(found is [var only] ? only.Project : project, time); // several or none: that page offers what may be meant
    }
}
