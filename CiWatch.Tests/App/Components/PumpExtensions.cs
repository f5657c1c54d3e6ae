using Bunit;
using Bunit.Extensions.WaitForHelpers;
using CiWatch.App.Components.Grid;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Time.Testing;

namespace CiWatch.Tests.App.Components;

/// <summary>Waiting for pages that draw what is new by a <see cref="LivePump"/>.</summary>
internal static class PumpExtensions
{
    /// <summary>Lets the pump's rest go by, again and again, until the page shows what is wanted.</summary>
    public static void WaitFor<T>(this IRenderedComponent<T> cut, FakeTimeProvider time, Func<bool> seen)
        where T : IComponent
    {
        for (var i = 0; i < 100; i++)
        {
            time.Advance(LivePump.Hold);
            try
            {
                cut.WaitForState(seen, TimeSpan.FromMilliseconds(100));
                return;
            }
            catch (WaitForFailedException)
            {
                // Not yet.
            }
        }

        Assert.Fail("The page did not show it.");
    }
}
