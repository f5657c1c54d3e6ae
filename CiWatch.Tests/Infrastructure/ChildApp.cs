using System.Diagnostics;
using System.Globalization;
using System.Text;
using CiWatch.App;

namespace CiWatch.Tests.Infrastructure;

/// <summary>The program as a process of its own, on a free loopback port: for its memory, its exit status and its end.</summary>
internal sealed class ChildApp : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4); // a busy machine may take so long to start it

    // Root reads and writes whatever the modes of files say; without these rights it does not.
    private static readonly string[] WithoutRootsRights = ["setpriv", "--bounding-set=-dac_override,-dac_read_search"];

    private readonly Process _process;
    private readonly StringBuilder _error = new();
    private readonly StringBuilder _output = new();
    private readonly TaskCompletionSource<Uri> _listens = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ChildApp(IEnumerable<KeyValuePair<string, string?>> settings, IEnumerable<string> arguments, bool isBoundByFileModes = false)
    {
        string[] command =
        [
            .. isBoundByFileModes && Environment.UserName == "root" ? WithoutRootsRights : [],
            "dotnet", typeof(CiWatchApplication).Assembly.Location, .. arguments,
        ];
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            UseShellExecute = false,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            Environment = { ["Urls"] = "http://127.0.0.1:0" },
        };
        foreach (var (key, value) in settings) start.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, e) => Take(e.Data);
        _process.ErrorDataReceived += (_, e) => TakeError(e.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public HttpClient Http { get; } = new();

    public int Id => _process.Id;

    /// <summary>All that it has printed.</summary>
    public string Output
    {
        get
        {
            lock (_output) return _output.ToString();
        }
    }

    /// <summary>Starts it and waits until it listens.</summary>
    public static async Task<ChildApp> StartAsync(IEnumerable<KeyValuePair<string, string?>> settings, params IEnumerable<string> arguments)
    {
        ChildApp app = new(settings, arguments);
        try
        {
            app.Http.BaseAddress = await app._listens.Task.WaitAsync(Patience);
            return app;
        }
        catch (TimeoutException)
        {
            await app.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts it where it is to end by itself; returns status and output.</summary>
    public static async Task<(int Status, string Output)> RunAsync(IEnumerable<KeyValuePair<string, string?>> settings)
    {
        var (status, output, _) = await RunAsync(settings, []);
        return (status, output);
    }

    /// <summary>Starts it where it is to end by itself; returns status, all output, and of that what went to standard error.</summary>
    /// <param name="isBoundByFileModes">Whether it may not do more with files than their modes allow, though the test runs as root.</param>
    public static async Task<(int Status, string Output, string Error)> RunAsync(
        IEnumerable<KeyValuePair<string, string?>> settings, IEnumerable<string> arguments, bool isBoundByFileModes = false)
    {
        await using ChildApp app = new(settings, arguments, isBoundByFileModes);
        await app._process.WaitForExitAsync().WaitAsync(Patience);
        return (app._process.ExitCode, app.Output, app._error.ToString());
    }

    /// <summary>As kill, systemd and Ctrl+C; returns the exit status.</summary>
    public async Task<int> StopAsync()
    {
        SshdTools.Signal(Id, SshdTools.SigTerm);
        await _process.WaitForExitAsync().WaitAsync(Patience);
        return _process.ExitCode;
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

    private void TakeError(string? line)
    {
        if (line is not null) _error.AppendLine(line);
        Take(line);
    }

    private void Take(string? line)
    {
        const string listens = "Now listening on: ";
        if (line is null) return;
        lock (_output) _output.AppendLine(line);
        if (line.IndexOf(listens, StringComparison.Ordinal) is >= 0 and var at) _listens.TrySetResult(new Uri(line[(at + listens.Length)..].Trim()));
    }
}
