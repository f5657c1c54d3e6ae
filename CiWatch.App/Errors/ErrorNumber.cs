using System.Security.Cryptography;

namespace CiWatch.App.Errors;

/// <summary>What joins an error that a reader sees with its line in the log, and tells the reader nothing else.</summary>
internal static class ErrorNumber
{
    /// <summary>One more: "1f3a-9c".</summary>
    public static string Next() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(3)).Insert(4, "-");
}
