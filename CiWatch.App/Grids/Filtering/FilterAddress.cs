using System.Collections.Immutable;

namespace CiWatch.App.Grids.Filtering;

/// <summary>A filter as an address has it, before anything of it is believed.</summary>
/// <param name="Only">failures, missing.</param>
/// <param name="Hide">green, void.</param>
/// <param name="Mark">gate.</param>
public sealed record FilterQuery(
    string? Branch = null, string? Status = null, string? Q = null, string? Cis = null,
    IReadOnlyList<string?>? Ci = null, IReadOnlyList<string?>? Only = null, IReadOnlyList<string?>? Hide = null, IReadOnlyList<string?>? Mark = null);

/// <summary>Filters to addresses and back. Pure.</summary>
internal static class FilterAddress
{
    private const int ShownOfNonsense = 40;

    /// <summary>The filter's part of an address, in a fixed order, nothing escaped; what is the default is left out.</summary>
    public static IEnumerable<(string Name, string Value)> Of(GridFilter filter)
    {
        if (filter.Branch.Length > 0) yield return ("branch", filter.Branch);
        if (filter.Status is { } status) yield return ("status", status.Word());
        if (filter.Text.Length > 0) yield return ("q", filter.Text);
        if (filter.Ci.Length > 0) yield return ("cis", filter.Ci);
        foreach (var ci in filter.Compared) yield return ("ci", ci);
        if (filter.OnlyFailures) yield return ("only", "failures");
        if (filter.OnlyMissing) yield return ("only", "missing");
        if (filter.HideGreen) yield return ("hide", "green");
        if (filter.HideVoid) yield return ("hide", "void");
        if (filter.MarkGate) yield return ("mark", "gate");
    }

    /// <summary>
    /// Reads what an address says. What makes no sense is left out, and said in a sentence each; never an exception. Sentences
    /// quote the address, so they are hostile text.
    /// </summary>
    public static (GridFilter Filter, ImmutableArray<string> Notes) Read(FilterQuery query)
    {
        List<string> notes = [];
        var filter = GridFilter.None with
        {
            Branch = Name(query.Branch, "branch"),
            Status = Status(query.Status),
            Text = Pattern(query.Q, "q"),
            Ci = Pattern(query.Cis, "cis"),
            Compared = [.. Compared()],
            OnlyFailures = Has(query.Only, "failures"),
            OnlyMissing = Has(query.Only, "missing"),
            HideGreen = Has(query.Hide, "green"),
            HideVoid = Has(query.Hide, "void"),
            MarkGate = Has(query.Mark, "gate"),
        };
        Others(query.Only, "only", "failures", "missing");
        Others(query.Hide, "hide", "green", "void");
        Others(query.Mark, "mark", "gate");
        return (filter, [.. notes.Distinct()]);

        string Name(string? value, string key)
        {
            var name = value?.Trim() ?? "";
            if (name.Length <= GridFilter.MaxNameLength) return name;
            notes.Add($"{key}= is longer than {GridFilter.MaxNameLength} characters, so it is left out.");
            return "";
        }

        string Pattern(string? value, string key)
        {
            var text = value?.Trim() ?? "";
            if (text.Length <= TextPattern.MaxLength) return text;
            notes.Add($"{key}= is longer than {TextPattern.MaxLength} characters, so it is left out.");
            return "";
        }

        RowStanding? Status(string? value)
        {
            if (string.IsNullOrWhiteSpace(value)) return null;
            foreach (var standing in RowStandings.All)
            {
                if (standing.Word().Equals(value.Trim(), StringComparison.OrdinalIgnoreCase)) return standing;
            }

            notes.Add($"status={Quoted(value)} is none of {string.Join(", ", RowStandings.All.Select(s => s.Word()))}: all are shown.");
            return null;
        }

        IEnumerable<string> Compared()
        {
            var cis = (query.Ci ?? []).Select(c => Name(c, "ci")).Where(c => c.Length > 0).Distinct(StringComparer.Ordinal).ToList();
            if (cis.Count > GridFilter.MostCompared) notes.Add($"At most {GridFilter.MostCompared} CIs are compared: the first of {cis.Count} are.");
            return cis.Take(GridFilter.MostCompared);
        }

        void Others(IReadOnlyList<string?>? values, string key, params string[] known)
        {
            foreach (var value in (values ?? []).OfType<string>().Where(v => v.Length > 0 && !known.Contains(v, StringComparer.OrdinalIgnoreCase)).Take(3))
                notes.Add($"{key}={Quoted(value)} is none of {string.Join(", ", known)}, so it is left out.");
        }
    }

    private static bool Has(IReadOnlyList<string?>? values, string word) => values?.Contains(word, StringComparer.OrdinalIgnoreCase) == true;

    /// <summary>The head of what an address says, for a sentence.</summary>
    public static string Quoted(string value) => value.Length <= ShownOfNonsense ? value : value[..ShownOfNonsense] + "…";
}
