using System.Globalization;
using System.Xml.Linq;
using CiWatch.App.Grids;
using CiWatch.Ingest.Votes;

namespace CiWatch.App.Feeds;

/// <summary>A grid as CCTray's XML, which build monitors read: one Project for each CI. Pure.</summary>
internal static class CcTray
{
    /// <param name="page">The address of the project's page.</param>
    public static byte[] Xml(GridSnapshot grid, Uri page) =>
        XmlBytes.Of(new XElement("Projects", More(grid), grid.Columns.Select((c, i) => Project(grid, c, i, page))).WriteTo);

    private static XComment? More(GridSnapshot grid) => grid.Folded.IsEmpty ? null
        : new XComment(string.Create(CultureInfo.InvariantCulture, $" {grid.Folded.Length} more CIs are not listed: Pages:MaxColumns "));

    private static XElement? Project(GridSnapshot grid, GridColumn column, int i, Uri page)
    {
        var last = (
            from row in grid.Rows
            let reports = row.Cells[i].Reports
            where reports is not null
            from report in reports.Reports
            where report.Phase == Phase.Result
            orderby report.At descending
            select (Row: row.Source, Report: report)).FirstOrDefault();
        return new XElement(
            "Project",
            new XAttribute("name", XmlText.Line($"{grid.Project} {column.Ci}")),
            new XAttribute("activity", grid.Rows.Any(r => r.Cells[i].State == CellState.Running) ? "Building" : "Sleeping"),
            new XAttribute("lastBuildStatus", Status(last.Report?.Outcome)),
            new XAttribute("lastBuildLabel", last.Row is { } on ? string.Create(CultureInfo.InvariantCulture, $"{on.Change},{on.PatchSet}") : ""),
            new XAttribute("lastBuildTime", (last.Report?.At ?? DateTimeOffset.UnixEpoch).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)),
            new XAttribute("webUrl", page.AbsoluteUri));
    }

    private static string Status(Outcome? outcome) => outcome switch
    {
        Outcome.Pass => "Success",
        Outcome.Fail => "Failure",
        Outcome.Infra => "Exception",
        _ => "Unknown",
    };
}
