using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace CiWatch.App.Grids.Signs;

/// <summary>
/// Gives the same sign to the same failure wherever it occurs. Pure: the same rows give the same signs, and a row is another object
/// only where its own signs changed.
/// </summary>
internal static class Signing
{
    /// <summary>
    /// Signs for each failure on <see cref="SameFailures.Least"/> or more changes, of those with the most hits. A job that fails in one company
    /// only is no failure of its own: it carries the sign of that company.
    /// </summary>
    public static (ImmutableArray<GridRow> Rows, SameFailures Found) Sign(ImmutableArray<GridRow> rows, ImmutableArray<GridColumn> columns)
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
        var signs = FailureCodes.Of([.. repeated.Take(SameFailures.MostSigned).Select(r => r.Key)]);
        ImmutableArray<SameFailure> signed =
        [
            .. repeated.Where(r => signs.ContainsKey(r.Key)).Select(r => new SameFailure(
                signs[r.Key], r.Key, [.. r.Value.Columns.Order().Select(c => columns[c].Name)], r.Value.Jobs, r.Value.Changes.Count, r.Value.Since)),
        ];
        foreach (var (job, company) in companies)
        {
            if (signs.TryGetValue(company, out var sign)) signs[job] = sign;
        }

        return ([.. rows.Select(r => With(r, signs))], new SameFailures(signed, repeated.Count - signed.Length));
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

    private static GridRow With(GridRow row, Dictionary<string, string> signs)
    {
        GridCell[]? changed = null;
        for (var c = 0; c < row.Cells.Length; c++)
        {
            var cell = row.Cells[c];
            var carried = cell.Failure is { } failure ? Of(failure, signs) : null;
            if (Equals(carried, cell.Signs)) continue;
            changed ??= [.. row.Cells];
            changed[c] = cell with { Signs = carried };
        }

        return changed is null ? row : row with { Cells = ImmutableCollectionsMarshal.AsImmutableArray(changed) };
    }

    private static CellSigns? Of(CellFailure failure, Dictionary<string, string> signs)
    {
        if (signs.Count == 0) return null;
        var own = failure.Whole is { } whole ? signs.GetValueOrDefault(whole) : null;
        ImmutableArray<(string, string)> jobs =
            [.. failure.Jobs.Zip(failure.Signatures, (job, s) => (job.Name, Sign: signs.GetValueOrDefault(s)!)).Where(j => j.Sign is not null)];
        return own is null && jobs.IsEmpty ? null : new CellSigns(own, jobs);
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
