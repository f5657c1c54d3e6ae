using System.Collections.Immutable;
using CiWatch.Ingest.Votes;

namespace CiWatch.App.Grids;

/// <summary>One hour of a project: how many results came, and how many of them failed.</summary>
public readonly record struct HourVotes(int Votes, int Failed);

/// <summary>One project in the last 24 hours, for the start page.</summary>
/// <param name="Cis">Third-party CIs: the gate's pipelines are not counted, here and on the project's page.</param>
/// <param name="Failures">Cells that failed, of the change's fault or the CI's.</param>
/// <param name="Missing">Expected answers that have not come in time: overdue or missing.</param>
/// <param name="Hours">24 hours, oldest first.</param>
public sealed record ProjectSummary(
    string Server,
    string Project,
    int PatchSets,
    int Cis,
    int Failures,
    int Missing,
    int Answered,
    int Owed,
    ImmutableArray<HourVotes> Hours,
    DateTimeOffset? NewestAt)
{
    /// <summary>Results that came: what the hours' bars add up to.</summary>
    public int Votes { get; } = Hours.Sum(h => h.Votes);

    /// <summary>Those of them that failed: what the bars' red parts add up to.</summary>
    public int FailedVotes { get; } = Hours.Sum(h => h.Failed);

    /// <summary>Sums a 24-hour grid up.</summary>
    public static ProjectSummary Of(GridSnapshot grid)
    {
        var hours = new HourVotes[24];
        var failures = 0;
        foreach (var cell in grid.Rows.SelectMany(r => r.Cells))
        {
            if (cell.State is CellState.Fail or CellState.Infra) failures++;
            if (cell.Reports is null) continue;
            foreach (var report in cell.Reports.Reports)
            {
                if (report.Phase != Phase.Result) continue;
                var hour = (int)Math.Floor((report.At - grid.From).TotalHours);
                if (hour is < 0 or >= 24) continue;
                hours[hour] = new HourVotes(hours[hour].Votes + 1, hours[hour].Failed + (report.Outcome is Outcome.Fail or Outcome.Infra ? 1 : 0));
            }
        }

        return new ProjectSummary(
            grid.Server, grid.Project, grid.Totals.PatchSets, grid.Totals.ThirdPartyCis, failures, grid.Totals.Owed,
            grid.Totals.Answered, grid.Totals.Owed, ImmutableArray.Create(hours), grid.NewestAt);
    }
}
