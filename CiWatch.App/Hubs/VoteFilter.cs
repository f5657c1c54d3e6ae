using Microsoft.AspNetCore.SignalR;

namespace CiWatch.App.Hubs;

/// <summary>What a client wants to hear of. What is null does not matter; what is given must all be so, to the letter.</summary>
/// <param name="Server">A server's name.</param>
/// <param name="Project">A project's whole name.</param>
/// <param name="Change">A change's number.</param>
/// <param name="Ci">A CI's key, as in the API: account and pipeline.</param>
internal sealed record VoteFilter(string? Server = null, string? Project = null, long? Change = null, string? Ci = null)
{
    /// <summary>Longer names are nobody's.</summary>
    private const int Longest = 500;

    /// <summary>The filters that a report passes: each part given or not.</summary>
    internal static IEnumerable<VoteFilter> Passed(string server, string project, long change, string ci)
    {
        for (var given = 0; given < 16; given++)
        {
            yield return new(
                (given & 1) != 0 ? server : null,
                (given & 2) != 0 ? project : null,
                (given & 4) != 0 ? change : null,
                (given & 8) != 0 ? ci : null);
        }
    }

    /// <summary>The filter, where it makes sense.</summary>
    /// <exception cref="HubException">It makes none: says what to do.</exception>
    internal static VoteFilter Checked(VoteFilter? filter)
    {
        if (filter is null or { Project: null, Change: null, Ci: null })
            throw new HubException("Say what of: {\"project\": \"openstack/nova\"}, {\"change\": 12345} or {\"ci\": \"zuul check\"}, or several of them; \"server\" may be added.");
        if (filter is { Project: "" } or { Ci: "" } or { Server: "" }) throw new HubException("A name is empty. Leave out what does not matter.");
        if (filter.Project?.Length > Longest || filter.Ci?.Length > Longest || filter.Server?.Length > Longest)
            throw new HubException($"A name is longer than {Longest} characters; no project, CI or server has such a name.");
        return filter;
    }
}
