namespace CiWatch.App.Commands;

/// <summary>
/// Arguments that are settings, as ASP.NET reads them: --Key=value, --Key value, /Key=value, /Key value, Key=value. It ignores all others
/// without a word, so that a mistyped command would start the service.
/// </summary>
internal static class SettingArguments
{
    /// <summary>The first argument that is no setting, or a key without a value; null where all are settings.</summary>
    public static string? FindOther(IReadOnlyList<string> arguments)
    {
        for (var i = 0; i < arguments.Count; i++)
        {
            var argument = arguments[i];
            var isKey = IsKey(argument);
            if (argument.Contains('=', StringComparison.Ordinal) && (isKey || !argument.StartsWith('-'))) continue;
            if (!isKey || ++i == arguments.Count) return argument;
        }

        return null;
    }

    /// <summary>Whether it begins as the key of a setting does.</summary>
    public static bool IsKey(string argument) => argument.StartsWith("--", StringComparison.Ordinal) || argument.StartsWith('/');
}
