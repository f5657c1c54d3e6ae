using CiWatch.Ingest.Votes;
using Microsoft.Extensions.Options;

namespace CiWatch.Ingest.Configuration;

/// <summary>Section "Cis". An empty list means the default, which <see cref="CiRules"/> names.</summary>
public sealed class CiOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Cis";

    /// <summary>Usernames (or "#" and the account id) of accounts that are CIs though nothing else gives them away.</summary>
    public List<string> Accounts { get; init; } = [];

    /// <summary>Usernames (or "#id") of accounts that are no CIs though they look like one.</summary>
    public List<string> NotCis { get; init; } = [];

    /// <summary>Usernames (or "#id") of the CIs that gate. Default: zuul, jenkins, jenkins-bot.</summary>
    public List<string> Gate { get; init; } = [];

    /// <summary>Labels on which CIs vote, the most telling first. Default: Verified.</summary>
    public List<string> Labels { get; init; } = [];

    /// <summary>Whole words that end a CI's display name. Default: CI, Bot.</summary>
    public List<string> NameEndings { get; init; } = [];

    /// <summary>
    /// How people ask for another run; "*" at the start or the end stands for a CI's name. Default: recheck, reverify,
    /// check experimental, run-*, * recheck, *-recheck, recheck-*, /test, /retest, TRY=*.
    /// </summary>
    public List<string> RecheckWords { get; init; } = [];

    /// <summary>How CIs are asked to run again, and whom to ask about them. Default: nothing is known.</summary>
    public List<CiContactOptions> Contacts { get; init; } = [];

    /// <summary>The rules that these settings make.</summary>
    public CiRules ToRules() => CiRules.Create(Accounts, NotCis, Gate, Labels, NameEndings, RecheckWords);
}

/// <summary>Refuses settings that cannot mean what was meant, and names the key.</summary>
public sealed class CiOptionsValidator : IValidateOptions<CiOptions>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, CiOptions options)
    {
        List<string> errors = [];
        Usernames(nameof(CiOptions.Accounts), options.Accounts);
        Usernames(nameof(CiOptions.NotCis), options.NotCis);
        Usernames(nameof(CiOptions.Gate), options.Gate);
        Each(nameof(CiOptions.Labels), options.Labels, label => label.Any(char.IsWhiteSpace), "has a blank: give the label's name as in the Verified+1 of a comment");
        Each(nameof(CiOptions.NameEndings), options.NameEndings, word => word.Any(char.IsWhiteSpace), "has a blank: give one word, such as CI");
        Each(nameof(CiOptions.RecheckWords), options.RecheckWords, word => word.AsSpan(1, Math.Max(0, word.Length - 2)).Contains('*') || word == "*",
            "has its * in the middle or nothing else: put it first or last, as in run-*");
        foreach (var both in options.Accounts.Intersect(options.NotCis, StringComparer.Ordinal))
            errors.Add($"{CiOptions.Section}:{nameof(CiOptions.Accounts)} and {CiOptions.Section}:{nameof(CiOptions.NotCis)} both name \"{both}\": take it out of one.");
        for (var i = 0; i < options.Contacts.Count; i++) errors.AddRange(options.Contacts[i].Errors($"{CiOptions.Section}:{nameof(CiOptions.Contacts)}:{i}"));
        foreach (var twice in options.Contacts.GroupBy(c => c.Ci, StringComparer.Ordinal).Where(g => g.Skip(1).Any()))
            errors.Add($"{CiOptions.Section}:{nameof(CiOptions.Contacts)} names \"{twice.Key}\" twice: make one of them.");
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);

        void Usernames(string key, List<string> values) =>
            Each(key, values, value => value.Any(char.IsWhiteSpace), "has a blank: give the account's username, not its display name, or # and its id");

        void Each(string key, List<string> values, Func<string, bool> wrong, string why)
        {
            for (var i = 0; i < values.Count; i++)
            {
                if (string.IsNullOrWhiteSpace(values[i])) errors.Add($"{CiOptions.Section}:{key}:{i} is empty: give a value or take it out.");
                else if (wrong(values[i])) errors.Add($"{CiOptions.Section}:{key}:{i} \"{values[i]}\" {why}.");
            }
        }
    }
}
