using System.Net.WebSockets;

namespace CiWatch.Tests.Attack;

/// <summary>WebSockets that another site's page opens in a visitor's browser: none is accepted, the own site's are.</summary>
internal sealed class OriginAttack : IAttack
{
    public string Name => "foreign origins";

    public async Task RunAsync(AttackTarget target, AttackPlan plan, AttackFindings findings)
    {
        var own = target.Address.GetLeftPart(UriPartial.Authority);
        string[] foreign = ["https://evil.example", "null", "http://127.0.0.1:1", own + ".evil.example", "file://"];
        foreach (var path in (string[])["/_blazor", "/hubs/votes", "/_blazor/", "/Hubs/Votes"])
        {
            foreach (var origin in foreign)
            {
                var status = await OpenAsync(target, path, origin, findings);
                findings.Expect(status == "403", $"Origin {origin} got {status} on {path}");
            }

            var mine = await OpenAsync(target, path, own, findings);
            findings.Expect(mine == "101", $"the own origin got {mine} on {path}");
        }

        findings.Sent = $"{foreign.Length} origins on 4 paths";
    }

    private static async Task<string> OpenAsync(AttackTarget target, string path, string origin, AttackFindings findings)
    {
        using ClientWebSocket socket = new();
        var status = await Sockets.OpenAsync(socket, target.Address, path, origin);
        findings.Count(status);
        return status;
    }
}
