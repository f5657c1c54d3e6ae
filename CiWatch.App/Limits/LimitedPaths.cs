namespace CiWatch.App.Limits;

/// <summary>Which limit an address of ours falls under.</summary>
internal enum Limited
{
    /// <summary>Most pages, styles, scripts, health: cheap, or without a page's circuit of no use.</summary>
    Nothing,

    /// <summary>What machines read, and pages whose first HTML alone asks all of memory or the database.</summary>
    Api,

    /// <summary>The connection of an open page.</summary>
    Circuit,

    /// <summary>A connection to the hub.</summary>
    Hub,
}

/// <summary>Which limit a path falls under. Pure.</summary>
internal static class LimitedPaths
{
    private const StringComparison NoCase = StringComparison.OrdinalIgnoreCase;

    private static readonly PathString[] Api = ["/api/v1", "/openapi", "/badge", "/feeds", "/cctray.xml", "/metrics", "/search", "/change"];

    /// <summary>The limit of a path. Case matters to none of them, as in routing.</summary>
    public static Limited Of(PathString path) =>
        path.StartsWithSegments("/hubs", NoCase) ? Limited.Hub
        : path.StartsWithSegments("/_blazor", NoCase, out var rest) && (!rest.HasValue || rest == "/negotiate") ? Limited.Circuit
        : Api.Any(p => path.StartsWithSegments(p, NoCase)) ? Limited.Api
        : Limited.Nothing;
}
