using System.Data.Common;
using CiWatch.Ingest.Storage;
using CiWatch.Ingest.Storage.Schema;
using CiWatch.Ingest.Votes;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace CiWatch.Tests.Ingest.Storage;

/// <summary>No question of a page reads a whole table that grows.</summary>
public sealed class QueryPlanTests : IDisposable
{
    private readonly DatabaseFile _file = new();

    public QueryPlanTests()
    {
        using var writer = new BatchWriter(_file.Database);
        writer.Write(Lines.Many(200));
        var asked = Lines.Event("comment-added", Lines.Start.AddHours(1), Lines.Change(1000, "openstack/project-0"), Lines.PatchSet());
        writer.Write([Lines.Line(asked, null, new Recheck(Lines.Person, "ci-1", Lines.Start.AddHours(1), "recheck ci-1"))]);
    }

    public void Dispose() => _file.Dispose();

    [Theory]
    [InlineData("CIs of a key")]
    [InlineData("which reports of a change")]
    [InlineData("words")]
    [InlineData("change")]
    [InlineData("change of a server")]
    [InlineData("patch sets")]
    [InlineData("reports")]
    [InlineData("reports of a CI")]
    [InlineData("rechecks")]
    public void Questions_of_pages_use_indexes(string question)
    {
        foreach (var plan in PlansOf(question)) Searches(plan);
    }

    [Fact]
    public void The_CIs_of_projects_are_found_by_indexes()
    {
        using var connection = _file.Database.Open();
        using var command = connection.CreateCommand();
        command.CommandText = HistoryQueries.CisOfProjects;
        command.Parameters.AddWithValue("$since", 0L);
        Searches(Explain(command));
    }

    [Theory]
    [InlineData(HistoryQueries.PatchSets)]
    [InlineData(HistoryQueries.Reports)]
    [InlineData(HistoryQueries.JobRuns)]
    public void History_is_read_in_the_order_of_its_indexes(string sql)
    {
        using var connection = _file.Database.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Parameters.AddWithValue("$since", 0L);
        var plan = Explain(command);
        Searches(plan);
        Assert.DoesNotContain(plan, step => step.Contains("TEMP B-TREE", StringComparison.Ordinal));
    }

    [Fact]
    public void Outcomes_of_a_job_are_read_from_an_index_alone()
    {
        using var connection = _file.Database.Open();
        using var command = connection.CreateCommand();
        command.CommandText = """
            SELECT r.PatchSetId, j.Outcome FROM JobRuns j JOIN Reports r ON r.Id = j.ReportId WHERE j.JobId = 1 AND j.ReportId >= 5
            """;
        Assert.Contains(Explain(command), step => step.Contains("COVERING INDEX IX_JobRuns_JobId_ReportId_Outcome", StringComparison.Ordinal));
    }

    private static void Searches(List<string> plan) => Assert.DoesNotContain(
        plan, step => step.StartsWith("SCAN", StringComparison.Ordinal) && step != "SCAN p" && step != "SCAN CONSTANT ROW"
            && !step.StartsWith("SCAN (subquery", StringComparison.Ordinal) && !step.StartsWith("SCAN json_each", StringComparison.Ordinal)); // what was found

    private static List<string> Explain(DbCommand command)
    {
        command.CommandText = "EXPLAIN QUERY PLAN " + command.CommandText;
        using var reader = command.ExecuteReader();
        List<string> steps = [];
        while (reader.Read()) steps.Add(reader.GetString(3));
        Assert.NotEmpty(steps);
        return steps;
    }

    private List<List<string>> PlansOf(string question)
    {
        var plans = new Plans();
        var options = new DbContextOptionsBuilder<CiWatchContext>().UseSqlite(_file.Database.Location.ConnectionString).AddInterceptors(plans);
        using var context = new CiWatchContext(options.Options);
        Assert.NotEmpty(question switch
        {
            "CIs of a key" => ReportQueries.Cis(context, "opendev", "ci-1 check", "ci-1").ToList<object>(),
            "which reports of a change" => ReportQueries.OfChange(context, 1, 0, 10, 10, 100).ToList<object>(),
            "words" => ReportQueries.Words(context, [1, 2], 100).ToList<object>(),
            "change" => ReportStore.Changes(context, 1000, null).ToList<object>(),
            "change of a server" => ReportStore.Changes(context, 1000, "opendev").ToList<object>(),
            "reports of a CI" => ReportQueries.OfCis(context, "opendev", 1000, 0, 10, [1, 2, 3]).OrderByDescending(r => r.ReportedAt).ThenByDescending(r => r.Id)
                .Take(5).ToList<object>(),
            "rechecks" => ReportStore.Rechecks(context, "opendev", 1000).ToList<object>(),
            "patch sets" => ReportStore.PatchSets(context, 1).ToList<object>(),
            _ => ReportQueries.Views(context, [1, 2], 10).ToList<object>(),
        });
        return plans.All;
    }

    private sealed class Plans : DbCommandInterceptor
    {
        public List<List<string>> All { get; } = [];

        public override InterceptionResult<DbDataReader> ReaderExecuting(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result)
        {
            using var copy = command.Connection!.CreateCommand();
            copy.CommandText = command.CommandText;
            foreach (SqliteParameter p in command.Parameters) copy.Parameters.Add(new SqliteParameter(p.ParameterName, p.Value));
            All.Add(Explain(copy));
            return result;
        }
    }
}
