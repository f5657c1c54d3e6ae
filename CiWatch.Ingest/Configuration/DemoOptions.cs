using Microsoft.Extensions.Options;

namespace CiWatch.Ingest.Configuration;

/// <summary>The demonstration server, section "Demo": what runs while no Gerrit is configured.</summary>
public sealed class DemoOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Demo";

    /// <summary>Which invented story is told: the same seed and start tell the same one.</summary>
    public int Seed { get; set; } = 20261120;

    /// <summary>Days of history that are there at once; rosters are learned from them. 1 to 30.</summary>
    public int HistoryDays { get; set; } = 4;

    /// <summary>How much faster than life the live stretch runs. At 15 a vote comes about every 2 seconds. 1 to 100.</summary>
    public double Pace { get; set; } = 15;
}

/// <summary>Says every setting that makes no sense, by its key.</summary>
public sealed class DemoOptionsValidator : IValidateOptions<DemoOptions>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, DemoOptions options)
    {
        List<string> errors = [];
        if (options.HistoryDays is < 1 or > 30) errors.Add($"Demo:HistoryDays is {options.HistoryDays}; it must be from 1 to 30.");
        if (options.Pace is not (>= 1 and <= 100))
            errors.Add(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"Demo:Pace is {options.Pace}; it must be from 1 (as in life) to 100."));
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }
}
