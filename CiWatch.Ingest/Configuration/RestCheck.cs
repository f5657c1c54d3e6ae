namespace CiWatch.Ingest.Configuration;

/// <summary>Finds what is wrong with a server's settings of the REST API.</summary>
internal static class RestCheck
{
    private const int MaxText = 255;

    /// <summary>Each message names its key and what to do; none shows a password.</summary>
    public static IEnumerable<string> Errors(string key, GerritServerOptions o)
    {
        var (url, user, password) = (!string.IsNullOrWhiteSpace(o.RestUrl), !string.IsNullOrWhiteSpace(o.RestUsername), !string.IsNullOrEmpty(o.RestPassword));
        if (url && Address(o.RestUrl!) is { } problem)
            yield return $"{key}:RestUrl{problem}";

        if (user && !password)
            yield return $"{key}:RestPassword is missing: write the HTTP password of {key}:RestUsername, as Gerrit's settings page makes it; or remove both.";
        if (password && !user)
            yield return $"{key}:RestUsername is missing: write the account to which {key}:RestPassword belongs; or remove both.";
        // A colon would end the name where it stands: that is how HTTP writes the two.
        if (user && (o.RestUsername!.Length > MaxText || o.RestUsername.Any(c => char.IsControl(c) || c == ':')))
            yield return $"{key}:RestUsername \"{PrintableText.Clean(o.RestUsername)}\" can't be used: write at most {MaxText} printable characters without \":\".";
        if (user && password && (o.RestPassword!.Length > MaxText || o.RestPassword.Any(char.IsControl)))
            yield return $"{key}:RestPassword can't be used: write at most {MaxText} printable characters.";
        if (user && !url)
            yield return $"{key}:RestUrl is missing: write the address of the REST API that {key}:RestUsername is for; or remove it.";
        if (o.EventsLog && (!url || !user || !password))
            yield return $"{key}:EventsLog needs {key}:RestUrl, {key}:RestUsername and {key}:RestPassword: the plugin answers only to accounts. Write them, or remove it.";
    }

    /// <summary>The end of a sentence that began with the key; null where the address will do.</summary>
    private static string? Address(string text)
    {
        var shown = PrintableText.Clean(text);
        if (text.Length > 2 * MaxText || !Uri.TryCreate(text, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))
            return $" \"{shown}\" is no web address: write one that begins with https:// or http://.";
        // Not shown: there may be a password in it.
        if (url.UserInfo is not "") return " holds an account: write it in RestUsername and RestPassword.";
        return url.Query is not "" || url.Fragment is not "" || text.Contains('?', StringComparison.Ordinal) || text.Contains('#', StringComparison.Ordinal)
            ? $" \"{shown}\" has a \"?\" or \"#\": write the address of Gerrit's start page, such as https://review.example.org."
            : null;
    }
}
