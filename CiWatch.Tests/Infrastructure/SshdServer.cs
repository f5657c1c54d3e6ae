using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace CiWatch.Tests.Infrastructure;

/// <summary>
/// A real sshd on a loopback port that answers as Gerrit does. It can be emitted through, ended, killed, frozen and
/// started again on the same port with the same host key. Everything lives in one temporary folder, removed at the end.
/// <code>
/// await using var gerrit = await SshdServer.StartAsync();
/// … start the program with gerrit.Settings() …
/// await gerrit.StreamsAsync(1);      // one stream is open: what is emitted from here on arrives
/// gerrit.Emit("""{"type":"ref-updated"}""");
/// </code>
/// </summary>
public sealed class SshdServer : IAsyncDisposable
{
    public const string Program = "/usr/sbin/sshd";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly Lock _lock = new();
    private readonly SshdSessions _sessions;
    private readonly FileStream _events;
    private Process? _sshd;

    private SshdServer(string folder, int port, string[] hostKeyTypes)
    {
        Folder = folder;
        Port = port;
        foreach (var type in hostKeyTypes) NewKey($"host_{type}", type);
        NewKey("client", "ed25519");
        Authorize(KeyFile);
        var hostKeys = hostKeyTypes.Select(t => File.ReadAllText(Path.Combine(Folder, $"host_{t}.pub")).Trim()).ToArray();
        File.WriteAllLines(KnownHostsFile, hostKeys.Select(k => $"[127.0.0.1]:{Port} {k}"));
        HostKeyFingerprint = SshdTools.Run("ssh-keygen", "-lf", Path.Combine(Folder, $"host_{hostKeyTypes[0]}.pub")).Split(' ')[1];
        Mode = SshdMode.Streaming;
        WriteConfiguration(hostKeyTypes);
        _sessions = new SshdSessions(Folder, Patience);
        _events = new FileStream(Path.Combine(Folder, "events"), FileMode.Create, FileAccess.Write, FileShare.ReadWrite);
    }

    /// <summary>The temporary folder: keys made with <see cref="NewKey"/> are here too.</summary>
    public string Folder { get; }

    /// <summary>On 127.0.0.1; kept when the server is started again.</summary>
    public int Port { get; }

    /// <summary>An account of this system: sshd, unlike Gerrit, has no accounts of its own.</summary>
    public static string Username => Environment.UserName;

    /// <summary>An OpenSSH ed25519 key without passphrase that the server accepts.</summary>
    public string KeyFile => Path.Combine(Folder, "client");

    /// <summary>Holds the server's host keys.</summary>
    public string KnownHostsFile => Path.Combine(Folder, "known_hosts");

    /// <summary>Of the first host key, as ssh-keygen prints it: "SHA256:…".</summary>
    public string HostKeyFingerprint { get; }

    /// <summary>How the next stream is answered; open streams go on.</summary>
    public SshdMode Mode
    {
        get;
        set
        {
            field = value;
            // Replaced whole, so that a script that starts now reads the old mode or the new one, never nothing.
            File.WriteAllText(Path.Combine(Folder, "mode.new"), value.ToString());
            File.Move(Path.Combine(Folder, "mode.new"), Path.Combine(Folder, "mode"), overwrite: true);
        }
    }

    /// <summary>Each command that ended at once, in order: version, refused, unknown, clean, killed, odd.</summary>
    public ImmutableArray<string> Commands => _sessions.Commands;

    /// <summary>Streams that run now.</summary>
    public int OpenStreams => _sessions.OpenStreams;

    /// <summary>Makes keys, configuration and folder, and starts the server. The first host key type is the pinned one.</summary>
    public static async Task<SshdServer> StartAsync(params string[] hostKeyTypes)
    {
        var folder = Directory.CreateTempSubdirectory("ciwatch-sshd-").FullName;
        var server = new SshdServer(folder, FreePort(), hostKeyTypes is [] ? ["ed25519"] : hostKeyTypes);
        await server.StartAgainAsync();
        return server;
    }

    /// <summary>Settings of this server, ready for AddInMemoryCollection.</summary>
    public Dictionary<string, string?> Settings(int n = 0, string name = "gerrit") => new(StringComparer.Ordinal)
    {
        [$"Gerrit:Servers:{n}:Name"] = name,
        [$"Gerrit:Servers:{n}:Host"] = "127.0.0.1",
        [$"Gerrit:Servers:{n}:Port"] = Port.ToString(CultureInfo.InvariantCulture),
        [$"Gerrit:Servers:{n}:Username"] = Username,
        [$"Gerrit:Servers:{n}:PrivateKeyFile"] = KeyFile,
        [$"Gerrit:Servers:{n}:KnownHostsFile"] = KnownHostsFile,
    };

    /// <summary>Sends a line, and a line end, to each open stream.</summary>
    public void Emit(string line) => EmitBytes(Encoding.UTF8.GetBytes(line + "\n"));

    /// <summary>Sends many lines by one write.</summary>
    public void Emit(IEnumerable<string> lines) => EmitBytes(Encoding.UTF8.GetBytes(string.Concat(lines.Select(l => l + "\n"))));

    /// <summary>Sends bytes as they are, line ends included.</summary>
    public void EmitBytes(ReadOnlySpan<byte> bytes)
    {
        lock (_lock)
        {
            _events.Write(bytes);
            _events.Flush();
        }
    }

