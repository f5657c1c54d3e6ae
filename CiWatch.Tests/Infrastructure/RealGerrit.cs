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
            g = Gerrit(sys.argv[1])
            g._init()
            # Else a killed Gerrit forgets what it indexed in the last five minutes, and finds no change that was made then.
            for index in ("changes_open", "changes_closed", "accounts", "groups", "projects"): g.config("index.%s.commitWithin" % index, "0")
            g.up()
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
    public Dictionary<string, string?> Settings(int n = 0, string name = "gerrit") => new()
    {
        [$"Gerrit:Servers:{n}:Name"] = name,
        [$"Gerrit:Servers:{n}:Host"] = "127.0.0.1",
        [$"Gerrit:Servers:{n}:Port"] = $"{_sshPort}",
        [$"Gerrit:Servers:{n}:Username"] = "watcher",
        [$"Gerrit:Servers:{n}:PrivateKeyFile"] = Path.Combine(_site, "people", "watcher.key"),
        [$"Gerrit:Servers:{n}:KnownHostsFile"] = KnownHosts,
    };

    /// <summary>Settings that ask its REST API, as the account that watches.</summary>
    public Dictionary<string, string?> RestSettings(int n = 0) => new()
    {
        [$"Gerrit:Servers:{n}:RestUrl"] = $"{_http.BaseAddress}",
        [$"Gerrit:Servers:{n}:RestUsername"] = "watcher",
        [$"Gerrit:Servers:{n}:RestPassword"] = File.ReadAllText(Path.Combine(_site, "people", "watcher.password")),
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
        if (!answer.IsSuccessStatusCode) throw new HttpRequestException($"{answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}", null, answer.StatusCode);
    }

    /// <summary>The same over SSH, on a patch set.</summary>
    public async Task ReviewBySshAsync(string username, long change, int patchSet, string message, int? verified, string? tag = null)
    {
        string[] vote = verified is { } v ? ["--label", $"Verified={v:+0;-0}"] : [];
        string[] tagged = tag is null ? [] : ["--tag", tag];
        string[] words = ["gerrit", "review", .. vote, .. tagged, "--message", $"'{message}'", $"{change},{patchSet}"];
        await PythonAsync($"""
            r = Gerrit(sys.argv[1]).ssh({Quoted(username)}, *json.loads({Quoted(System.Text.Json.JsonSerializer.Serialize(words))}))
            assert r.returncode == 0, r.stderr
            """);
    }

    /// <summary>Ends it as a crash would.</summary>
    public Task KillAsync() => PythonAsync("Gerrit(sys.argv[1]).kill()");

    /// <summary>Starts it again, on the same ports.</summary>
    public Task StartAgainAsync() => PythonAsync("Gerrit(sys.argv[1]).up()");

    /// <summary>What Gerrit itself keeps of a change's history, from its repository and not from its index.</summary>
    public async Task<JsonArray> MessagesAsync(long change)
    {
        var text = await _http.GetStringAsync(new Uri($"changes/{change}/messages", UriKind.Relative));
        return JsonNode.Parse(text[(text.IndexOf('\n', StringComparison.Ordinal) + 1)..])!.AsArray();
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
