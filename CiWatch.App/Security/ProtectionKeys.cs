using CiWatch.App.Configuration;
using CiWatch.Ingest.Storage;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.Extensions.Options;

namespace CiWatch.App.Security;

/// <summary>
/// Keeps the keys by which pages recognise what they handed to browsers where they outlive a container: beside the database. Those of the
/// demonstration go with its database.
/// </summary>
internal static class ProtectionKeys
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    public static void AddProtectionKeys(this IServiceCollection services)
    {
        services.AddOptions<KeysOptions>().BindConfiguration(KeysOptions.Section, o => o.ErrorOnUnknownConfiguration = true).ValidateOnStart();
        services.AddDataProtection().SetApplicationName("CI Watch"); // else keys of two installations in different folders would not fit
        services.AddOptions<KeyManagementOptions>().Configure<IOptions<KeysOptions>, Database, ILoggerFactory>((keys, options, database, logs) =>
            keys.XmlRepository = new FileSystemXmlRepository(Folder(options.Value.KeysFolder, database), logs));
    }

    private static DirectoryInfo Folder(string? set, Database database)
    {
        if (string.IsNullOrWhiteSpace(set))
        {
            var beside = new DirectoryInfo(database.Path + "-keys");
            database.Guard(() => Make(beside.FullName)); // no setting of its own is at fault
            return beside;
        }

        try
        {
            return Make(set);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            const string Key = $"{KeysOptions.Section}:{nameof(KeysOptions.KeysFolder)}";
            throw new OptionsValidationException(Key, typeof(KeysOptions), [$"{Key}: the folder {set} can't be made: {e.Message} Name a folder that this account may write."]);
        }
    }

    private static DirectoryInfo Make(string folder) => OperatingSystem.IsWindows() || Directory.Exists(folder)
        ? Directory.CreateDirectory(folder)
        : Directory.CreateDirectory(folder, OwnerOnly);
}
