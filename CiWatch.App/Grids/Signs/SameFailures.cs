using System.Collections.Immutable;

namespace CiWatch.App.Grids.Signs;

/// <summary>One failure that hits several changes, and its sign.</summary>
/// <param name="Sign">Its code: see <see cref="FailureCodes"/>.</param>
/// <param name="Signature">See <see cref="CellFailure"/>.</param>
/// <param name="Cis">Names of the CI's columns that carry it: an account's pipelines share a failure.</param>
/// <param name="Changes">Different changes in the window.</param>
/// <param name="Since">The oldest report in the window that has it.</param>
public sealed record SameFailure(
    string Sign, string Signature, ImmutableArray<string> Cis, ImmutableArray<FailedJob> Jobs, int Changes, DateTimeOffset Since);

/// <summary>All failures of a grid that hit several changes.</summary>
/// <param name="Signed">Those with a sign, the most changes first.</param>
/// <param name="More">How many more there are than signs are given.</param>
public sealed record SameFailures(ImmutableArray<SameFailure> Signed, int More)
{
    /// <summary>None at all.</summary>
    public static SameFailures None { get; } = new([], 0);

    /// <summary>How many different changes make a failure one that carries a sign.</summary>
    public const int Least = 3;

    /// <summary>How many failures of a grid carry a sign: more would be a list of their own.</summary>
    public const int MostSigned = 40;
}
