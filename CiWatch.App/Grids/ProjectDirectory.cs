using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using CiWatch.Ingest.Live;

namespace CiWatch.App.Grids;

/// <summary>All projects of which something is known: for the start page, and to find one by what an address calls it.</summary>
internal sealed class ProjectDirectory(LiveStore live, GridFeed grids)
{
    // Summed up once for each snapshot, whoever asks and however often; gone with it.
    private readonly ConditionalWeakTable<GridSnapshot, ProjectSummary> _summaries = [];

    /// <summary>The projects, the one with the newest activity first. A project that did not change is the same object as before.</summary>
    public ImmutableArray<ProjectSummary> All() =>
    [
        .. live.Boards
            .OrderByDescending(b => b.NewestAt).ThenBy(b => b.Project, StringComparer.Ordinal)
            .Select(b => grids.Current(b.Server, b.Project, GridWindow.Default))
            .OfType<GridSnapshot>()
            .Select(grid => _summaries.GetValue(grid, ProjectSummary.Of)),
    ];

    /// <summary>A project by its whole name; of several servers that have it, the one with the newest activity.</summary>
    public ProjectKey? Find(string name, string? server) =>
        Find(project => project == name, server);

    /// <summary>A project whose name is meant; of several the one with the newest activity.</summary>
    public ProjectKey? Find(Func<string, bool> isMeant, string? server) =>
        Matching(server, b => isMeant(b.Project)).Cast<ProjectKey?>().FirstOrDefault();

    /// <summary>Projects by the last part of their name, as the original CI Watch's addresses have it: "nova".</summary>
    public ImmutableArray<ProjectKey> Named(string shortName) =>
        [.. Matching(null, b => b.Project == shortName || b.Project.EndsWith("/" + shortName, StringComparison.OrdinalIgnoreCase))];

    /// <summary>Names that a visitor may have meant.</summary>
    public ImmutableArray<ProjectKey> Similar(string name)
    {
        var last = name[(name.LastIndexOf('/') + 1)..];
        return last.Length < 2
            ? []
            : [.. Matching(null, b => b.Project.Contains(last, StringComparison.OrdinalIgnoreCase)).Take(8)];
    }

    /// <summary>Calls back after each change of any project and each minute, on the publisher's thread: return at once.</summary>
    public IDisposable Subscribe(Action changed) => grids.Subscribe(changed);

    private IEnumerable<ProjectKey> Matching(string? server, Func<ProjectBoard, bool> matches) =>
        live.Boards
            .Where(b => (server is null || b.Server == server) && matches(b))
            .OrderByDescending(b => b.NewestAt)
            .Select(b => new ProjectKey(b.Server, b.Project));
}
