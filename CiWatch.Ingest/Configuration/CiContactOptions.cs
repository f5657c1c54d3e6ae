namespace CiWatch.Ingest.Configuration;

/// <summary>Section "Cis:Contacts:N": how one CI is asked to run again, and whom to ask about it.</summary>
public sealed class CiContactOptions
{
    /// <summary>The account's username, or with its pipeline where they differ: "zuul", "zuul check".</summary>
    public string Ci { get; init; } = "";

    /// <summary>Who minds it, in words: "Acme storage team, #acme on OFTC".</summary>
    public string? Contact { get; init; }

    /// <summary>The comment that makes it run again: "recheck acme".</summary>
    public string? Recheck { get; init; }

    /// <summary>Where to ask: http, https or mailto.</summary>
    public string? Url { get; init; }

    /// <summary>What is wrong with it; none where all is well.</summary>
    internal IEnumerable<string> Errors(string key)
    {
        if (string.IsNullOrWhiteSpace(Ci)) yield return $"{key}:Ci is empty: give the CI's username, as in /api/v1/grid.";
        if (string.IsNullOrWhiteSpace(Contact) && string.IsNullOrWhiteSpace(Recheck) && string.IsNullOrWhiteSpace(Url))
            yield return $"{key} says nothing of \"{Ci}\": give Contact, Recheck or Url, or take it out.";
        if (!string.IsNullOrWhiteSpace(Url) && !IsLink(Url)) yield return $"{key}:Url \"{Url}\" is no address that a page may link to: it must begin with https://, http:// or mailto:.";
    }

    private static bool IsLink(string url) => Uri.TryCreate(url, UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeMailto || ((uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp) && uri.Host.Length > 0));
}
