using System.ComponentModel;
using CiWatch.App.Configuration;
using CiWatch.App.Grids;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace CiWatch.App.Api;

/// <summary>Projects, the one with the newest activity first.</summary>
/// <param name="Total">How many there are.</param>
/// <param name="Next">Where those that follow are; null where none do.</param>
internal sealed record ProjectsAnswer(int Total, string? Next, IReadOnlyList<ProjectAnswer> Projects);

/// <summary>One project in the last 24 hours.</summary>
/// <param name="Cis">Third-party CIs: the gate's pipelines are not counted.</param>
/// <param name="Failures">Cells that failed, of the change's fault or the CI's.</param>
/// <param name="Missing">Expected answers that have not come in time: overdue or missing.</param>
/// <param name="NewestAt">Event time of the newest thing known of it.</param>
internal sealed record ProjectAnswer(
    string Server, string Project, int PatchSets, int Cis, int Failures, int Missing, DateTimeOffset? NewestAt);

/// <summary>GET /api/v1/projects?server=S.</summary>
internal static class ProjectsEndpoint
{
    public static Results<Ok<ProjectsAnswer>, ProblemHttpResult> Get(
        [Description("Only of this server.")] string? server,
        [Description(ApiWords.Page)] string? page,
        [Description(ApiWords.Size)] string? size,
        ProjectDirectory projects,
        IOptions<LimitOptions> limits,
        HttpRequest request)
    {
        if (Paging.Of(page, size, limits.Value, out var problem) is not { } paging) return Problems.Bad(problem);
        List<ProjectSummary> all = [.. projects.All().Where(p => server is null || p.Server == server)];
        return TypedResults.Ok(new ProjectsAnswer(
            all.Count,
            paging.Next(request, all.Count),
            [.. paging.Of(all).Select(p => new ProjectAnswer(p.Server, p.Project, p.PatchSets, p.Cis, p.Failures, p.Missing, p.NewestAt))]));
    }
}
