using System.Collections.Immutable;
using CiWatch.App.Addresses;
using CiWatch.App.Grids;
using CiWatch.App.Grids.Filtering;
using CiWatch.Ingest.Live;

namespace CiWatch.App.Components.Filters;

/// <summary>Where the reader is: all that a project page's address says. Each control leads to the same place with one thing changed.</summary>
/// <param name="Open">Keys of the CIs that are opened into their jobs.</param>
/// <param name="WithServer">Whether the address names the server.</param>
public sealed record FilterPlace(ProjectKey Key, GridWindow Window, GridFilter Filter, ImmutableArray<string> Open, bool WithServer)
{
    /// <summary>Its address.</summary>
    public string Address => ProjectAddress.Of(Key, Window, Open, WithServer, Filter);
}

/// <summary>One step from where the reader is, or will be by then.</summary>
/// <param name="Replace">Whether Back leads over it: typing is no step of its own.</param>
public sealed record PlaceStep(Func<FilterPlace, FilterPlace> Change, bool Replace = false);
