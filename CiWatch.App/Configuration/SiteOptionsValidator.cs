using Microsoft.Extensions.Options;

namespace CiWatch.App.Configuration;

/// <summary>Says what of the site's settings makes no sense, by its key.</summary>
internal sealed class SiteOptionsValidator : IValidateOptions<SiteOptions>
{
    public ValidateOptionsResult Validate(string? name, SiteOptions options)
    {
        List<string> errors = [];
        if (!string.IsNullOrWhiteSpace(options.PublicUrl) && !IsSite(options.PublicUrl.Trim()))
            errors.Add($"PublicUrl is '{options.PublicUrl}'; it must be scheme and host alone, as https://ci.example.org/.");
        if (options.AllowedHosts is { } hosts && hosts.Split(';').Any(h => h.Trim() is "" or { Length: > 255 } || h.Contains('/')))
            errors.Add($"AllowedHosts is '{hosts}'; it must be host names with ';' between them, as ci.example.org;localhost, or *.");
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }

    /// <summary>Whether an address is that of a whole site: http or https, a host, and nothing after it.</summary>
    internal static bool IsSite(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp)
        && uri is { Host.Length: > 0, UserInfo: "", PathAndQuery: "/", Fragment: "" };
}
