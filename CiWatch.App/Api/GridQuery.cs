using CiWatch.App.Grids;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CiWatch.App.Api;

/// <summary>The grid that ?project=, ?server= and ?window= ask for.</summary>
internal static class GridQuery
{
    /// <summary>The grid; null, and why, where there is none.</summary>
    public static GridSnapshot? Find(
        string? project, string? server, string? window, ProjectDirectory projects, GridFeed grids, out ProblemHttpResult problem)
    {
        problem = Problems.NotFound("No patch set of that project has been seen. Names are whole and case matters: openstack/nova.");
        var span = GridWindow.Default;
        if (string.IsNullOrEmpty(project)) problem = Problems.Bad("Say which project: ?project=openstack/nova.");
        else if (window is not null && !GridWindow.TryParse(window, out span)) problem = Problems.Bad("A window reads 90m, 24h or 7d.");
        else if (projects.Find(project, server) is { } key) return grids.Current(key.Server, key.Project, span);
        return null;
    }
}