    /// <summary>Waits until that many streams have been opened, ever; ended ones count.</summary>
    public Task StreamsAsync(int count) => _sessions.StreamsAsync(count);

    /// <summary>Waits until that many commands were answered; see <see cref="Commands"/>.</summary>
    public Task CommandsAsync(string command, int count) => _sessions.CommandsAsync(command, count);

    /// <summary>Ends each open stream with status 0, as Gerrit ends a slow reader.</summary>
    public void EndStreams() => _sessions.Signal(SshdTools.SigTerm, script: false);

    /// <summary>Kills each open stream's command: the channel ends with a signal and no status.</summary>
    public void KillStreams() => _sessions.Signal(SshdTools.SigKill, script: true);

    /// <summary>Stops the server and all sessions in their tracks: connections stay open and nothing answers.</summary>
    public void Freeze() => SshdTools.SignalTree(_sshd!.Id, SshdTools.SigStop);

    /// <summary>Lets a frozen server go on.</summary>
    public void Thaw() => SshdTools.SignalTree(_sshd!.Id, SshdTools.SigCont);

    /// <summary>Kills the server and all sessions: connections break, the port refuses.</summary>
    public async Task KillAsync()
    {
        if (_sshd is not { } sshd) return;
        SshdTools.SignalTree(sshd.Id, SshdTools.SigKill);
        await sshd.WaitForExitAsync().WaitAsync(Patience);
        sshd.Dispose();
        _sshd = null;
    }

    /// <summary>Starts a killed server on the same port with the same host keys; returns once it listens.</summary>
    public async Task StartAgainAsync()
    {
        if (Environment.UserName == "root") Directory.CreateDirectory("/run/sshd"); // sshd's own demand
        var listens = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        StringBuilder log = new();
        var sshd = new Process
        {
            StartInfo = new ProcessStartInfo(Program, ["-D", "-e", "-f", Path.Combine(Folder, "sshd_config")])
            {
                RedirectStandardError = true,
                UseShellExecute = false,
            },
            EnableRaisingEvents = true,
        };
        sshd.ErrorDataReceived += (_, e) =>
        {
            lock (log) log.AppendLine(e.Data);
            if (e.Data?.StartsWith("Server listening", StringComparison.Ordinal) == true) listens.TrySetResult();
        };
        sshd.Exited += (_, _) =>
        {
            lock (log) listens.TrySetException(new InvalidOperationException($"sshd ended: {log}"));
        };
        sshd.Start();
        sshd.BeginErrorReadLine();
        await listens.Task.WaitAsync(Patience);
        _sshd = sshd;
    }

    /// <summary>Puts lines before all others of sshd_config; the first of a kind wins. They count from the next start.</summary>
    public void Configure(params string[] lines)
    {
        var path = Path.Combine(Folder, "sshd_config");
        File.WriteAllLines(path, [.. lines, .. File.ReadAllLines(path)]);
    }

    /// <summary>Makes a key pair in the folder, by ssh-keygen, and returns the private key's path. Not yet authorized.</summary>
    /// <param name="format">RFC4716 (OpenSSH), PEM or PKCS8.</param>
    public string NewKey(string name, string type = "ed25519", string passphrase = "", string format = "RFC4716")
    {
        var path = Path.Combine(Folder, name);
        string[] bits = type == "rsa" ? ["-b", "2048"] : [];
        SshdTools.Run("ssh-keygen", ["-q", "-t", type, .. bits, "-m", format, "-N", passphrase, "-C", name, "-f", path]);
        return path;
    }

    /// <summary>Makes the server accept a key, by the .pub file beside it.</summary>
    public void Authorize(string keyFile) =>
        File.AppendAllText(Path.Combine(Folder, "authorized_keys"), File.ReadAllText(keyFile + ".pub"));

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        await _sessions.DisposeAsync();
        await _events.DisposeAsync();
        SshdTools.KillAllNaming(Folder);
        Directory.Delete(Folder, recursive: true);
    }

    /// <summary>A port below those that the system gives to outgoing connections, one of which might take it before sshd does.</summary>
    private static int FreePort()
    {
        while (true)
        {
            var port = Random.Shared.Next(20_000, 32_000);
            using var listener = new TcpListener(IPAddress.Loopback, port);
            try
            {
                listener.Start();
                return port;
            }
            catch (SocketException)
            {
                // Taken: another.
            }
        }
    }

    private void WriteConfiguration(string[] hostKeyTypes)
    {
        var script = Path.Combine(Folder, "gerrit.sh");
        File.WriteAllText(script, SshdScript.For(Folder));
        File.WriteAllLines(Path.Combine(Folder, "sshd_config"),
        [
            $"Port {Port}",
            "ListenAddress 127.0.0.1",
            .. hostKeyTypes.Select(t => $"HostKey {Path.Combine(Folder, $"host_{t}")}"),
            $"AuthorizedKeysFile {Path.Combine(Folder, "authorized_keys")}",
            $"ForceCommand /bin/sh {script}",
            // The account's own shell runs the command: its start files (~/.bashrc) must not take part.
            $"SetEnv HOME={Folder} SHLVL=2",
            "PidFile none", "StrictModes no", "UsePAM no", "PasswordAuthentication no", "KbdInteractiveAuthentication no",
            "PermitRootLogin prohibit-password", "PrintMotd no", "UseDNS no", "MaxStartups 200", "MaxSessions 200",
        ]);
    }
}
