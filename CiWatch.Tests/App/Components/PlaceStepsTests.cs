using CiWatch.App.Components.Filters;
using CiWatch.App.Components.Pages;
using CiWatch.App.Grids;
using CiWatch.App.Grids.Filtering;
using CiWatch.Ingest.Live;

namespace CiWatch.Tests.App.Components;

public sealed class PlaceStepsTests
{
    private static readonly FilterPlace Here = new(new ProjectKey("gerrit", "acme/storage"), GridWindow.Default, GridFilter.None, [], false);

    private readonly PlaceSteps _steps = new();

    [Fact]
    public void A_second_choice_made_on_the_way_is_a_step_from_the_first()
    {
        _steps.Came(Here);
        var first = _steps.Next(Here, Failures)!;
        var second = _steps.Next(Here, Green)!;
        Assert.True(second.Filter is { OnlyFailures: true, HideGreen: true });

        _steps.Came(first);
        Assert.True(_steps.Next(first, Missing)!.Filter is { OnlyFailures: true, HideGreen: true, OnlyMissing: true });
    }

    [Fact]
    public void On_and_off_again_ends_where_it_began()
    {
        _steps.Came(Here);
        _steps.Next(Here, Failures);

        Assert.Equal(Here.Address, _steps.Next(Here, p => p with { Filter = p.Filter with { OnlyFailures = false } })?.Address);
    }

    [Fact]
    public void A_step_to_where_one_is_leads_nowhere()
    {
        _steps.Came(Here);
        Assert.Null(_steps.Next(Here, p => p));
    }

    [Fact]
    public void Whoever_goes_back_meanwhile_is_taken_at_the_page_s_word()
    {
        _steps.Came(Here with { Window = new GridWindow(TimeSpan.FromHours(48)) });
        _steps.Next(Here, Failures);
        _steps.Came(Here); // Back: nobody asked for this place

        Assert.True(_steps.Next(Here, Green)!.Filter is { OnlyFailures: false, HideGreen: true });
    }

    [Fact]
    public void A_page_that_is_drawn_again_where_it_was_forgets_no_step()
    {
        _steps.Came(Here);
        _steps.Next(Here, Failures);
        _steps.Came(Here);

        Assert.True(_steps.Next(Here, Green)!.Filter is { OnlyFailures: true, HideGreen: true });
    }

    private static FilterPlace Failures(FilterPlace p) => p with { Filter = p.Filter with { OnlyFailures = true } };

    private static FilterPlace Missing(FilterPlace p) => p with { Filter = p.Filter with { OnlyMissing = true } };

    private static FilterPlace Green(FilterPlace p) => p with { Filter = p.Filter with { HideGreen = true } };
}
