using CiWatch.App.Grids;
using CiWatch.Ingest.Votes;
using Microsoft.Extensions.Options;

namespace CiWatch.App.Configuration;

/// <summary>What pages show: section "Pages".</summary>
internal sealed class PageOptions
{
    public const string Section = "Pages";

    /// <summary>From here on an expected answer is overdue, and one that comes is late. Nova's and Ironic's rule.</summary>
    public TimeSpan OverdueAfter { get; set; } = CellLimits.Default.Overdue;

    /// <summary>From here on an expected answer is missing.</summary>
    public TimeSpan MissingAfter { get; set; } = CellLimits.Default.Missing;

    /// <summary>Silence of a server after which its pages say that they are stale.</summary>
    public TimeSpan StaleAfter { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>Jobs that a column opens into at most, 1 to 1,000.</summary>
    public int MaxJobColumns { get; set; } = 100;

    /// <summary>CIs that have columns in a grid at most, 10 to 2,000: those that answer most regularly. The others are counted.</summary>
    public int MaxColumns { get; set; } = 200;

    /// <summary>Patch sets of a change on its page at most, the newest, 10 to 1,000.</summary>
    public int MaxPatchSets { get; set; } = 100;

    /// <summary>Jobs that stand together in an opened column.</summary>
    public IList<JobGroupOptions> JobGroups { get; } = [];

    /// <summary>The rules that grids are built by.</summary>
    public GridRules Rules(IEnumerable<string> gateAccounts) =>
        new(new CellLimits(OverdueAfter, MissingAfter), gateAccounts.ToHashSet(), MaxJobColumns)
        {
            Groups = JobGroupOptions.Rules(JobGroups),
            MaxColumns = MaxColumns,
            MaxPatchSets = MaxPatchSets,
        };
}

/// <summary>Says every setting that makes no sense, by its key.</summary>
internal sealed class PageOptionsValidator : IValidateOptions<PageOptions>
{
    public ValidateOptionsResult Validate(string? name, PageOptions options)
    {
        List<string> errors = [];
        if (options.OverdueAfter <= TimeSpan.Zero) errors.Add("Pages:OverdueAfter must be longer than nothing, as hh:mm:ss.");
        if (options.MissingAfter < options.OverdueAfter) errors.Add("Pages:MissingAfter must not be shorter than Pages:OverdueAfter.");
        if (options.StaleAfter <= TimeSpan.Zero) errors.Add("Pages:StaleAfter must be longer than nothing, as hh:mm:ss.");
        if (options.MaxJobColumns is < 1 or > 1_000) errors.Add($"Pages:MaxJobColumns is {options.MaxJobColumns}; it must be from 1 to 1000.");
        if (options.MaxColumns is < 10 or > 2_000) errors.Add($"Pages:MaxColumns is {options.MaxColumns}; it must be from 10 to 2000.");
        if (options.MaxPatchSets is < 10 or > 1_000) errors.Add($"Pages:MaxPatchSets is {options.MaxPatchSets}; it must be from 10 to 1000.");
        errors.AddRange(JobGroupOptions.Errors([.. options.JobGroups]));
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }
}
