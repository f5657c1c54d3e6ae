using System.Diagnostics;

namespace CiWatch.Tests.Attack;

/// <summary>How long one request after the other took.</summary>
internal sealed record Latency(double P50, double P99, double Max, int Failed)
{
    /// <summary>Milliseconds: half of them, 99 of 100, all of them.</summary>
    public override string ToString() => $"{P50:0}/{P99:0}/{Max:0}" + (Failed > 0 ? $" ({Failed} failed)" : "");
}

/// <summary>
/// A reader who does nothing wrong: asks for a page, a project and the API by turns, up to forty times a second, which is
/// below the limits. It is at another address than the attacker, since limits are counted by address.
/// </summary>
internal sealed class Bystander(Uri address, Func<double> megabytes) : IDisposable
{
    private static readonly string[] Addresses = ["/", "/project/acme/quiet", "/api/v1/projects"];

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(25);

    private readonly HttpClient _http = new(FromAnotherAddress()) { BaseAddress = address, Timeout = TimeSpan.FromSeconds(60) };

    /// <summary>The most memory that the program was seen to use.</summary>
    public double Peak { get; private set; }

    /// <summary>Asks until the work is done.</summary>
    public async Task<Latency> MeasureAsync(Task work)
    {
        List<double> took = [];
        var failed = 0;
        using PeriodicTimer pause = new(Pause);
        for (var i = 0; i < Addresses.Length || !work.IsCompleted; i++)
        {
            var began = Stopwatch.GetTimestamp();
            try
            {
                using var answer = await _http.GetAsync(Addresses[i % Addresses.Length]);
                await answer.Content.ReadAsByteArrayAsync();
                if (!answer.IsSuccessStatusCode) failed++;
            }
            catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
            {
                failed++; // it is restarting, or gives way
            }

            took.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            Peak = Math.Max(Peak, megabytes());
            await pause.WaitForNextTickAsync();
        }

        took.Sort();
        return new(took[took.Count / 2], took[Math.Min(took.Count - 1, took.Count * 99 / 100)], took[^1], failed);
    }

    public void Dispose() => _http.Dispose();

    private static SocketsHttpHandler FromAnotherAddress() => new()
    {
        ConnectCallback = async (context, cancel) =>
        {
            System.Net.Sockets.Socket socket = new(System.Net.Sockets.SocketType.Stream, System.Net.Sockets.ProtocolType.Tcp);
            socket.Bind(new System.Net.IPEndPoint(System.Net.IPAddress.Parse("127.0.0.2"), 0));
            await socket.ConnectAsync(context.DnsEndPoint.Host, context.DnsEndPoint.Port, cancel);
            return new System.Net.Sockets.NetworkStream(socket, ownsSocket: true);
        },
    };
}
