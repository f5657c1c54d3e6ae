using CiWatch.App.Grids;
using CiWatch.Ingest.Live;

namespace CiWatch.App.Addresses;

/// <summary>
/// The original CI Watch's addresses: /project?project=nova&amp;time=24 hours. They named a project by its last part, and bookmarks
/// still do.
/// </summary>
internal static class OriginalAddress
{
    public static IResult Get(string? project, string? time, ProjectDirectory projects)
    {
        if (string.IsNullOrWhiteSpace(project)) return Results.Redirect("/");
        var found = projects.Find(project, null) is { } whole ? [whole] : projects.Named(project);
        var name = found is [var only] ? only.Project : project; // several or none: that page offers what may be meant
        return Results.Redirect(Address(name, time));
    }

    /// <summary>The address of a project's page.</summary>
    public static string Address(string project, string? time) => ProjectAddress.Of(
        new ProjectKey("", project), GridWindow.TryParse(time, out var window) ? window : null, withServer: false);
}
