using CiWatch.Ingest.Gerrit.Ssh;
using Microsoft.Extensions.Options;

namespace CiWatch.Ingest.Configuration;

/// <summary>Finds all that is wrong with the section "Gerrit" at once; each message names its key and what to do.</summary>
public sealed class GerritOptionsValidator : IValidateOptions<GerritOptions>
{
    private const int MaxText = 255;
    private const int MaxProjects = 10_000;
    private const int MinLineBytes = 1024;
    private const int MaxLineBytes = 256 * 1024 * 1024;

    /// <inheritdoc />
    public ValidateOptionsResult Validate(string? name, GerritOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        List<string> errors = [.. Numbers(options), .. CatchUpCheck.Errors(options.CatchUp)];
        for (var i = 0; i < options.Servers.Count; i++)
        {
            var key = $"{GerritOptions.Section}:Servers:{i}";
            errors.AddRange(Server(key, options.Servers[i]));
            errors.AddRange(RestCheck.Errors(key, options.Servers[i]));
        }

        errors.AddRange(Duplicates(options.Servers));
        return errors is [] ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }

    private static IEnumerable<string> Numbers(GerritOptions o)
    {
        (string Key, TimeSpan Value, TimeSpan Least, TimeSpan Most)[] times =
        [
            (nameof(o.ProbeInterval), o.ProbeInterval, TimeSpan.FromMilliseconds(10), TimeSpan.FromHours(1)),
            (nameof(o.ConnectTimeout), o.ConnectTimeout, TimeSpan.FromMilliseconds(100), TimeSpan.FromHours(1)),
            (nameof(o.ReconnectMinDelay), o.ReconnectMinDelay, TimeSpan.FromMilliseconds(1), TimeSpan.FromHours(1)),
            (nameof(o.ReconnectMaxDelay), o.ReconnectMaxDelay, TimeSpan.FromMilliseconds(1), TimeSpan.FromHours(24)),
            (nameof(o.FailedRetryDelay), o.FailedRetryDelay, TimeSpan.FromMilliseconds(1), TimeSpan.FromHours(24)),
            (nameof(o.MaxClockSkew), o.MaxClockSkew, TimeSpan.FromHours(1), TimeSpan.FromDays(30)),
        ];
        foreach (var (key, value, least, most) in times)
        {
            if (value < least || value > most)
                yield return $"{GerritOptions.Section}:{key} is {value}; write a time from {least:c} to {most:c}.";
        }

        if (o.ReconnectMaxDelay < o.ReconnectMinDelay)
            yield return $"{GerritOptions.Section}:ReconnectMaxDelay is shorter than {GerritOptions.Section}:ReconnectMinDelay; raise the one or lower the other.";
        if (o.MaxLineBytes is < MinLineBytes or > MaxLineBytes)
            yield return $"{GerritOptions.Section}:MaxLineBytes is {o.MaxLineBytes}; write a number from {MinLineBytes} to {MaxLineBytes}.";
    }

    private static IEnumerable<string> Server(string key, GerritServerOptions o)
    {
        if (string.IsNullOrWhiteSpace(o.Host))
            yield return $"{key}:Host is missing: write the host name that people use with ssh, such as review.example.org.";
        else if (o.Host.Length > MaxText || Uri.CheckHostName(o.Host) == UriHostNameType.Unknown)
            yield return $"{key}:Host \"{PrintableText.Clean(o.Host)}\" is no host name or address: write it alone, without scheme, port, user or path.";

        if (!string.IsNullOrWhiteSpace(o.Host) && o.Name != o.Host && (Bad(o.Name) || o.Name.Contains('/', StringComparison.Ordinal)))
            yield return $"{key}:Name \"{PrintableText.Clean(o.Name)}\" can't be used: write at most {MaxText} printable characters without \"/\".";

        if (o.Port is < 1 or > 65535)
            yield return $"{key}:Port is {o.Port}; write a number from 1 to 65535 (Gerrit's own is 29418).";

        if (string.IsNullOrWhiteSpace(o.Username))
            yield return $"{key}:Username is missing: write the Gerrit account that may stream events.";
        else if (Bad(o.Username))
            yield return $"{key}:Username \"{PrintableText.Clean(o.Username)}\" can't be used: write at most {MaxText} printable characters.";

        if (string.IsNullOrWhiteSpace(o.PrivateKeyFile))
            yield return $"{key}:PrivateKeyFile is missing: write the path of the account's private SSH key.";
        else if (GerritFile.Read(o.PrivateKeyFile).Problem is { } unreadable)
            yield return $"{key}:PrivateKeyFile {unreadable}.";

        if (string.IsNullOrWhiteSpace(o.KnownHostsFile) && string.IsNullOrWhiteSpace(o.HostKeyFingerprint))
        {
            yield return $"{key}:KnownHostsFile and {key}:HostKeyFingerprint are both missing: write one, since a server whose key is unknown is never trusted"
                + $" (ssh-keyscan -p {o.Port} {PrintableText.Clean(o.Host)} prints lines for the file; compare them with what the server's administrator says).";
        }

        if (!string.IsNullOrWhiteSpace(o.KnownHostsFile) && GerritFile.Read(o.KnownHostsFile).Problem is { } problem)
            yield return $"{key}:KnownHostsFile {problem}.";
        if (!string.IsNullOrWhiteSpace(o.HostKeyFingerprint) && HostKeyFingerprint.Parse(o.HostKeyFingerprint) is null)
        {
            yield return $"{key}:HostKeyFingerprint \"{PrintableText.Clean(o.HostKeyFingerprint)}\" is no SHA-256 fingerprint:"
                + " write \"SHA256:\" and 43 characters, as ssh-keygen -l prints them (MD5 fingerprints are not accepted).";
        }

        if (!string.IsNullOrWhiteSpace(o.WebUrl)
            && !(Uri.TryCreate(o.WebUrl, UriKind.Absolute, out var url) && url.Scheme is "http" or "https"))
            yield return $"{key}:WebUrl \"{PrintableText.Clean(o.WebUrl)}\" is no web address: write one that begins with https:// or http://.";

        if (o.Projects.Count > MaxProjects)
            yield return $"{key}:Projects has {o.Projects.Count} entries; write at most {MaxProjects}, with \"*\" where many names begin alike.";
        for (var i = 0; i < Math.Min(o.Projects.Count, MaxProjects); i++)
        {
            if (string.IsNullOrWhiteSpace(o.Projects[i]) || Bad(o.Projects[i]))
                yield return $"{key}:Projects:{i} \"{PrintableText.Clean(o.Projects[i])}\" is no project pattern: write a name or a glob such as \"openstack/*\".";
        }
    }

    private static IEnumerable<string> Duplicates(List<GerritServerOptions> servers) =>
        from same in servers.Index().GroupBy(s => s.Item.Name, StringComparer.OrdinalIgnoreCase)
        where same.Count() > 1 && !string.IsNullOrWhiteSpace(same.Key)
        let keys = string.Join(" and ", same.Select(s => $"{GerritOptions.Section}:Servers:{s.Index}:Name"))
        select $"{keys} are all \"{PrintableText.Clean(same.Key)}\" (the default is the host): give each server a name of its own.";

    private static bool Bad(string text) => text.Length > MaxText || text.Any(char.IsControl);
}
