using Bunit;
using CiWatch.App.Components.Controls;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace CiWatch.Tests.App.Components;

public sealed class WhenTests : BunitContext
{
    private static readonly DateTimeOffset Now = new(2026, 11, 25, 15, 10, 0, TimeSpan.Zero);

    public WhenTests() => Services.AddSingleton<TimeProvider>(new FakeTimeProvider(Now));

    [Theory]
    [InlineData(0, null, "dayclock", "Wed 15:10")]
    [InlineData(5, null, "dayclock", "Fri 15:10")]
    [InlineData(6, null, "dateclock", "19 Nov 15:10")] // a day's name would soon name two
    [InlineData(7, null, "dateclock", "18 Nov 15:10")]
    [InlineData(400, null, "dateclock", "21 Oct 15:10")]
    [InlineData(7, "clock", "clock", "15:10")]
    [InlineData(0, "dateclock", "dateclock", "25 Nov 15:10")]
    public void A_day_is_named_as_long_as_its_name_is_its_own(int days, string? wanted, string shape, string text)
    {
        var time = Render<When>(p => p.Add(x => x.At, Now.AddDays(-days)).Add(x => x.As, wanted)).Find("time");

        Assert.Equal(shape, time.GetAttribute("data-as"));
        Assert.Equal(text, time.TextContent);
    }
}
