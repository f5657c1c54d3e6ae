using Bunit;
using CiWatch.App.Components.Controls;
using CiWatch.Ingest.Intake;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace CiWatch.Tests.App.Components;

public sealed class SourceLineTests : BunitContext
{
    private static readonly SourceState Live = new(
        "review.example.org", ConnectionState.Live, SampleBoard.Now, null, null, SampleBoard.Now, 12, 3, 0, 0);

    public SourceLineTests() => Services.AddSingleton<TimeProvider>(new FakeTimeProvider(SampleBoard.Now));

    [Fact]
    public void A_catch_up_says_where_from_how_much_and_how_far()
    {
        var to = new DateTimeOffset(2026, 11, 17, 4, 0, 0, TimeSpan.Zero);

        Assert.Equal(
            "Catching up from REST: 1,240 changes, back to 20 Nov 04:00 of 17 Nov 04:00 UTC",
            Said(new CatchUpProgress("REST", to, to.AddDays(3), 1240)));
        Assert.Equal("Catching up from query: 0 changes, to go back to 17 Nov 04:00 UTC", Said(new CatchUpProgress("query", to, null, 0)));
    }

    [Fact]
    public void Without_one_nothing_is_said_of_it() => Assert.Empty(Render(Live).FindAll("[data-catch-up]"));

    private string Said(CatchUpProgress progress) => Render(Live with { CatchUp = progress }).Find("[data-catch-up]").TextContent;

    private IRenderedComponent<SourceLine> Render(SourceState source) => Render<SourceLine>(p => p.Add(l => l.Source, source));
}
