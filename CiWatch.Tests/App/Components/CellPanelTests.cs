using System.Collections.Immutable;
using Bunit;
using CiWatch.App.Changes;
using CiWatch.App.Components.Panel;
using CiWatch.App.Grids;
using CiWatch.Ingest.Configuration;
using CiWatch.Ingest.Intake;
using CiWatch.Ingest.Live;
using CiWatch.Ingest.Storage;
using CiWatch.Ingest.Votes;
using CiWatch.Tests.Ingest.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using ReportPanel = CiWatch.App.Components.Panel.ReportView;

namespace CiWatch.Tests.App.Components;

public sealed class CellPanelTests : BunitContext
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly DatabaseFile _file = new();
    private readonly BatchWriter _writer;
    private readonly FakeTimeProvider _time = new(Lines.Start.AddHours(2));

    static CellPanelTests() => DefaultWaitTimeout = TimeSpan.FromSeconds(20); // a database is opened within the wait

    public CellPanelTests()
    {
        _writer = new BatchWriter(_file.Database);
        Services.AddSingleton(new ReportStore(_file.Database));
        Services.AddSingleton<TimeProvider>(_time);
        var live = new LiveStore(LiveStore.DefaultHistory, _time);
        Services.AddSingleton(new GridFeed(live, new SourceStates(_time), _time, GridSamples.Rules));
        Services.AddSingleton<CiContacts>();
        Services.AddOptions<CiOptions>();
    }

    [Fact]
    public void A_report_that_comes_late_and_one_that_is_known_better_are_read_again()
    {
        var newest = Head(1, 60);
        Write(60);
        var cut = Panel(newest);
        cut.WaitForAssertion(() => Assert.Single(cut.FindComponents<ReportPanel>()), Patience);

        var late = Head(2, 30);
        Write(30);
        cut.Render(p => p.Add(c => c.View, View(late, newest)));
        cut.WaitForAssertion(() => Assert.Equal([30, 60], Minutes(cut)), Patience);

        // The same keys, in the same number: what else the database has by now shows that it was asked.
        Write(45);
        cut.Render(p => p.Add(c => c.View, View(late with { }, newest)));
        cut.WaitForAssertion(() => Assert.Equal([30, 45, 60], Minutes(cut)), Patience);
    }

    [Fact]
    public void What_did_not_change_is_not_read_again()
    {
        var head = Head(1, 60);
        Write(60);
        var cut = Panel(head);
        cut.WaitForAssertion(() => Assert.Single(cut.FindComponents<ReportPanel>()), Patience);

        cut.Render(p => p.Add(c => c.View, View(head)));

        Assert.Single(cut.FindComponents<ReportPanel>());
    }

    [Fact]
    public async Task A_cell_with_many_reports_shows_the_newest_and_fetches_earlier_ones_page_by_page()
    {
        Write([.. Enumerable.Range(1, 25)]);
        var cut = Panel(Head(25, 25));
        cut.WaitForAssertion(() => Assert.Equal(Enumerable.Range(16, 10), Minutes(cut)), Patience);
        Assert.Contains("1–10 of 25 reports, newest first", cut.Find("nav.rpages").TextContent, StringComparison.Ordinal);
        Assert.Equal([16, 25], new[] { cut.FindComponents<ReportPanel>()[^1].Instance.Number, cut.FindComponents<ReportPanel>()[0].Instance.Number });

        await TurnAsync(cut, "Earlier");
        cut.WaitForAssertion(() => Assert.Equal(Enumerable.Range(6, 10), Minutes(cut)), Patience);

        // Earlier reports stay where they are while new ones come.
        Write(26);
        cut.Render(p => p.Add(c => c.View, View(Head(25, 25), Head(26, 26))));
        Assert.Equal(Enumerable.Range(6, 10), Minutes(cut));

        await TurnAsync(cut, "Newer");
        cut.WaitForAssertion(() => Assert.Equal(Enumerable.Range(17, 10), Minutes(cut)), Patience);
    }

    [Fact]
    public void A_cell_with_few_reports_has_no_pages()
    {
        Write(1, 2);
        var cut = Panel(Head(2, 2));
        cut.WaitForAssertion(() => Assert.Equal(2, cut.FindComponents<ReportPanel>().Count), Patience);

        Assert.Empty(cut.FindAll("nav.rpages"));
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (!disposing) return;
        _writer.Dispose();
        _file.Dispose();
    }

    private static IEnumerable<int> Minutes(IRenderedComponent<CellPanel> cut) => cut.FindComponents<ReportPanel>()
        .Select(v => (int)(v.Instance.Report.ReportedAt - Lines.Start).TotalMinutes).Order();

    private static ReportHead Head(long id, int minute) => new(id, Phase.Result, Outcome.Pass, 1, Lines.Start.AddMinutes(minute), false, []);

    private static CellView View(params ImmutableArray<ReportHead> heads)
    {
        var source = GridSamples.One(CellState.Pass).Row.Source with { Change = 1, PatchSet = 1, CreatedAt = Lines.Start };
        var cell = new GridCell(CellState.Pass, 0, false, new CiReports("zuul check", heads));
        return new CellView(new GridRow(source, [cell]), new GridColumn("zuul check", "Zuul check", "zuul", "check", true, []), cell, null);
    }

    private static Task TurnAsync(IRenderedComponent<CellPanel> cut, string button) =>
        cut.InvokeAsync(() => cut.FindAll("nav.rpages button").Single(b => b.TextContent == button).Click());

    private void Write(params int[] minutes) => _writer.Write([.. minutes.Select(m => Lines.Comment(Lines.Report(Lines.Start.AddMinutes(m))))]);

    private IRenderedComponent<CellPanel> Panel(ReportHead head) => Render<CellPanel>(p => p
        .Add(c => c.Server, "opendev").Add(c => c.View, View(head)).Add(c => c.Limits, CellLimits.Default));
}
