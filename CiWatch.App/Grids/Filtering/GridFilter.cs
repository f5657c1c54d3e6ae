using System.Collections.Immutable;

namespace CiWatch.App.Grids.Filtering;

/// <summary>
/// What a reader chose to see of a grid, apart from its window. Immutable and compared by value; all of it stands in the address,
/// so that a copied link shows the same to everyone.
/// </summary>
public sealed record GridFilter
{
    /// <summary>CIs that can be compared side by side at most.</summary>
    public const int MostCompared = 50;

    /// <summary>Characters of a branch's name or a CI's key: git and Gerrit allow no longer ones.</summary>
    public const int MaxNameLength = 255;

    /// <summary>Shows everything.</summary>
    public static GridFilter None { get; } = new();

    /// <summary>Only this branch; "" for all.</summary>
    public string Branch { get; init; } = "";

    /// <summary>Only patch sets that stand so; null for all.</summary>
    public RowStanding? Status { get; init; }

    /// <summary>A <see cref="TextPattern"/> over number, subject, owner, topic and hashtags, as written; "" for all.</summary>
    public string Text { get; init; } = "";

    /// <summary>A <see cref="TextPattern"/> over CIs' names and keys, as written; "" for all.</summary>
    public string Ci { get; init; } = "";

    /// <summary>Keys of the CIs to compare, sorted, none twice: only these have columns. Empty for all.</summary>
    public ImmutableArray<string> Compared
    {
        get;
        init => field = [.. value.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    } = [];

    /// <summary>Only rows with a failure.</summary>
    public bool OnlyFailures { get; init; }

    /// <summary>Only rows with something overdue or missing.</summary>
    public bool OnlyMissing { get; init; }

    /// <summary>Hides columns with passes and nothing that needs a look.</summary>
    public bool HideGreen { get; init; }

    /// <summary>Hides columns that have no verdict in any row.</summary>
    public bool HideVoid { get; init; }

    /// <summary>Marks rows by the gate CI's +1 or −1.</summary>
    public bool MarkGate { get; init; }

    /// <summary>What hides rows and columns is gone; a mark stays.</summary>
    public GridFilter Cleared => None with { MarkGate = MarkGate };

    /// <summary>With this CI among the compared ones, or without it where it was.</summary>
    public GridFilter Turned(string ci) => this with { Compared = Compared.Contains(ci) ? Compared.Remove(ci) : Compared.Add(ci) };

    /// <inheritdoc/>
    public bool Equals(GridFilter? other) => other is not null && FilterAddress.Of(this).SequenceEqual(FilterAddress.Of(other));

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Branch, Status, Text, Ci, OnlyFailures, OnlyMissing, HideGreen, HideVoid);
}
