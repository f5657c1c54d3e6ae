using System.Globalization;
using System.ServiceModel.Syndication;
using CiWatch.App.Addresses;
using CiWatch.App.Grids;
using CiWatch.App.Language;
using CiWatch.App.Security;

namespace CiWatch.App.Feeds;

/// <summary>Failures as an Atom feed. Pure. All text is plain text: a reader shows it and runs nothing.</summary>
internal static class FailureFeed
{
    /// <summary>The feed.</summary>
    /// <param name="of">What it is of, for its title.</param>
    /// <param name="id">What stays the same in its address.</param>
    /// <param name="self">The address of the feed.</param>
    public static byte[] Atom(string of, string id, Uri self, IReadOnlyList<Failure> failures)
    {
        var newest = failures.Count > 0 ? failures.Max(f => f.Report.At) : DateTimeOffset.UnixEpoch;
        var feed = new SyndicationFeed(failures.Select(f => Entry(f, self)))
        {
            Id = "urn:ciwatch:failures:" + Uri.EscapeDataString(XmlText.Line(id)),
            Title = Plain($"Failures of {of}"),
            LastUpdatedTime = newest,
            Generator = "CI Watch",
        };
        feed.Authors.Add(new SyndicationPerson { Name = "CI Watch" });
        feed.Links.Add(SyndicationLink.CreateSelfLink(self, "application/atom+xml"));
        feed.Links.Add(SyndicationLink.CreateAlternateLink(new Uri(self, "/")));
        return XmlBytes.Of(new Atom10FeedFormatter(feed).WriteTo);
    }

    private static SyndicationItem Entry(Failure f, Uri self)
    {
        // A report's key in the database: it stays, whatever is learnt of the change later.
        var id = string.Create(CultureInfo.InvariantCulture, $"urn:ciwatch:report:{Uri.EscapeDataString(f.Server)}:{f.Report.Id}");
        var page = new Uri(self, ChangeAddress.Of(f.Row.Change, f.Server));
        var entry = new SyndicationItem
        {
            Id = id,
            Title = Plain(string.Create(
                CultureInfo.InvariantCulture, $"{f.Ci.Name}{(f.Ci.Pipeline is { } p ? " " + p : "")}: {f.Report.Outcome!.Value.Word()} on {f.Row.Change},{f.Row.PatchSet} {f.Row.Subject}")),
            Content = Plain(Jobs(f)),
            LastUpdatedTime = f.Report.At,
            PublishDate = f.Report.At,
        };
        entry.Authors.Add(new SyndicationPerson { Name = XmlText.Line(f.Ci.Name) });
        entry.Categories.Add(new SyndicationCategory(XmlText.Line(f.Project)));
        entry.Links.Add(SyndicationLink.CreateAlternateLink(page));
        if (SafeUrl.Of(f.Row.Url) is { } gerrit) entry.Links.Add(new SyndicationLink(new Uri(gerrit)) { RelationshipType = "related", Title = "Gerrit" });
        return entry;
    }

    private static string Jobs(Failure f)
    {
        var failed = f.Report.Jobs.Where(j => j.Outcome is Ingest.Votes.Outcome.Fail or Ingest.Votes.Outcome.Infra)
            .Select(j => $"{j.Name}: {j.Result}{(j.Voting ? "" : " (non-voting)")}").ToList();
        return $"{f.Project}, {f.Row.Branch}, by {f.Row.Owner}. " + (failed.Count == 0 ? "The report names no failed job." : string.Join("; ", failed));
    }

    private static TextSyndicationContent Plain(string text) => new(XmlText.Line(text), TextSyndicationContentKind.Plaintext);
}
