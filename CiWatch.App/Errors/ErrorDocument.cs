using System.Net;
using Microsoft.AspNetCore.WebUtilities;

namespace CiWatch.App.Errors;

/// <summary>An error as a page that needs nothing but its style sheets: it is shown where the pages themselves can't be. Pure.</summary>
internal static class ErrorDocument
{
    public static string Html(int status, string detail)
    {
        var title = WebUtility.HtmlEncode(ReasonPhrases.GetReasonPhrase(status));
        return $"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
              <meta charset="utf-8">
              <meta name="viewport" content="width=device-width, initial-scale=1">
              <title>{title} · CI Watch</title>
              <link rel="stylesheet" href="/css/tokens.css">
              <link rel="stylesheet" href="/css/base.css">
              <link rel="stylesheet" href="/css/controls.css">
              <link rel="stylesheet" href="/css/shell.css">
              <script src="/js/theme.js"></script>
            </head>
            <body>
              <main id="content">
                <div class="state">
                  <h1>{title}</h1>
                  <p>{WebUtility.HtmlEncode(detail)}</p>
                  <div class="acts"><a class="btn" href="/">All projects</a></div>
                </div>
              </main>
            </body>
            </html>
            """;
    }
}
