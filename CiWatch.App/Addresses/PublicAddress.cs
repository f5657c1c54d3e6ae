using CiWatch.App.Configuration;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Options;

namespace CiWatch.App.Addresses;

/// <summary>
/// The address of this service for others, to which links in feeds and previews are relative: the setting PublicUrl, else what the client
/// calls it, which <see cref="Security.HostCheck"/> has checked.
/// </summary>
internal sealed class PublicAddress(IOptions<SiteOptions> options)
{
    /// <summary>The setting; null where there is none.</summary>
    public Uri? Set { get; } = options.Value.Public;

    /// <summary>For the answer to a request.</summary>
    public Uri Of(HttpRequest request) => Set ?? new Uri($"{request.Scheme}://{request.Host.ToUriComponent()}/");

    /// <summary>For a page, while it is prerendered and later.</summary>
    public Uri Of(NavigationManager navigation) => Set ?? new Uri(navigation.BaseUri);
}
