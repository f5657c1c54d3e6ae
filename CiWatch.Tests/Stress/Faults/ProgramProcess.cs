using System.Diagnostics;
using System.Text.RegularExpressions;
using CiWatch.App;

namespace CiWatch.Tests.Stress.Faults;

/// <summary>The program as a process of its own, that can be killed at any moment and started again on the same database.</summary>
internal sealed partial class ProgramProcess : IDisposable
{
    private readonly ProcessStartInfo _start;
    private readonly StreamWriter _log;
    private readonly FaultLog _faults;
    private Process? _process;
    private volatile Uri? _address;

    /// <param name="folder">Where it works: its log, and whatever its settings put there.</param>
    public ProgramProcess(IEnumerable<KeyValuePair<string, string?>> settings, string folder, FaultLog faults)
    {
        _faults = faults;
        _start = new ProcessStartInfo("dotnet", [typeof(CiWatchApplication).Assembly.Location])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (var (key, value) in settings) _start.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;
        LogFile = Path.Combine(folder, "program.log");
        _log = new StreamWriter(LogFile);
    }

    public string LogFile { get; }

    /// <summary>Where it listens: another port at each start, since others may have taken the last one. Null while it starts.</summary>
    public Uri? Address => _address;

    /// <summary>How often it ended though nobody killed it.</summary>
    public int Ended { get; private set; }

    public void Start()
    {
        var process = new Process { StartInfo = _start, EnableRaisingEvents = true };
        process.OutputDataReceived += (_, e) => Write(e.Data);
        process.ErrorDataReceived += (_, e) => Write(e.Data);
        process.Exited += (_, _) =>
        {
            if (_process != process) return;
            Ended++;
            _faults.Note("THE PROGRAM ENDED BY ITSELF");
        };
        _process = process;
        _address = null;
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>Kills it with signal 9, and waits until it is gone.</summary>
    public async Task KillAsync()
    {
        if (_process is not { } process) return;
        _process = null;
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    public void Dispose()
    {
        _process?.Kill();
        _process?.Dispose();
        lock (_log) _log.Dispose();
    }

    [GeneratedRegex(@"Now listening on: (?<address>http://\S+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Listening { get; }

    private void Write(string? line)
    {
        if (line is null) return;
        if (Listening.Match(line) is { Success: true } listening) _address = new Uri(listening.Groups["address"].Value);
        lock (_log)
        {
            if (_log.BaseStream is null) return; // closed: the last words of a killed program
            _log.WriteLine(line);
            _log.Flush();
        }
    }
}
