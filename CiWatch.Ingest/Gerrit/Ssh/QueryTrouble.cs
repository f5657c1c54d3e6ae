using System.Globalization;
using CiWatch.Ingest.Configuration;
using CiWatch.Ingest.Gerrit.Query;

namespace CiWatch.Ingest.Gerrit.Ssh;

/// <summary>How a command ended.</summary>
/// <param name="Status">Null where the server sent none.</param>
/// <param name="Said">What came on standard error.</param>
internal readonly record struct CommandResult(int? Status, string? Signal, string Said);

/// <summary>Puts the failure of a query in an operator's words. Pure.</summary>
internal static class QueryTrouble
{
    /// <summary>Null where the query came to its end.</summary>
    public static string? Of(GerritServer server, QueryPage page, CommandResult result)
    {
        var (host, user) = (server.Options.Host, PrintableText.Clean(server.Options.Username));
        if (page.Error is { } error)
            return $"Gerrit at {host} refused the query.{Says(error)}";
        if (result.Said.Contains("not permitted", StringComparison.OrdinalIgnoreCase) || result.Said.Contains("permission denied", StringComparison.OrdinalIgnoreCase))
            return $"The account {user} may not query Gerrit at {host}.{Says(result.Said)} Have it permitted, write another account in {server.Key}:Username, or set {server.Key}:RestUrl.";
        if (result.Status == 127 || result.Said.Contains("not found", StringComparison.OrdinalIgnoreCase))
            return $"{host} knows no \"gerrit query\".{Says(result.Said)} Check {server.Key}:Host, or set {server.Key}:RestUrl.";
        if (result is { Status: not (0 or null) })
            return string.Create(CultureInfo.InvariantCulture, $"Gerrit at {host} ended the query with status {result.Status}.{Says(result.Said)}");
        if (result.Signal is { Length: > 0 } signal)
            return $"The query was killed on {host} by signal {PrintableText.Clean(signal)}.{Says(result.Said)}";
        if (page.Stats is null)
            return string.Create(CultureInfo.InvariantCulture, $"The query on {host} ended after {page.Changes.Count} changes without its last line, which tells whether they are all.{Says(result.Said)}");
        return result.Said is "" ? null : $"Gerrit at {host} complained about the query.{Says(result.Said)}";
    }

    /// <summary>Of a page that did not come in time.</summary>
    public static string TooSlow(GerritServer server, TimeSpan limit) =>
        string.Create(CultureInfo.InvariantCulture, $"{server.Options.Host} did not answer a query in {limit.TotalSeconds:0.##} s. Lower Gerrit:CatchUp:PageSize or raise Gerrit:CatchUp:PageTimeout.");

    /// <summary>Of a connection that broke, or had no room for a second channel.</summary>
    public static string Lost(GerritServer server, string detail) => $"The connection to {server.Options.Host} broke during a query.{Says(detail)}";

    private static string Says(string detail) =>
        PrintableText.Clean(detail) is var clean && clean is "" ? "" : $" It says: \"{clean.Replace('"', '\'').TrimEnd('.')}\".";
}
