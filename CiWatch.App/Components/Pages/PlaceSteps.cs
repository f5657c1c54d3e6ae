using CiWatch.App.Components.Filters;

namespace CiWatch.App.Components.Pages;

/// <summary>
/// Where the reader has asked to go and has not come yet. An address travels through the browser; what is chosen meanwhile is a step
/// from there and not from what the page still shows, else the first of two quick choices would be lost.
/// </summary>
internal sealed class PlaceSteps
{
    private readonly List<FilterPlace> _asked = [];
    private string? _here;

    /// <summary>One step on: the place to go to; null where the step leads nowhere else.</summary>
    /// <param name="shown">Where the page is.</param>
    public FilterPlace? Next(FilterPlace shown, Func<FilterPlace, FilterPlace> step)
    {
        var from = _asked is [.., var last] ? last : shown;
        var to = step(from);
        if (to.Address == from.Address) return null;
        _asked.Add(to);
        return to;
    }

    /// <summary>The page shows this place now. One that nobody asked for (Back, a link) ends all steps.</summary>
    public void Came(FilterPlace place)
    {
        var address = place.Address;
        if (address == _here) return;
        _here = address;
        var at = _asked.FindIndex(p => p.Address == address);
        _asked.RemoveRange(0, at < 0 ? _asked.Count : at + 1);
    }
}
