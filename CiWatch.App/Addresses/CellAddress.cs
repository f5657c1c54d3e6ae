using System.Globalization;
using CiWatch.App.Grids;

namespace CiWatch.App.Addresses;

/// <summary>A cell as one value of an address: "967726,2,zuul check" or "967726,2,zuul check,nova-next".</summary>
internal static class CellAddress
{
    /// <summary>Longer ones name no cell.</summary>
    public const int Longest = 1_000;

    /// <summary>The cell, not yet escaped for a query. A comma of a CI's key is written as %2C.</summary>
    public static string Of(CellKey key) => string.Create(
        CultureInfo.InvariantCulture,
        $"{key.Change},{key.PatchSet},{key.Ci.Replace("%", "%25", StringComparison.Ordinal).Replace(",", "%2C", StringComparison.Ordinal)}{(key.Job is null ? "" : "," + key.Job)}");

    /// <summary>Reads what <see cref="Of"/> wrote; null where it is no such thing.</summary>
    public static CellKey? Parse(string? text)
    {
        if (text is null || text.Length > Longest || text.Split(',', 4) is not { Length: >= 3 } parts) return null;
        if (!long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var change)) return null;
        if (!int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var patchSet)) return null;
        var ci = parts[2].Replace("%2C", ",", StringComparison.OrdinalIgnoreCase).Replace("%25", "%", StringComparison.Ordinal);
        return ci.Length == 0 ? null : new CellKey(change, patchSet, ci, parts.Length == 4 && parts[3].Length > 0 ? parts[3] : null);
    }
}
