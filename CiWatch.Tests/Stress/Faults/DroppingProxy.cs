using System.Net;
using System.Net.Sockets;

namespace CiWatch.Tests.Stress.Faults;

/// <summary>What a line does with bytes. Swallowed ones are gone, as packets are that a firewall drops: neither side is told.</summary>
internal enum LineMode
{
    Forward,
    SwallowUp,
    SwallowDown,
    SwallowBoth,
}

/// <summary>
/// The network between the program and the server: a TCP line that can be cut or go deaf. A connection that lost bytes stays deaf
/// when the line is mended, as one does that a firewall has forgotten; a new one works.
/// </summary>
internal sealed class DroppingProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _lock = new();
    private readonly HashSet<Connection> _connections = [];
    private readonly int _server;
    private readonly Task _accepting;
    private long _swallowed;

    public DroppingProxy(int serverPort)
    {
        _server = serverPort;
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _accepting = AcceptAsync();
    }

    /// <summary>On 127.0.0.1.</summary>
    public int Port { get; }

    public LineMode Mode { get; set; }

    /// <summary>Connections made, ever.</summary>
    public int Made { get; private set; }

    /// <summary>Bytes that were lost on it.</summary>
    public long Swallowed => Interlocked.Read(ref _swallowed);

    /// <summary>Resets each connection, and says how many there were.</summary>
    public int Cut()
    {
        lock (_lock)
        {
            foreach (var connection in _connections) connection.Reset();
            return _connections.Count;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        Cut();
        await _accepting;
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true) _ = ServeAsync(await _listener.AcceptSocketAsync(_stop.Token));
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The end.
        }
    }

    private async Task ServeAsync(Socket client)
    {
        Connection connection = new(client, new Socket(SocketType.Stream, ProtocolType.Tcp));
        lock (_lock)
        {
            Made++;
            _connections.Add(connection);
        }

        try
        {
            await connection.Server.ConnectAsync(IPAddress.Loopback, _server, _stop.Token);
            await Task.WhenAny(
                PumpAsync(connection, client, connection.Server, LineMode.SwallowUp),
                PumpAsync(connection, connection.Server, client, LineMode.SwallowDown));
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // Refused: the client's connection is reset below, which is what it would see.
        }

        connection.Reset();
        lock (_lock) _connections.Remove(connection);
    }

    /// <summary>Ends when either side does.</summary>
    private async Task PumpAsync(Connection connection, Socket from, Socket to, LineMode swallowing)
    {
        var buffer = new byte[64 * 1024];
        var deaf = false;
        try
        {
            while (await from.ReceiveAsync(buffer, _stop.Token) is var read and > 0)
            {
                deaf |= Mode == swallowing || Mode == LineMode.SwallowBoth;
                if (deaf)
                {
                    Interlocked.Add(ref _swallowed, read);
                    continue;
                }

                for (var sent = 0; sent < read;) sent += await to.SendAsync(buffer.AsMemory(sent, read - sent), _stop.Token);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // Cut.
        }
    }

    private sealed record Connection(Socket Client, Socket Server)
    {
        /// <summary>Closes both ends with a reset, not in order.</summary>
        public void Reset()
        {
            foreach (var socket in new[] { Client, Server })
            {
                try
                {
                    socket.LingerState = new LingerOption(enable: true, seconds: 0);
                }
                catch (Exception e) when (e is SocketException or ObjectDisposedException)
                {
                    // It is closed already.
                }

                socket.Close();
            }
        }
    }
}
