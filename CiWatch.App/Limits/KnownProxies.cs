using System.Net;
using CiWatch.App.Configuration;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Options;

namespace CiWatch.App.Limits;

/// <summary>Takes who asks, and by which address, from the headers of the proxies that the settings know.</summary>
internal static class KnownProxies
{
    public static void AddKnownProxies(this IServiceCollection services) =>
        services.AddOptions<ForwardedHeadersOptions>().Configure<IOptions<LimitOptions>>((headers, limits) => Trust(headers, limits.Value.KnownProxies));

    /// <summary>Without known proxies the headers are not looked at: anybody could write them.</summary>
    public static void UseKnownProxies(this WebApplication app)
    {
        if (app.Services.GetRequiredService<IOptions<LimitOptions>>().Value.KnownProxies.Count > 0) app.UseForwardedHeaders();
    }

    private static void Trust(ForwardedHeadersOptions headers, IList<string> proxies)
    {
        headers.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost;
        headers.ForwardLimit = null; // each hop has to be known, so any number of them may be
        headers.KnownProxies.Clear();
        headers.KnownIPNetworks.Clear();
        foreach (var proxy in proxies)
        {
            if (IPAddress.TryParse(proxy, out var address)) headers.KnownProxies.Add(address);
            else headers.KnownIPNetworks.Add(System.Net.IPNetwork.Parse(proxy));
        }
    }
}
