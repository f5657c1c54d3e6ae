using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;

namespace CiWatch.Tests.Infrastructure;

/// <summary>A real Gerrit on loopback, from ../shared/gerrit: its accounts, changes and votes are Gerrit's own.</summary>
internal sealed class RealGerrit : IAsyncDisposable
{
    private readonly string _site = Path.Combine(Directory.CreateTempSubdirectory("ciwatch-gerrit-").FullName, "site");
    private readonly HttpClient _http = new();
    private int _sshPort;

    public static string Script => Path.GetFullPath(Path.Combine(Repository.Root, "..", "shared", "gerrit", "gerrit.py"));

    /// <summary>Starts it and makes a project, an account that watches, and the named CIs.</summary>
    public static async Task<RealGerrit> StartAsync(string project, params (string Username, string Name)[] cis)
    {
        var gerrit = new RealGerrit();
        var ports = await gerrit.PythonAsync($"""
            g = Gerrit(sys.argv[1]).up()
            g.project({Quoted(project)})
            g.account("watcher", "Watcher", ci=True)
            {string.Join('\n', cis.Select(c => $"g.account({Quoted(c.Username)}, {Quoted(c.Name)}, ci=True)"))}
            g.account("ada", "Ada Example", "ada@example.org")
            print(json.dumps([g.ssh_port, g.http_port]))
            """);
        var numbers = JsonNode.Parse(ports)!.AsArray();
        gerrit._sshPort = (int)numbers[0]!;
        gerrit._http.BaseAddress = new Uri($"http://127.0.0.1:{(int)numbers[1]!}/");
        var known = Directory.EnumerateFiles(Path.Combine(gerrit._site, "etc"), "ssh_host_*key.pub")
            .Select(f => $"[127.0.0.1]:{gerrit._sshPort} {File.ReadAllText(f).Trim()}");
        await File.WriteAllLinesAsync(gerrit.KnownHosts, known);
        return gerrit;
    }

    /// <summary>Settings that watch it.</summary>
    public Dictionary<string, string?> Settings() => new()
    {
        ["Gerrit:Servers:0:Name"] = "gerrit",
        ["Gerrit:Servers:0:Host"] = "127.0.0.1",
        ["Gerrit:Servers:0:Port"] = $"{_sshPort}",
        ["Gerrit:Servers:0:Username"] = "watcher",
        ["Gerrit:Servers:0:PrivateKeyFile"] = Path.Combine(_site, "people", "watcher.key"),
        ["Gerrit:Servers:0:KnownHostsFile"] = KnownHosts,
    };

    /// <summary>Settings that ask its REST API, as the account that watches.</summary>
    public Dictionary<string, string?> RestSettings() => new()
    {
        ["Gerrit:Servers:0:RestUrl"] = $"{_http.BaseAddress}",
        ["Gerrit:Servers:0:RestUsername"] = "watcher",
        ["Gerrit:Servers:0:RestPassword"] = File.ReadAllText(Path.Combine(_site, "people", "watcher.password")),
    };

    /// <summary>Pushes a new change, or a patch set of one, and returns its number.</summary>
    public async Task<long> PushAsync(string project, string subject, long? change = null) =>
        long.Parse(await PythonAsync($"""
            g = Gerrit(sys.argv[1])
            print(g.push("ada", {Quoted(project)}, {Quoted(subject)}, {(change is { } c ? $"{c}" : "None")})["_number"])
            """));

    /// <summary>Comments and votes over REST, as a CI does; Gerrit has acknowledged it when this returns.</summary>
    public async Task ReviewAsync(string username, long change, string message, int? verified, string? tag = null)
    {
        var body = new JsonObject { ["message"] = message };
        if (verified is { } vote) body["labels"] = new JsonObject { ["Verified"] = vote };
        if (tag is not null) body["tag"] = tag;
        using var request = new HttpRequestMessage(HttpMethod.Post, $"a/changes/{change}/revisions/current/review") { Content = JsonContent.Create(body) };
        var password = await File.ReadAllTextAsync(Path.Combine(_site, "people", $"{username}.password"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{username}:{password}")));
        using var answer = await _http.SendAsync(request);
        if (!answer.IsSuccessStatusCode) throw new InvalidOperationException($"{answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await PythonAsync("Gerrit(sys.argv[1]).kill()");
        Directory.Delete(Path.GetDirectoryName(_site)!, recursive: true);
    }

    private string KnownHosts => Path.Combine(Path.GetDirectoryName(_site)!, "known_hosts");

    private static string Quoted(string text) => System.Text.Json.JsonSerializer.Serialize(text);

    private async Task<string> PythonAsync(string body)
    {
        var start = new ProcessStartInfo("python3", ["-", _site]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        using var python = Process.Start(start)!;
        await python.StandardInput.WriteAsync($"import json, sys\nsys.dont_write_bytecode = True\nsys.path.insert(0, {Quoted(Path.GetDirectoryName(Script)!)})\nfrom gerrit import Gerrit\n{body}\n");
        python.StandardInput.Close();
        var error = python.StandardError.ReadToEndAsync();
        var output = await python.StandardOutput.ReadToEndAsync();
        await python.WaitForExitAsync();
        return python.ExitCode == 0 ? output.Trim() : throw new InvalidOperationException($"Gerrit's script failed: {await error}");
    }
}

/// <summary>A test that needs the real Gerrit of ../shared/gerrit, and a real browser.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RealGerritFactAttribute : FactAttribute
{
    public RealGerritFactAttribute() => Skip = Required.Reason(
        (File.Exists(RealGerrit.Script), "No real Gerrit at ../shared/gerrit."),
        (Directory.EnumerateDirectories("/usr/lib/jvm").Any(), "No Java (Debian: apt-get install openjdk-17-jre-headless)."),
        (File.Exists(Chromium.Program), $"No Chromium at {Chromium.Program} (Debian: apt-get install chromium)."));
}
