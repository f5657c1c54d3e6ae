using System.Net;
using CiWatch.Ingest.Configuration;

namespace CiWatch.Ingest.Gerrit.Rest;

/// <summary>Puts what an HTTP server answers, other than what was asked for, in an operator's words. Pure.</summary>
/// <param name="server">Names the settings.</param>
/// <param name="plugin">The plugin whose address was asked; null for Gerrit itself.</param>
internal sealed class HttpTrouble(GerritServer server, string? plugin)
{
    private string Key => server.Key;

    private string At => PrintableText.Clean(server.Options.RestUrl);

    private bool Anonymous => string.IsNullOrEmpty(server.Options.RestUsername);

    /// <summary>Of a status other than 200.</summary>
    /// <param name="location">Where a redirect leads; null where there is none.</param>
    /// <param name="said">The beginning of the answer's body.</param>
    public string Status(HttpStatusCode status, string? location, string said) => (int)status switch
    {
        401 when Anonymous => $"{At} asks who is there. Write an account in {Key}:RestUsername and its HTTP password in {Key}:RestPassword.",
        401 => $"{At} refused the account {User}. Check {Key}:RestUsername and {Key}:RestPassword: it is the HTTP password"
            + " that Gerrit's settings page makes, not the one to sign in with.",
        403 when Anonymous => $"{At} allows this to no one without an account. Write one in {Key}:RestUsername, with {Key}:RestPassword.{Says(said)}",
        403 => $"{At} does not allow this to {User}. Have the account permitted, or write another in {Key}:RestUsername.{Says(said)}",
        404 when plugin is not null => $"{At} has no plugin {plugin}, or does not show it to {User}. Have it installed, or remove {Key}:EventsLog.",
        404 => $"{At} has no REST API of Gerrit. Check {Key}:RestUrl: it is the address of Gerrit's start page, with its path if it has one, without \"/a\".",
        407 => "The proxy on the way asks for an account. Set it in the environment variable https_proxy or http_proxy.",
        429 => $"{At} is asked too often. Raise Gerrit:CatchUp:Pause or Gerrit:CatchUp:Interval.{Says(said)}",
        >= 300 and < 400 => $"{At} leads elsewhere{(location is null ? "" : $", to {PrintableText.Clean(location)}")}. No redirect is followed:"
            + $" write in {Key}:RestUrl the address where the API answers; one that leads to a sign-in page needs {Key}:RestUsername.",
        503 when plugin is not null => $"The plugin {plugin} of {At} is out of order for now.{Says(said)}",
        >= 500 => $"{At} is in trouble: status {(int)status}.{Says(said)} It may be starting or overloaded.",
        _ => $"{At} answered with status {(int)status}.{Says(said)} Check {Key}:RestUrl.",
    };

    /// <summary>Of a 200 that holds something else.</summary>
    /// <param name="why">Short words: "without Gerrit's prefix".</param>
    public string NotTheApi(string why, ReadOnlySpan<byte> body)
    {
        var said = Head(body);
        return said.TrimStart().StartsWith('<')
            ? $"{At} answered with a web page. Check {Key}:RestUrl; if it is a sign-in page, write an account in {Key}:RestUsername and {Key}:RestPassword."
            : $"{At} answered with something that is not Gerrit's REST API: {why}.{Says(said)} Check {Key}:RestUrl.";
    }

    /// <summary>Of an answer beyond the limit.</summary>
    public string TooLarge(long limit) =>
        $"{At} answered with more than {limit} bytes. Lower Gerrit:CatchUp:PageSize or raise Gerrit:MaxLineBytes, whose product is the limit.";

    /// <summary>Of an answer that did not come in time.</summary>
    public string TooSlow(TimeSpan limit) =>
        $"{At} did not answer in {limit.TotalSeconds:0.##} s. Lower Gerrit:CatchUp:PageSize or raise Gerrit:CatchUp:PageTimeout.";

    /// <summary>Of a connection that was not made, or broke.</summary>
    public string Unreachable(Exception exception) => (exception as HttpRequestException)?.HttpRequestError switch
    {
        HttpRequestError.NameResolutionError => $"The host of {At} can't be resolved. Check {Key}:RestUrl and this machine's name service.",
        HttpRequestError.SecureConnectionError => $"{At} can't be trusted: its certificate was refused.{Says(Innermost(exception))} Check {Key}:RestUrl and this machine's certificates.",
        HttpRequestError.ConnectionError => $"{At} can't be reached.{Says(Innermost(exception))} Gerrit may be down; else check {Key}:RestUrl.",
        _ => $"The connection to {At} broke.{Says(Innermost(exception))}",
    };

    /// <summary>The beginning of a body, as text.</summary>
    public static string Head(ReadOnlySpan<byte> body) => System.Text.Encoding.UTF8.GetString(body[..Math.Min(body.Length, 1024)]);

    private string User => Anonymous ? "anyone without an account" : PrintableText.Clean(server.Options.RestUsername);

    private static string Innermost(Exception exception) => exception.GetBaseException().Message;

    private static string Says(string detail) =>
        PrintableText.Clean(detail) is var clean && clean is "" ? "" : $" It says: \"{clean.Replace('"', '\'').TrimEnd('.')}\".";
}
