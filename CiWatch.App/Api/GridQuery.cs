using System.Globalization;
using CiWatch.App.Grids;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CiWatch.App.Api;

/// <summary>The grid that ?project=, ?server= and ?window= ask for.</summary>
internal static class GridQuery
{
    /// <summary>The grid; null, and why, where there is none.</summary>
    public static GridSnapshot? Find(
        string? project, string? server, string? window, ProjectDirectory projects, GridFeed grids, out ProblemHttpResult problem,
        string? cisPage = null)
    {
        problem = Problems.NotFound("No patch set of that project has been seen. Names are whole and case matters: openstack/nova.");
        var span = GridWindow.Default;
        if (string.IsNullOrEmpty(project)) problem = Problems.Bad("Say which project: ?project=openstack/nova.");
        else if (window is not null && !GridWindow.TryParse(window, out span)) problem = Problems.Bad("A window reads 90m, 24h or 7d.");
        else if (!IsPage(cisPage, out var page)) problem = Problems.Bad("A page of CIs is a number from 1 on.");
        else if (projects.Find(project, server) is { } key)
        {
            problem = Problems.NotFound("There are not so many pages of CIs.");
            return grids.CurrentPage(key.Server, key.Project, span, page);
        }

        return null;
    }

    /// <summary>Where the CIs after those of this page are; null where none are.</summary>
    public static string? NextCis(HttpRequest request, int total, int columns) =>
        IsPage(request.Query["cisPage"], out var page) && (long)page * columns < total
            ? request.Path + QueryString.Create(
                [.. request.Query.Where(q => q.Key != "cisPage"), new("cisPage", (page + 1).ToString(CultureInfo.InvariantCulture))])
            : null;

    private static bool IsPage(string? text, out int page)
    {
        page = 1;
        return text is null || (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out page) && page >= 1);
    }
}
