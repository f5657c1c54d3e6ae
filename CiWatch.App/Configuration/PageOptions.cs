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

    /// <summary>Jobs that stand together in an opened column.</summary>
    public IList<JobGroupOptions> JobGroups { get; } = [];

    /// <summary>The rules that grids are built by.</summary>
    public GridRules Rules(IEnumerable<string> gateAccounts) =>
        new(new CellLimits(OverdueAfter, MissingAfter), gateAccounts.ToHashSet(), MaxJobColumns) { Groups = JobGroupOptions.Rules(JobGroups) };
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
        errors.AddRange(JobGroupOptions.Errors([.. options.JobGroups]));
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }
}
