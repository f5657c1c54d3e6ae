using System.ComponentModel;
using System.Globalization;
using CiWatch.App.Addresses;
using CiWatch.App.Api;
using CiWatch.App.Configuration;
using CiWatch.App.Grids;
using CiWatch.App.Grids.Filtering;
using CiWatch.App.Language;
using CiWatch.Ingest.Intake;
using CiWatch.Ingest.Live;
using Microsoft.Extensions.Options;

namespace CiWatch.App.Feeds;

/// <summary>What programs of others' making read: badge, CSV, Atom, CCTray.</summary>
internal static class FeedEndpoints
{
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(1);

    /// <summary>How a CI fares on a project, as a badge: one word and its fail rate in the last 24 hours.</summary>
    public static IResult Badge(
        [Description(ApiWords.Ci)] string ci,
        [Description(ApiWords.Project)] string? project,
        [Description(ApiWords.Server)] string? server,
        ProjectDirectory projects, GridFeed grids, SourceStates sources, IOptions<PageOptions> pages, TimeProvider time)
    {
        if (GridQuery.Find(project, server, null, projects, grids, out _) is not { } all) return NotSeen(ci, "no such project");
        var grid = grids.Current(all.Server, all.Project, all.Window, GridFilter.None with { Compared = [ci] }) ?? all; // it may have no column
        var at = grid.Columns.ToList().FindIndex(c => c.Ci == ci || c.Also == ci);
        if (at < 0) return NotSeen(ci, "not seen in 24 h");
        var heard = sources.All.Where(s => s.Name == grid.Server).ToList();
        var isLive = LiveReading.Of(heard, time.GetUtcNow(), pages.Value.StaleAfter).Sign == "live";
        var standing = CiStanding.Of(grid, at);
        var rate = grid.Stats[at].FailRate is { } r ? string.Create(CultureInfo.InvariantCulture, $", fail rate {100 * r:0} %") : "";
        return Svg(grid.Columns[at].Name, isLive ? standing.Word() + rate : $"stale ({standing.Word()}{rate})", isLive ? Fill(standing) : Quiet);
    }

    /// <summary>A project's grid for a spreadsheet: patch sets by CIs. The headers X-Total-Count and X-Total-CIs say how many rows and CIs the window has.</summary>
    public static IResult Csv(
        [Description(ApiWords.Project)] string? project,
        [Description(ApiWords.Server)] string? server,
        [Description(ApiWords.Window)] string? window,
        [Description(ApiWords.Page)] string? page,
        [Description(ApiWords.Size)] string? size,
        [Description(ApiWords.CisPage)] string? cisPage,
        ProjectDirectory projects, GridFeed grids, IOptions<LimitOptions> limits, HttpContext http)
    {
        if (Paging.Of(page, size, limits.Value, out var nonsense) is not { } paging) return Problems.Bad(nonsense);
        if (GridQuery.Find(project, server, window, projects, grids, out var problem, cisPage) is not { } grid) return problem;
        if (Tag.IsKnown(http, Tag.Of(grid.Edition, paging.Page, paging.Size))) return Results.Empty;
        http.Response.Headers.ContentDisposition = "attachment; filename=\"grid.csv\"";
        http.Response.Headers["X-Total-CIs"] = grid.CiCount.ToString(CultureInfo.InvariantCulture);
        http.Response.Headers["X-Total-Count"] = grid.Rows.Length.ToString(CultureInfo.InvariantCulture);
        return Results.Bytes(GridCsv.Of(grid, paging.Of(grid.Rows)), "text/csv; charset=utf-8");
    }

    /// <summary>A project's or a CI's newest failures as an Atom feed.</summary>
    public static IResult Atom(
        [Description(ApiWords.Project + " This or a CI is needed.")] string? project,
        [Description(ApiWords.Ci + " An account alone means all its pipelines.")] string? ci,
        [Description(ApiWords.Server)] string? server,
        LiveStore live, ProjectDirectory projects, IOptions<LimitOptions> limits, PublicAddress address, HttpRequest request)
    {
        var origin = address.Of(request);
        if (string.IsNullOrEmpty(project) && string.IsNullOrEmpty(ci)) return Problems.Bad("Say of what: ?project=openstack/nova, ?ci=zuul check, or both.");
        List<ProjectBoard> boards = [.. live.Boards.Where(b => server is null || b.Server == server)];
        if (!string.IsNullOrEmpty(project))
        {
            if (projects.Find(project, server) is not { } key) return Problems.NotFound("No patch set of that project has been seen. Names are whole and case matters: openstack/nova.");
            boards.RemoveAll(b => b.Server != key.Server || b.Project != key.Project);
        }

        if (ci is "") ci = null;
        if (ci is not null && !boards.Exists(b => Failures.Knows(b, ci))) return Problems.NotFound("No report of that CI has been seen there. /api/v1/grid lists a project's CIs by their keys.");
        var of = (string.IsNullOrEmpty(project), ci) switch { (true, _) => ci!, (_, null) => project!, _ => $"{ci} on {project}" };
        var failures = Failures.Newest(boards, ci, limits.Value.FeedEntries);
        return new TaggedContent(
            FailureFeed.Atom(of, $"{server}/{project}/{ci}", Self(origin, project, ci, server), failures), "application/atom+xml; charset=utf-8", Fresh);
    }

    /// <summary>A project's CIs for build monitors (CCTray).</summary>
    public static IResult Tray(
        [Description(ApiWords.Project)] string? project,
        [Description(ApiWords.Server)] string? server,
        ProjectDirectory projects, GridFeed grids, PublicAddress address, HttpRequest request)
    {
        var origin = address.Of(request);
        if (GridQuery.Find(project, server, null, projects, grids, out var problem) is not { } grid) return problem;
        var page = new Uri(origin, ProjectAddress.Of(new ProjectKey(grid.Server, grid.Project)));
        return new TaggedContent(CcTray.Xml(grid, page), "application/xml; charset=utf-8");
    }

    /// <summary>The feed's own address: what it is made of and no more, since it is kept for others.</summary>
    private static Uri Self(Uri origin, string? project, string? ci, string? server)
    {
        IEnumerable<(string Name, string? Value)> given = [("project", project), ("ci", ci), ("server", server)];
        return new Uri(origin, "/feeds/failures.atom" + QueryString.Create(given.Where(g => !string.IsNullOrEmpty(g.Value)).Select(g => KeyValuePair.Create(g.Name, g.Value))));
    }

    private const string Quiet = "#5f656b";

    private static string Fill(Standing standing) => standing switch
    {
        Standing.Pass => "#2f6b48",
        Standing.Watch or Standing.Amber => "#8a5300",
        Standing.Red or Standing.Emergency or Standing.Broken => "#c8201f",
        Standing.Silent => "#6a1fbe",
        _ => Quiet,
    };

    private static TaggedContent Svg(string name, string words, string fill, int status = StatusCodes.Status200OK) =>
        new(Feeds.Badge.Of(name, words, fill), "image/svg+xml; charset=utf-8", Fresh, status);

    // A picture all the same: it stands where a picture is expected, and says what is wrong.
    private static TaggedContent NotSeen(string ci, string words) => Svg(ci, words, Quiet, StatusCodes.Status404NotFound);
}
