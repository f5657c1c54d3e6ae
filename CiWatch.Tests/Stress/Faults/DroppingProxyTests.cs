using System.Net;
using System.Net.Sockets;
using System.Text;
using CiWatch.Tests.Infrastructure;

namespace CiWatch.Tests.Stress.Faults;

/// <summary>The bad line is as bad as it says, and good in between.</summary>
public sealed class DroppingProxyTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task It_forwards_both_ways()
    {
        await using Rig rig = new();
        var (client, server) = await rig.ConnectAsync();

        Assert.Equal("up", await PassAsync(client, server, "up"));
        Assert.Equal("down", await PassAsync(server, client, "down"));
    }

    [Fact]
    public async Task A_cut_resets_both_sides()
    {
        await using Rig rig = new();
        var (client, server) = await rig.ConnectAsync();
        rig.Proxy.Cut();

        await Assert.ThrowsAsync<SocketException>(() => client.ReceiveAsync(new byte[1]).WaitAsync(Patience));
        await Assert.ThrowsAsync<SocketException>(() => server.ReceiveAsync(new byte[1]).WaitAsync(Patience));
    }

    [Fact]
    public async Task A_deaf_line_swallows_one_direction_and_never_recovers_but_a_new_one_works()
    {
        await using Rig rig = new();
        var (client, server) = await rig.ConnectAsync();
        rig.Proxy.Mode = LineMode.SwallowUp;
        await client.SendAsync("lost"u8.ToArray());
        Assert.Equal("still heard", await PassAsync(server, client, "still heard"));
        await RunningApp.UntilAsync(() => Task.FromResult(rig.Proxy.Swallowed), bytes => bytes == 4);
        rig.Proxy.Mode = LineMode.Forward;
        await client.SendAsync("lost too"u8.ToArray());
        await RunningApp.UntilAsync(() => Task.FromResult(rig.Proxy.Swallowed), bytes => bytes == 12);

        var (other, itsServer) = await rig.ConnectAsync();
        Assert.Equal("heard", await PassAsync(other, itsServer, "heard"));
        Assert.Equal(0, server.Available);
    }

    private static async Task<string> PassAsync(Socket from, Socket to, string text)
    {
        await from.SendAsync(Encoding.ASCII.GetBytes(text));
        var buffer = new byte[100];
        var read = await to.ReceiveAsync(buffer).WaitAsync(Patience);
        return Encoding.ASCII.GetString(buffer, 0, read);
    }

    private sealed class Rig : IAsyncDisposable
    {
        private readonly TcpListener _server = new(IPAddress.Loopback, 0);

        public Rig()
        {
            _server.Start();
            Proxy = new DroppingProxy(((IPEndPoint)_server.LocalEndpoint).Port);
        }

        public DroppingProxy Proxy { get; }

        public async Task<(Socket Client, Socket Server)> ConnectAsync()
        {
            Socket client = new(SocketType.Stream, ProtocolType.Tcp);
            await client.ConnectAsync(IPAddress.Loopback, Proxy.Port);
            return (client, await _server.AcceptSocketAsync().WaitAsync(Patience));
        }

        public async ValueTask DisposeAsync()
        {
            await Proxy.DisposeAsync();
            _server.Dispose();
        }
    }
}
