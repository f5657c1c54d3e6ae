using System.Globalization;
using CiWatch.App.Configuration;

namespace CiWatch.App.Api;

/// <summary>Which part of a list is asked for: all up to a limit, or one page.</summary>
internal readonly record struct Paging(int Page, int Size)
{
    /// <summary>Reads ?page= and ?size=. Without either the whole list, up to Limits:MaxRows. Null, and why, where they make no sense.</summary>
    public static Paging? Of(string? page, string? size, LimitOptions limits, out string problem) =>
        Of(page, size, limits, limits.MaxRows, limits.MaxPageSize, out problem);

    /// <summary>Reads them of a list that has other limits.</summary>
    /// <param name="whole">How many come without either.</param>
    /// <param name="largest">The largest size of a page.</param>
    public static Paging? Of(string? page, string? size, LimitOptions limits, int whole, int largest, out string problem)
    {
        problem = "";
        if (page is null && size is null) return new(1, whole);
        if (!Number(page, 1, int.MaxValue, out var p)) problem = "A page is a number from 1 on.";
        if (!Number(size, Math.Min(limits.PageSize, whole), largest, out var s)) problem = $"A size is a number from 1 to {largest}.";
        return problem.Length > 0 ? null : new(p, s);
    }

    /// <summary>How many come before it.</summary>
    public int Skipped => (int)Math.Min((Page - 1L) * Size, int.MaxValue);

    /// <summary>This part of a list.</summary>
    public IEnumerable<T> Of<T>(IReadOnlyList<T> all) => all.Skip(Skipped).Take(Size);

    /// <summary>The address of the part after this one; null where this is the last.</summary>
    public string? Next(HttpRequest request, int total)
    {
        if ((long)Page * Size >= total) return null;
        var (page, size) = (Page, Size); // of a struct
        return request.Path + QueryString.Create(
        [
            .. request.Query.Where(q => q.Key is not ("page" or "size")),
            new("page", (page + 1).ToString(CultureInfo.InvariantCulture)),
            new("size", size.ToString(CultureInfo.InvariantCulture)),
        ]);
    }

    private static bool Number(string? text, int without, int most, out int number)
    {
        number = without;
        return text is null || (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number >= 1 && number <= most);
    }
}
