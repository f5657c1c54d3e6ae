using System.Net.WebSockets;

namespace CiWatch.Tests.Attack;

/// <summary>WebSockets to /_blazor in all the ways to write it: no address holds more than its limit.</summary>
internal sealed class CircuitsAttack : IAttack
{
    private const int Limit = 500; // Limits:CircuitsPerAddress

    private static readonly string[] Paths = ["/_blazor/", "/_Blazor", "/_BLAZOR/", "/%5fblazor", "/_blazo%72/", "/_blazor"];

    public string Name => "circuits";

    public async Task RunAsync(AttackTarget target, AttackPlan plan, AttackFindings findings)
    {
        List<ClientWebSocket> open = [];
        try
        {
            for (var i = 0; i < plan.Sockets; i++)
            {
                ClientWebSocket socket = new();
                open.Add(socket);
                var status = await Sockets.OpenAsync(socket, target.Address, Paths[i % Paths.Length], origin: null);
                findings.Count(status);
            }

            var held = open.Count(s => s.State == WebSocketState.Open);
            findings.Sent = $"{plan.Sockets} WebSockets";
            findings.Expect(held <= Limit, $"{held} WebSockets are held, more than {Limit}");
        }
        finally
        {
            foreach (var socket in open) socket.Dispose();
        }
    }
}
