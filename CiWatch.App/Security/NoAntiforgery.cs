using Microsoft.AspNetCore.Components.Forms;

namespace CiWatch.App.Security;

/// <summary>No page has a form that is posted, so none needs a token, and no visitor a cookie for it.</summary>
internal sealed class NoAntiforgery : AntiforgeryStateProvider
{
    public override AntiforgeryRequestToken? GetAntiforgeryToken() => null;
}

/// <summary>Puts it in the place of the framework's.</summary>
internal static class NoAntiforgeryExtensions
{
    public static void AddNoAntiforgery(this IServiceCollection services)
    {
        services.AddScoped<AntiforgeryStateProvider, NoAntiforgery>();
        services.AddAntiforgery(o => o.SuppressXFrameOptionsHeader = true); // frame-ancestors of our policy says more
    }
}
