using System.Net;
using Microsoft.Extensions.Options;

namespace CiWatch.App.Configuration;

/// <summary>Says every limit that makes no sense, by its key.</summary>
internal sealed class LimitOptionsValidator : IValidateOptions<LimitOptions>
{
    public ValidateOptionsResult Validate(string? name, LimitOptions options)
    {
        List<string> errors = [];
        Range(nameof(options.ApiPerMinute), options.ApiPerMinute, 1, 10_000_000);
        Range(nameof(options.DocumentsPerMinute), options.DocumentsPerMinute, 1, 10_000_000);
        Range(nameof(options.CircuitsPerAddress), options.CircuitsPerAddress, 1, 1_000_000);
        Range(nameof(options.HubConnectionsPerAddress), options.HubConnectionsPerAddress, 1, 1_000_000);
        Range(nameof(options.HubSubscriptions), options.HubSubscriptions, 1, 100_000);
        Range(nameof(options.HubQueueReports), options.HubQueueReports, 1, 1_000_000);
        Range(nameof(options.HubQueueBytes), options.HubQueueBytes, 1_024, 1024 * 1024 * 1024);
        Range(nameof(options.HubMessageBytes), options.HubMessageBytes, 1_024, 1024 * 1024);
        Range(nameof(options.MaxRows), options.MaxRows, 1, 1_000_000);
        Range(nameof(options.MaxPageSize), options.MaxPageSize, 1, 1_000_000);
        Range(nameof(options.PageSize), options.PageSize, 1, 1_000_000);
        Range(nameof(options.CellReports), options.CellReports, 1, 1_000);
        Range(nameof(options.ReportBytes), options.ReportBytes, 1_024, 4 * 1024 * 1024);
        Range(nameof(options.ReportJobs), options.ReportJobs, 10, 100_000);
        Range(nameof(options.ChangeBytes), options.ChangeBytes, 64 * 1024, 256 * 1024 * 1024);
        Range(nameof(options.FeedEntries), options.FeedEntries, 1, 10_000);
        if (options.HubSendTimeout < TimeSpan.FromSeconds(1) || options.HubSendTimeout > TimeSpan.FromHours(1))
            errors.Add($"Limits:HubSendTimeout is {options.HubSendTimeout}; it must be from 00:00:01 to 01:00:00.");
        if (options.PageSize > options.MaxPageSize)
            errors.Add($"Limits:PageSize is {options.PageSize}, more than Limits:MaxPageSize ({options.MaxPageSize}).");
        for (var i = 0; i < options.KnownProxies.Count; i++)
        {
            if (!IPAddress.TryParse(options.KnownProxies[i], out _) && !IPNetwork.TryParse(options.KnownProxies[i], out _))
                errors.Add($"Limits:KnownProxies:{i} is '{options.KnownProxies[i]}'; it must be an address, as 10.0.0.7, or a network that begins at its first address, as 10.0.0.0/24.");
        }

        for (var i = 0; i < options.AllowedOrigins.Count; i++)
        {
            if (!SiteOptionsValidator.IsSite(options.AllowedOrigins[i]))
                errors.Add($"Limits:AllowedOrigins:{i} is '{options.AllowedOrigins[i]}'; it must be scheme and host alone, as https://dashboard.example.org.");
        }

        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);

        void Range(string key, int value, int least, int most)
        {
            if (value < least || value > most) errors.Add($"Limits:{key} is {value}; it must be from {least} to {most}.");
        }
    }
}
