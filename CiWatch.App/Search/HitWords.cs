using System.Globalization;
using CiWatch.App.Addresses;
using CiWatch.App.Language;
using CiWatch.Ingest.Live;
using CiWatch.Ingest.Votes;

namespace CiWatch.App.Search;

/// <summary>Puts what was found into words and gives it an address. Pure.</summary>
internal static class HitWords
{
    /// <summary>A hit as it is listed.</summary>
    /// <param name="severalServers">Whether a change's number alone may be of several servers.</param>
    /// <param name="ambiguous">Projects that several servers have.</param>
    public static SearchHit Of(Candidate found, SearchQuery query, bool severalServers, HashSet<string> ambiguous)
    {
        var (board, name) = (found.Board.Board, found.Name ?? "");
        return found switch
        {
            { Row: { } row } => Change(
                query, row.Change, row.Subject, board.Project, row.Owner, row.Standing() ?? ChangeStatus.Open.Word(), severalServers ? board.Server : null, found.Score, found.At),
            { Kind: SearchKind.Project } => Hit(
                ambiguous.Contains(name) ? board.Server : $"{board.Rows.Length.ToString("N0", CultureInfo.InvariantCulture)} patch sets known", Page()),
            { Kind: SearchKind.Ci } => Hit($"{found.Board.Named[found.Cis[0]].Info.Account} · busiest on {board.Project}", With("ci")),
            _ => Hit($"{found.Cis[0]} · {board.Project}", With("open")),
        };

        SearchHit Hit(string detail, string href) => new(found.Kind, name, detail, href, found.Score, found.At);

        string Page() => ProjectAddress.Of(new ProjectKey(board.Server, board.Project), withServer: ambiguous.Contains(board.Project));

        string With(string key)
        {
            var page = Page();
            return page + (page.Contains('?', StringComparison.Ordinal) ? '&' : '?') + string.Join('&', found.Cis.Select(ci => $"{key}={Uri.EscapeDataString(ci)}"));
        }
    }

    /// <summary>A change as it is listed.</summary>
    /// <param name="server">Where its address has to say so; else null.</param>
    public static SearchHit Change(
        SearchQuery query, long number, string subject, string project, string owner, string? status, string? server, int score, DateTimeOffset at)
    {
        var patchSet = query.PatchSet is { } n ? string.Create(CultureInfo.InvariantCulture, $"patch set {n}") : null;
        return new(
            SearchKind.Change, string.Create(CultureInfo.InvariantCulture, $"{number} {subject}"),
            string.Join(" · ", new[] { patchSet, project, owner, status }.Where(s => !string.IsNullOrEmpty(s))), ChangeAddress.Of(number, server), score, at);
    }
}
