using System.Net;
using System.Net.Sockets;

namespace CiWatch.App.Limits;

/// <summary>Who is counted as one visitor. Pure.</summary>
internal static class Visitor
{
    /// <summary>
    /// The address that limits count by: an IPv4 address as it is, however it is written; of an IPv6 address its first 64 bits, since
    /// whoever has one address there has the others too. Without an address (a Unix socket) all are one.
    /// </summary>
    public static string Of(IPAddress? address)
    {
        if (address is null) return "none";
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        if (address.AddressFamily != AddressFamily.InterNetworkV6) return address.ToString();
        var bytes = address.GetAddressBytes();
        bytes.AsSpan(8).Clear();
        return new IPAddress(bytes) + "/64";
    }
}
