using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace CiWatch.App.Grids.Signs;

/// <summary>
/// Gives the same sign to the same failure wherever it occurs. Pure: rows and the signs of before give rows and signs, and a
/// row is another object only where its own signs changed.
/// </summary>
internal static class Signing
{
    /// <summary>
    /// Signs for each failure on <see cref="SameFailures.Least"/> or more changes, while there are letters. Who has a letter keeps it
    /// as long as the failure lasts; free ones go to the most hits first, those that nobody had a moment ago before the others. A
    /// job that fails in one company only is no failure of its own: it carries the sign of that company.
    /// </summary>
    public static (ImmutableArray<GridRow> Rows, SameFailures Found) Sign(
        ImmutableArray<GridRow> rows, ImmutableArray<GridColumn> columns, SameFailures? before)
    {
        var hits = Hits(rows, columns);
        Dictionary<string, string> companies = [];
        foreach (var (signature, hit) in hits)
        {
            // Null: it failed alone, or in several companies.
            if (!hit.Whole && hit.Company is { } company) companies[signature] = company;
        }

        var repeated = hits.Where(h => h.Value.Changes.Count >= SameFailures.Least && !companies.ContainsKey(h.Key))
            .OrderByDescending(h => h.Value.Changes.Count).ThenBy(h => h.Key, StringComparer.Ordinal).ToList();
        var letters = LettersOf([.. repeated.Select(r => r.Key)], before);
        ImmutableArray<SameFailure> signed =
        [
            .. repeated.Where(r => letters.ContainsKey(r.Key)).Select(r => new SameFailure(
                letters[r.Key], r.Key, [.. r.Value.Columns.Order().Select(c => columns[c].Name)], r.Value.Jobs, r.Value.Changes.Count, r.Value.Since)),
        ];
        foreach (var (job, company) in companies)
        {
            if (letters.TryGetValue(company, out var letter)) letters[job] = letter;
        }

        return ([.. rows.Select(r => With(r, letters))], new SameFailures(signed, repeated.Count - signed.Length));
    }

    private static Dictionary<string, char> LettersOf(List<string> mostFirst, SameFailures? before)
    {
        var had = (before?.Signed ?? []).ToDictionary(s => s.Signature, s => s.Sign);
        var letters = mostFirst.Where(had.ContainsKey).ToDictionary(s => s, s => had[s]);
        var free = new Queue<char>(SameFailures.Letters.Select(l => l.Sign).Except(letters.Values).OrderBy(had.ContainsValue)); // stable
        foreach (var signature in mostFirst)
        {
            if (!letters.ContainsKey(signature) && free.TryDequeue(out var letter)) letters[signature] = letter;
        }

        return letters;
    }

    private static Dictionary<string, Hit> Hits(ImmutableArray<GridRow> rows, ImmutableArray<GridColumn> columns)
    {
        Dictionary<string, Hit> hits = [];
        foreach (var row in rows)
        {
            for (var c = 0; c < row.Cells.Length; c++)
            {
                if (row.Cells[c].Failure is not { Whole: { } whole } failure) continue;
                Add(whole, failure.Jobs, true, null);
                if (failure.Jobs.Length == 1) continue;
                for (var j = 0; j < failure.Jobs.Length; j++) Add(failure.Signatures[j], [failure.Jobs[j]], false, whole);

                void Add(string signature, ImmutableArray<FailedJob> jobs, bool isWhole, string? company)
                {
                    ref var hit = ref CollectionsMarshal.GetValueRefOrAddDefault(hits, signature, out var known);
                    if (!known) hit = new Hit(jobs, failure.At) { Company = company };
                    hit!.Whole |= isWhole;
                    if (hit.Company != company) hit.Company = null;
                    hit.Changes.Add(row.Source.Change);
                    hit.Columns.Add(c);
                    if (failure.At < hit.Since) hit.Since = failure.At;
                }
            }
        }

        return hits;
    }

    private static GridRow With(GridRow row, Dictionary<string, char> letters)
    {
        GridCell[]? changed = null;
        for (var c = 0; c < row.Cells.Length; c++)
        {
            var cell = row.Cells[c];
            var signs = cell.Failure is { } failure ? Of(failure, letters) : null;
            if (Equals(signs, cell.Signs)) continue;
            changed ??= [.. row.Cells];
            changed[c] = cell with { Signs = signs };
        }

        return changed is null ? row : row with { Cells = ImmutableCollectionsMarshal.AsImmutableArray(changed) };
    }

    private static CellSigns? Of(CellFailure failure, Dictionary<string, char> letters)
    {
        if (letters.Count == 0) return null;
        var own = failure.Whole is { } whole ? letters.GetValueOrDefault(whole) : '\0';
        ImmutableArray<(string, char)> jobs =
            [.. failure.Jobs.Zip(failure.Signatures, (job, s) => (job.Name, Sign: letters.GetValueOrDefault(s))).Where(j => j.Sign != '\0')];
        return own == '\0' && jobs.IsEmpty ? null : new CellSigns(own, jobs);
    }

    private sealed class Hit(ImmutableArray<FailedJob> jobs, DateTimeOffset since)
    {
        public HashSet<long> Changes { get; } = [];

        public HashSet<int> Columns { get; } = [];

        public ImmutableArray<FailedJob> Jobs { get; } = jobs;

        /// <summary>A cell failed by just this.</summary>
        public bool Whole { get; set; }

        /// <summary>The one cell's signature that a job's failure is always part of.</summary>
        public string? Company { get; set; }

        public DateTimeOffset Since { get; set; } = since;
    }
}
