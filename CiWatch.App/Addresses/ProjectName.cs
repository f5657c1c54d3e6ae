using System.Security.Cryptography;
using System.Text;

namespace CiWatch.App.Addresses;

/// <summary>
/// How addresses write a project's name. Most names are a path: /project/openstack/nova. Browsers, proxies and servers alter some paths
/// (dot segments, escaped slashes, backslashes), so other names are a value of the query: /project?name=a%2F..%2Fb. A name that no address
/// can hold is meant by its digest: /project?digest=… Pure.
/// </summary>
internal static class ProjectName
{
    public const string Name = "name";

    public const string Digest = "digest";

    /// <summary>Characters of a name as an address has it. Servers and proxies take 8,000 for a whole address; the rest is for filters.</summary>
    private const int LongestEscaped = 2_000;

    /// <summary>One character takes nine at most when it is escaped, so a shorter name is never too long.</summary>
    private const int NeverLong = LongestEscaped / 9;

    /// <summary>What nothing on the way reads as anything but itself, besides letters and digits.</summary>
    private const string Plain = "-._~+@:=, /";

    /// <summary>The path of the project's page, and what the query has to say besides; null where the path says it all.</summary>
    public static (string Path, string? Query) Write(string name) =>
        IsLong(name) ? ("/project", $"{Digest}={DigestOf(name)}")
        : IsPath(name) ? ("/project/" + string.Join('/', name.Split('/').Select(Uri.EscapeDataString)), null)
        : ("/project", $"{Name}={Uri.EscapeDataString(name)}");

    /// <summary>What stands for a name that is too long. Long enough that nobody finds a second name for it.</summary>
    public static string DigestOf(string name) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)).AsSpan(0, 16));

    /// <summary>Whether an address would be too long with this name in it.</summary>
    public static bool IsLong(string name) => name.Length > NeverLong && Uri.EscapeDataString(name).Length > LongestEscaped;

    private static bool IsPath(string name) =>
        name.Trim() == name
        && name.All(c => char.IsLetterOrDigit(c) || Plain.Contains(c))
        && name.Split('/').All(segment => segment is not ("" or "." or ".."));
}
