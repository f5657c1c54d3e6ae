namespace CiWatch.App.Search;

/// <summary>What is found.</summary>
public enum SearchKind
{
    /// <summary>A change.</summary>
    Change,

    /// <summary>A project.</summary>
    Project,

    /// <summary>A CI.</summary>
    Ci,

    /// <summary>A job of a CI.</summary>
    Job,
}

/// <summary>One result.</summary>
/// <param name="Title">What it is called; text from outside.</param>
/// <param name="Detail">What tells it from others of that name; text from outside.</param>
/// <param name="Href">Our own page of it.</param>
/// <param name="Score">How well it fits; more is better.</param>
/// <param name="At">When it was last heard of: of two that fit as well, the newer stands first.</param>
public sealed record SearchHit(SearchKind Kind, string Title, string Detail, string Href, int Score, DateTimeOffset At)
{
    /// <summary>The kind in a word.</summary>
    public string Word => Kind switch
    {
        SearchKind.Change => "Change",
        SearchKind.Project => "Project",
        SearchKind.Ci => "CI",
        _ => "Job",
    };
}

/// <summary>All that is found for a query.</summary>
/// <param name="Hits">Best first.</param>
/// <param name="More">More fit than are listed.</param>
internal sealed record SearchResult(SearchQuery Query, System.Collections.Immutable.ImmutableArray<SearchHit> Hits, bool More);
