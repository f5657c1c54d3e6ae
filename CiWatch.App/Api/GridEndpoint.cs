using System.ComponentModel;
using CiWatch.App.Configuration;
using CiWatch.App.Grids;
using CiWatch.App.Language;
using CiWatch.Ingest.Live;
using CiWatch.Ingest.Votes;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace CiWatch.App.Api;

/// <summary>A project's grid. Cells that are blank are left out.</summary>
/// <param name="CompleteUntil">
/// What came after this moment is not known completely, and no answer that is due after it counts as overdue or missing; null while
/// all is known.
/// </param>
/// <param name="Rows">Newest first. Made one by one as they are written: a large grid is never in memory twice.</param>
/// <param name="CisTotal">How many CIs the window has, here or on other pages of CIs; page 1 has those that answer most regularly.</param>
/// <param name="NextCis">Where the other CIs are; null where none are.</param>
/// <param name="Total">How many rows the window has, here or on other pages.</param>
/// <param name="Next">Where the rows that follow are; null where none do.</param>
internal sealed record GridAnswer(
    string Server, string Project, DateTimeOffset From, DateTimeOffset To, DateTimeOffset? CompleteUntil, IReadOnlyList<GridCiAnswer> Cis, IEnumerable<GridRowAnswer> Rows,
    int Total, string? Next, int CisTotal, string? NextCis);

/// <summary>One column.</summary>
/// <param name="FailRate">0 to 1; null without results.</param>
internal sealed record GridCiAnswer(
    string Ci, string Name, string Account, string? Pipeline, bool Gate, double? FailRate, int Failed, int Results, IReadOnlyList<string> Jobs);

/// <summary>One patch set.</summary>
/// <param name="Status">open, wip, merged, replaced, abandoned or deleted. Of a merged change only the last patch set is merged.</param>
internal sealed record GridRowAnswer(
    long Change, int PatchSet, string Subject, string Owner, string Branch, string Status, DateTimeOffset CreatedAt,
    IEnumerable<GridCellAnswer> Cells);

/// <summary>One CI on one patch set.</summary>
internal sealed record GridCellAnswer(string Ci, string State, bool Late);

/// <summary>GET /api/v1/grid?project=P&amp;server=S&amp;window=24h.</summary>
internal static class GridEndpoint
{
    public static Results<Ok<GridAnswer>, EmptyHttpResult, ProblemHttpResult> Get(
        [Description(ApiWords.Project)] string? project,
        [Description(ApiWords.Server)] string? server,
        [Description(ApiWords.Window)] string? window,
        [Description(ApiWords.Page)] string? page,
        [Description(ApiWords.Size)] string? size,
        [Description(ApiWords.CisPage)] string? cisPage,
        ProjectDirectory projects,
        GridFeed grids,
        IOptions<LimitOptions> limits,
        HttpRequest request)
    {
        if (Paging.Of(page, size, limits.Value, out var nonsense) is not { } paging) return Problems.Bad(nonsense);
        if (GridQuery.Find(project, server, window, projects, grids, out var problem, cisPage) is not { } grid) return problem;
        if (Tag.IsKnown(request.HttpContext, Tag.Of(grid.Edition, paging.Page, paging.Size))) return TypedResults.Empty;
        return TypedResults.Ok(Answer(grid, paging, request, grids.MaxColumns));
    }

    private static GridAnswer Answer(GridSnapshot grid, Paging paging, HttpRequest request, int columns) => new(
        grid.Server, grid.Project, grid.From, grid.To, grid.CompleteUntil,
        [
            .. grid.Columns.Select((c, i) => new GridCiAnswer(
                c.Ci, c.Name, c.Account, c.Pipeline, c.Gate, grid.Stats[i].FailRate, grid.Stats[i].Failed, grid.Stats[i].Results, c.Jobs)),
        ],
        paging.Of(grid.Rows).Select(r => Row(r.Source, r, grid)),
        grid.Rows.Length,
        paging.Next(request, grid.Rows.Length),
        grid.CiCount, GridQuery.NextCis(request, grid.CiCount, columns));

    private static GridRowAnswer Row(BoardRow source, GridRow row, GridSnapshot grid) => new(
        source.Change, source.PatchSet, source.Subject, source.Owner, source.Branch, source.Standing() ?? "open", source.CreatedAt,
        row.Cells
            .Select((cell, i) => (cell, grid.Columns[i].Ci))
            .Where(c => c.cell.State != CellState.Blank)
            .Select(c => new GridCellAnswer(c.Ci, c.cell.State.Word(), c.cell.Late)));
}
