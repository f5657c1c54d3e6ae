using System.Collections.Frozen;
using System.Collections.Immutable;

namespace CiWatch.Ingest.Votes;

/// <summary>
/// Who is a CI, whose vote counts, and how people ask for another run. Immutable; made from the settings in section "Cis".
/// Accounts are named by username, or "#id" where a server knows no username; upper and lower case count, as in Gerrit.
/// </summary>
/// <param name="Accounts">CIs, whatever else is known of them.</param>
/// <param name="NotCis">Never CIs, whatever else is known of them; wins over <paramref name="Accounts"/> and <paramref name="Gate"/>.</param>
/// <param name="Gate">The CIs that gate a project. They are CIs too.</param>
/// <param name="Labels">The labels on which CIs vote, the most telling first.</param>
/// <param name="NameEndings">Whole words that end a CI's display name ("Acme Storage CI"). A single such word is no name.</param>
/// <param name="RecheckWords">See RecheckReader: "*" stands for the name of one CI.</param>
public sealed record CiRules(
    FrozenSet<string> Accounts,
    FrozenSet<string> NotCis,
    FrozenSet<string> Gate,
    ImmutableArray<string> Labels,
    ImmutableArray<string> NameEndings,
    ImmutableArray<string> RecheckWords)
{
    /// <summary>The accounts that gate projects on most servers.</summary>
    public static ImmutableArray<string> DefaultGate { get; } = ["zuul", "jenkins", "jenkins-bot"];

    /// <summary>The label on which CIs vote on most servers.</summary>
    public static ImmutableArray<string> DefaultLabels { get; } = ["Verified"];

    /// <summary>OpenStack's rule for accounts is "Organization Product CI"; some end in "Bot".</summary>
    public static ImmutableArray<string> DefaultNameEndings { get; } = ["CI", "Bot"];

    /// <summary>The commands that OpenStack, Wikimedia, Prow and Go listen to.</summary>
    public static ImmutableArray<string> DefaultRecheckWords { get; } =
        ["recheck", "reverify", "check experimental", "run-*", "* recheck", "*-recheck", "recheck-*", "/test", "/retest", "TRY=*"];

    /// <summary>What holds without any setting.</summary>
    public static CiRules Default { get; } = Create();

    /// <summary>Rules with the defaults in place of what is null or empty.</summary>
    public static CiRules Create(
        IEnumerable<string>? accounts = null,
        IEnumerable<string>? notCis = null,
        IEnumerable<string>? gate = null,
        IEnumerable<string>? labels = null,
        IEnumerable<string>? nameEndings = null,
        IEnumerable<string>? recheckWords = null) => new(
        Set(accounts, []),
        Set(notCis, []),
        Set(gate, DefaultGate),
        Words(labels, DefaultLabels),
        Words(nameEndings, DefaultNameEndings),
        Words(recheckWords, DefaultRecheckWords));

    /// <summary>Whether <paramref name="accounts"/> names this account, by username or "#id"; never by a name that anyone can take.</summary>
    public static bool Names(FrozenSet<string> accounts, Account account) => accounts.Count > 0
        && ((!string.IsNullOrEmpty(account.Username) && accounts.Contains(account.Username))
            || (account.Id is { } id && accounts.Contains(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"#{id}"))));

    private static FrozenSet<string> Set(IEnumerable<string>? words, ImmutableArray<string> otherwise) =>
        Words(words, otherwise).ToFrozenSet(StringComparer.Ordinal);

    private static ImmutableArray<string> Words(IEnumerable<string>? words, ImmutableArray<string> otherwise)
    {
        ImmutableArray<string> given = [.. (words ?? []).Select(word => word.Trim()).Where(word => word.Length > 0).Distinct(StringComparer.Ordinal)];
        return given.IsEmpty ? otherwise : given;
    }
}
