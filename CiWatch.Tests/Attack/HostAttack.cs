using CiWatch.Tests.Infrastructure;

namespace CiWatch.Tests.Attack;

/// <summary>Host headers that are none, too long or another's: 400, never 500, and no page links there.</summary>
internal sealed class HostAttack : IAttack
{
    private static readonly string[] Hosts = ["x:99999", new('a', 5_000), "evil.example", "evil.example:80", "[::1", "a b", "127.0.0.1@evil.example"];
    private static readonly string[] Paths = ["/", "/project/acme/quiet", "/api/v1/status", "/feeds/failures.atom", "/nothing", "/hubs/votes"];

    public string Name => "hosts";

    public async Task RunAsync(AttackTarget target, AttackPlan plan, AttackFindings findings)
    {
        foreach (var host in Hosts)
        {
            foreach (var path in Paths)
            {
                var answer = await RawHttp.GetAsync(target.Address, path, host);
                var status = answer.Length < 12 ? "none" : answer[9..12];
                findings.Count(status);
                var shown = host.Length > 20 ? host[..20] + "…" : host;
                findings.Expect(!status.StartsWith('5'), $"Host {shown} got {status} on {path}");
                findings.Expect(!answer.Contains("evil.example", StringComparison.Ordinal), $"{path} links to the foreign host {shown}");
            }
        }

        findings.Sent = $"{Hosts.Length} hosts on {Paths.Length} paths";
    }
}
