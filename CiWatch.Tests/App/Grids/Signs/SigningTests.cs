using System.Collections.Immutable;
using CiWatch.App.Grids;
using CiWatch.App.Grids.Signs;
using CiWatch.Ingest.Live;
using CiWatch.Ingest.Votes;

namespace CiWatch.Tests.App.Grids.Signs;

/// <summary>Grids written as one string a change: which jobs of which CI failed there ("acme:a+b").</summary>
public sealed class SigningTests
{
    private static readonly ImmutableArray<GridColumn> Columns =
        [.. new[] { "acme", "bolt", "cube" }.Select(c => new GridColumn(c, c.ToUpperInvariant(), c, null, false, []))];

    [Theory]
    [InlineData("acme:a|acme:a", "", "two changes are no pattern")]
    [InlineData("acme:a|acme:a|acme:a", "a3", "three are")]
    [InlineData("acme:a|acme:a|bolt:a", "", "two CIs are two failures")]
    [InlineData("acme:a|acme:b|acme:c", "", "three jobs are three failures")]
    [InlineData("bolt:x|bolt:x|bolt:x|acme:a|acme:a|acme:a|acme:a", "a4 x3", "the most hits come first")]
    [InlineData("acme:a+b|acme:a+b|acme:a+b", "a+b3", "jobs that fail together only are one failure")]
    [InlineData("acme:a+b|acme:a+c|acme:a", "a3", "a job that fails in any company")]
    [InlineData("acme:a+b|acme:a+b|acme:a+b|acme:a", "a4 a+b3", "alone and in company are two, one of them larger")]
    public void Signs_go_to_what_hits_three_changes(string grid, string expected, string why) =>
        Assert.True(expected == Say(Sign(grid).Found), why);

    [Fact]
    public void Two_patch_sets_of_one_change_are_one_hit()
    {
        var rows = Rows("acme:a|acme:a|acme:a");
        var twice = rows.SetItem(2, rows[2] with { Source = rows[2].Source with { Change = rows[1].Source.Change, PatchSet = 2 } });

        Assert.Empty(Signing.Sign(twice, Columns).Found.Signed);
    }

    [Fact]
    public void A_failure_has_the_same_sign_whatever_else_fails()
    {
        var alone = Assert.Single(Sign("acme:a|acme:a|acme:a").Found.Signed);

        var among = Sign("acme:a|acme:a|acme:a|bolt:x|bolt:x|bolt:x|bolt:x|cube:q|cube:q|cube:q").Found;

        Assert.Equal("x4 a3 q3", Say(among));
        Assert.Equal(alone.Sign, among.Signed[1].Sign);
        Assert.Equal(3, among.Signed.Select(f => f.Sign).Distinct().Count());
    }

    [Fact]
    public void More_failures_than_signs_are_counted()
    {
        var grid = string.Join('|', Enumerable.Range(0, SameFailures.MostSigned + 2).SelectMany(j => Enumerable.Repeat($"acme:job{j}", 3)));

        var found = Sign(grid).Found;

        Assert.Equal((SameFailures.MostSigned, 2), (found.Signed.Length, found.More));
        Assert.Equal(SameFailures.MostSigned, found.Signed.Select(s => s.Sign).Distinct().Count());
    }

    [Fact]
    public void Cells_and_jobs_carry_the_sign_and_a_job_in_one_company_only_that_of_the_company()
    {
        var (rows, found) = Sign("acme:a+b|acme:a+b|acme:a+b|bolt:x+y|bolt:x+z|bolt:x");
        var (both, x) = (found.Signed.Single(f => f.Jobs.Length == 2).Sign, found.Signed.Single(f => f.Jobs.Length == 1).Sign);

        Assert.Equal((both, both, both), (Signs(rows[0], 0)!.Own, Signs(rows[0], 0)!.Of("a"), Signs(rows[0], 0)!.Of("b")));
        Assert.Equal((null, x, null), (Signs(rows[3], 1)!.Own, Signs(rows[3], 1)!.Of("x"), Signs(rows[3], 1)!.Of("y")));
        Assert.Equal(x, Signs(rows[5], 1)!.Own);
    }

    [Fact]
    public void Only_rows_whose_own_signs_changed_are_others()
    {
        var before = Sign("acme:a|acme:a|bolt:x|bolt:x|bolt:x");
        var third = Rows("acme:a|acme:a|acme:a")[2];
        ImmutableArray<GridRow> more = [.. before.Rows, third with { Source = third.Source with { Change = 99 } }];

        var after = Signing.Sign(more, Columns).Rows;

        Assert.Equal([false, false, true, true, true, false], more.Select((r, i) => ReferenceEquals(r, after[i])));
        Assert.All(Signing.Sign(after, Columns).Rows.Zip(after), p => Assert.Same(p.First, p.Second));
    }

    [Fact]
    public void No_signature_is_made_anew_where_no_cell_is()
    {
        // Long names are no dearer than short ones: only what is made of them would be.
        var (few, many) = (Made(4), Made(4_000));

        Assert.InRange(many - few, -2_000, 2_000);

        static long Made(int length)
        {
            var grid = string.Join('|', Enumerable.Repeat($"acme:{string.Join('+', Enumerable.Range(0, 9).Select(j => new string((char)('a' + j), length)))}", 5));
            var rows = Rows(grid);
            Signing.Sign(rows, Columns);
            var before = GC.GetAllocatedBytesForCurrentThread();
            Signing.Sign(rows, Columns);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }

    private static CellSigns? Signs(GridRow row, int column) => row.Cells[column].Signs;

    private static (ImmutableArray<GridRow> Rows, SameFailures Found) Sign(string grid) => Signing.Sign(Rows(grid), Columns);

    private static string Say(SameFailures found) =>
        string.Join(' ', found.Signed.Select(s => $"{string.Join('+', s.Jobs.Select(j => j.Name))}{s.Changes}"));

    private static ImmutableArray<GridRow> Rows(string grid) => [.. grid.Split('|').Select((text, i) =>
    {
        var (ci, jobs) = (text.Split(':')[0], text.Split(':')[1].Split('+'));
        var at = DateTimeOffset.UnixEpoch.AddMinutes(i);
        var report = new ReportHead(i, Phase.Result, Outcome.Fail, -1, at, false, [.. jobs.Select(j => new JobMark(j, "FAILURE", Outcome.Fail, null, true))]);
        var source = new BoardRow(i + 1, 1, "", "", "master", null, null, null, ChangeStatus.Open, false, null, at, null, null, null, []);
        return new GridRow(source, [.. Columns.Select(c => c.Ci != ci
            ? new GridCell(CellState.Pass, 0, false, null)
            : new GridCell(CellState.Fail, 0, false, new CiReports(ci, [report])) { Failure = CellFailure.Of(ci, CellState.Fail, new CiReports(ci, [report])) })]);
    })];
}
