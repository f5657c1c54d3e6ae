namespace CiWatch.App.Components.Grid;

/// <summary>Names as a narrow, slanted head has room for.</summary>
internal static class HeadNames
{
    /// <summary>A CI's name without the " CI" that all of them have.</summary>
    public static string Short(string name) =>
        name.Length > 3 && name.EndsWith(" CI", StringComparison.OrdinalIgnoreCase) ? name[..^3] : name;

    /// <summary>A long name cut in its middle: jobs of one CI differ at both ends.</summary>
    public static string Middle(string name, int most) =>
        name.Length <= most ? name : string.Concat(name.AsSpan(0, (most + 1) / 2 - 1), "…", name.AsSpan(name.Length - most / 2));
}
