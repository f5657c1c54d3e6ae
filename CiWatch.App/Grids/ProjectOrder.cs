using System.Collections.Immutable;

namespace CiWatch.App.Grids;

/// <summary>What the start page's list can be sorted by: its columns.</summary>
public enum ProjectColumn
{
    /// <summary>The project's name.</summary>
    Name,

    /// <summary>How many patch sets.</summary>
    PatchSets,

    /// <summary>How many third-party CIs.</summary>
    Cis,

    /// <summary>How many votes failed.</summary>
    Failed,

    /// <summary>How many answers are overdue or missing.</summary>
    NoAnswer,

    /// <summary>Which share of the expected votes is in.</summary>
    VotesIn,

    /// <summary>When the newest thing came.</summary>
    Newest,
}

/// <summary>The order of the start page's list, as its address has it: "name", "-failed". Pure.</summary>
public sealed record ProjectOrder(ProjectColumn Column, bool Descending)
{
    /// <summary>By name.</summary>
    public static ProjectOrder Default { get; } = new(ProjectColumn.Name, false);

    /// <summary>The order that a text names; <see cref="Default"/> where it names none.</summary>
    public static ProjectOrder Parse(string? text) =>
        text?.TrimStart('-') is { Length: > 0 } word && char.IsAsciiLetter(word[0]) && Enum.TryParse<ProjectColumn>(word, true, out var column)
            ? new ProjectOrder(column, text[0] == '-')
            : Default;

    /// <summary>As an address has it.</summary>
    public string Word => (Descending ? "-" : "") + Column.ToString().ToLowerInvariant();

    /// <summary>What a click on a column's head leads to: figures first from the highest, names from A; again the other way round.</summary>
    public ProjectOrder Next(ProjectColumn column) =>
        column == Column ? this with { Descending = !Descending } : new(column, column != ProjectColumn.Name);

    /// <summary>The projects in this order; those with an equal figure by name.</summary>
    public ImmutableArray<ProjectSummary> Sort(IEnumerable<ProjectSummary> projects)
    {
        var named = projects.OrderBy(p => p.Project, StringComparer.OrdinalIgnoreCase).ThenBy(p => p.Server, StringComparer.Ordinal);
        if (Column == ProjectColumn.Name) return [.. Descending ? named.Reverse() : named];
        return [.. Descending ? named.OrderByDescending(Figure) : named.OrderBy(Figure)];
    }

    /// <summary>
    /// The newest figures in the order that the reader sees: no row moves because a figure changed. A project that is new stands at the
    /// end, or at its name's place where names give the order.
    /// </summary>
    public ImmutableArray<ProjectSummary> Keep(IReadOnlyCollection<ProjectSummary> projects, ImmutableArray<ProjectSummary> before)
    {
        if (Column == ProjectColumn.Name || before.IsEmpty) return Sort(projects);
        var places = before.Select((p, i) => ((p.Server, p.Project), i)).ToDictionary();
        return [.. Sort(projects).OrderBy(p => places.GetValueOrDefault((p.Server, p.Project), int.MaxValue))];
    }

    private double Figure(ProjectSummary project) => Column switch
    {
        ProjectColumn.PatchSets => project.PatchSets,
        ProjectColumn.Cis => project.Cis,
        ProjectColumn.Failed => project.FailedVotes,
        ProjectColumn.NoAnswer => project.Missing,
        ProjectColumn.VotesIn => project.Answered + project.Owed is var due and > 0 ? (double)project.Answered / due : -1,
        _ => project.NewestAt?.ToUnixTimeMilliseconds() ?? 0,
    };
}
