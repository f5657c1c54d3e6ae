using System.Globalization;

namespace CiWatch.App.Addresses;

/// <summary>Addresses of changes' pages, made in one place.</summary>
internal static class ChangeAddress
{
    /// <summary>The one address of a change: "/change/967548?server=…"; without a server, the change of that number last heard of.</summary>
    public static string Of(long number, string? server)
    {
        var path = "/change/" + number.ToString(CultureInfo.InvariantCulture);
        return string.IsNullOrEmpty(server) ? path : path + "?server=" + Uri.EscapeDataString(server);
    }
}
