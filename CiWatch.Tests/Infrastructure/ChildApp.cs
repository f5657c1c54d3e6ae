using System.Diagnostics;
using System.Globalization;
using System.Text;
using CiWatch.App;

namespace CiWatch.Tests.Infrastructure;

/// <summary>The program as a process of its own, on a free loopback port: for its memory, its exit status and its end.</summary>
internal sealed class ChildApp : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly TaskCompletionSource<Uri> _listens = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ChildApp(IEnumerable<KeyValuePair<string, string?>> settings)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(CiWatchApplication).Assembly.Location])
        {
            UseShellExecute = false,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            Environment = { ["Urls"] = "http://127.0.0.1:0" },
        };
        foreach (var (key, value) in settings) start.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, e) => Take(e.Data);
        _process.ErrorDataReceived += (_, e) => Take(e.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public HttpClient Http { get; } = new();

    /// <summary>All that it has printed.</summary>
    public string Output
    {
        get
        {
            lock (_output) return _output.ToString();
        }
    }

    /// <summary>Starts it and waits until it listens.</summary>
    public static async Task<ChildApp> StartAsync(IEnumerable<KeyValuePair<string, string?>> settings)
    {
        ChildApp app = new(settings);
        app.Http.BaseAddress = await app._listens.Task.WaitAsync(Patience);
        return app;
    }

    /// <summary>Starts it where it is to end by itself; returns status and output.</summary>
    public static async Task<(int Status, string Output)> RunAsync(IEnumerable<KeyValuePair<string, string?>> settings)
    {
        await using ChildApp app = new(settings);
        await app._process.WaitForExitAsync().WaitAsync(Patience);
        return (app._process.ExitCode, app.Output);
    }

    /// <summary>A figure of /proc/PID/status in MB: VmRSS (memory now), VmHWM (its peak).</summary>
    public double Megabytes(string figure)
    {
        var line = File.ReadLines($"/proc/{_process.Id}/status").First(l => l.StartsWith(figure + ":", StringComparison.Ordinal));
        return double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], CultureInfo.InvariantCulture) / 1024;
    }

    /// <summary>As kill -9.</summary>
    public async Task KillAsync()
    {
        if (!_process.HasExited) _process.Kill();
        await _process.WaitForExitAsync().WaitAsync(Patience);
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _process.Dispose();
        Http.Dispose();
    }

    private void Take(string? line)
    {
        const string listens = "Now listening on: ";
        if (line is null) return;
        lock (_output) _output.AppendLine(line);
        if (line.IndexOf(listens, StringComparison.Ordinal) is >= 0 and var at) _listens.TrySetResult(new Uri(line[(at + listens.Length)..].Trim()));
    }
}
