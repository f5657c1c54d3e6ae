namespace CiWatch.App.Configuration;

/// <summary>How others reach this service: settings that stand outside of any section.</summary>
internal sealed class SiteOptions
{
    /// <summary>
    /// The address of this service for everyone, "https://ci.example.org/": links in feeds and previews begin with it, and pages of this
    /// origin may connect. Without it the address of each request is taken.
    /// </summary>
    public string? PublicUrl { get; set; }

    /// <summary>
    /// Host names that requests may name, with ";" between them; "*.example.org" stands for all below one, "*" for every name. Without it
    /// every name is taken as long as there is no <see cref="PublicUrl"/>, since a newcomer, a container and a proxy each have their own.
    /// With a PublicUrl: its host, and names that no other site can have in a browser: addresses, localhost, names without a dot.
    /// </summary>
    public string? AllowedHosts { get; set; }

    /// <summary>The public address as it was checked.</summary>
    internal Uri? Public => string.IsNullOrWhiteSpace(PublicUrl) ? null : new Uri(PublicUrl.Trim());
}
