namespace CiWatch.App.Security;

/// <summary>Which addresses from outside may become links.</summary>
internal static class SafeUrl
{
    /// <summary>The address as a browser should have it, where it is absolute and http or https; else null.</summary>
    public static string? Of(string? address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp)
        && uri.Host.Length > 0
        && uri.UserInfo.Length == 0 // https://review.example@evil.example/ reads like another host
            ? uri.AbsoluteUri
            : null;
}
