using CiWatch.App.Grids;
using CiWatch.App.Grids.Filtering;
using CiWatch.Ingest.Live;

namespace CiWatch.App.Addresses;

/// <summary>Addresses of project pages, made in one place.</summary>
internal static class ProjectAddress
{
    /// <summary>
    /// "/project/openstack/nova?server=…&amp;window=48h&amp;open=…&amp;only=failures"; how the name is written, <see cref="ProjectName"/>
    /// says. What is the default is left out.
    /// </summary>
    public static string Of(
        ProjectKey key, GridWindow? window = null, IEnumerable<string>? open = null, bool withServer = true, GridFilter? filter = null)
    {
        var (path, name) = ProjectName.Write(key.Project);
        List<string> query = [];
        if (name is not null) query.Add(name);
        if (withServer) query.Add("server=" + Uri.EscapeDataString(key.Server));
        if (window is { } w && w != GridWindow.Default) query.Add("window=" + w);
        query.AddRange((open ?? []).Select(ci => "open=" + Uri.EscapeDataString(ci)));
        query.AddRange(FilterAddress.Of(filter ?? GridFilter.None).Select(p => $"{p.Name}={Uri.EscapeDataString(p.Value)}"));
        return query.Count == 0 ? path : path + "?" + string.Join('&', query);
    }

    /// <summary>The project's page with one cell open, in a window that is long enough for its patch set.</summary>
    /// <param name="age">How old the patch set is.</param>
    public static string OfCell(ProjectKey key, CellKey cell, TimeSpan age) =>
        Of(key, age < GridWindow.Default.Length ? null : new GridWindow(GridWindow.Longest)) + "&cell=" + Uri.EscapeDataString(CellAddress.Of(cell));
}
