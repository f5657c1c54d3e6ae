using CiWatch.App.Grids;
using CiWatch.Ingest.Live;
using CiWatch.Ingest.Votes;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CiWatch.App.Api;

/// <summary>A project's grid. Cells that are blank are left out.</summary>
internal sealed record GridAnswer(
    string Server, string Project, DateTimeOffset From, DateTimeOffset To, IReadOnlyList<GridCiAnswer> Cis, IReadOnlyList<GridRowAnswer> Rows);

/// <summary>One column.</summary>
/// <param name="FailRate">0 to 1; null without results.</param>
internal sealed record GridCiAnswer(
    string Ci, string Name, string Account, string? Pipeline, bool Gate, double? FailRate, int Failed, int Results, IReadOnlyList<string> Jobs);

/// <summary>One patch set.</summary>
internal sealed record GridRowAnswer(
    long Change, int PatchSet, string Subject, string Owner, string Branch, string Status, DateTimeOffset CreatedAt,
    IReadOnlyList<GridCellAnswer> Cells);

/// <summary>One CI on one patch set.</summary>
internal sealed record GridCellAnswer(string Ci, string State, bool Late);

/// <summary>GET /api/v1/grid?project=P&amp;server=S&amp;window=24h.</summary>
internal static class GridEndpoint
{
    public static Results<Ok<GridAnswer>, ProblemHttpResult> Get(
        string? project, string? server, string? window, ProjectDirectory projects, GridFeed grids)
    {
        if (string.IsNullOrEmpty(project)) return Problems.Bad("Say which project: ?project=openstack/nova.");
        var span = GridWindow.Default;
        if (window is not null && !GridWindow.TryParse(window, out span)) return Problems.Bad("A window reads 90m, 24h or 7d.");
        if (projects.Find(project, server) is not { } key || grids.Current(key.Server, key.Project, span) is not { } grid)
            return Problems.NotFound("No patch set of that project has been seen. Names are whole and case matters: openstack/nova.");
        return TypedResults.Ok(Answer(grid));
    }

    private static GridAnswer Answer(GridSnapshot grid) => new(
        grid.Server, grid.Project, grid.From, grid.To,
        [
            .. grid.Columns.Select((c, i) => new GridCiAnswer(
                c.Ci, c.Name, c.Account, c.Pipeline, c.Gate, grid.Stats[i].FailRate, grid.Stats[i].Failed, grid.Stats[i].Results, c.Jobs)),
        ],
        [.. grid.Rows.Select(r => Row(r.Source, r, grid))]);

    private static GridRowAnswer Row(BoardRow source, GridRow row, GridSnapshot grid) => new(
        source.Change, source.PatchSet, source.Subject, source.Owner, source.Branch, source.Status.Word(), source.CreatedAt,
        [
            .. row.Cells
                .Select((cell, i) => (cell, grid.Columns[i].Ci))
                .Where(c => c.cell.State != CellState.Blank)
                .Select(c => new GridCellAnswer(c.Ci, c.cell.State.Word(), c.cell.Late)),
        ]);
}
