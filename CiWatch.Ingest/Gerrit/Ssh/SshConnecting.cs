using CiWatch.Ingest.Configuration;
using Renci.SshNet;

namespace CiWatch.Ingest.Gerrit.Ssh;

/// <summary>Makes a client that is connected to the server meant, as the account meant.</summary>
internal static class SshConnecting
{
    // Hardware does these: measured a quarter more lines a second than the library's first choice.
    private static readonly string[] FastCiphers = ["aes256-gcm@openssh.com", "aes128-gcm@openssh.com"];

    /// <summary>Connects. The caller disposes the client, by <see cref="Drop"/>.</summary>
    /// <exception cref="ConnectionEndException">The key, or the server's, can't be used.</exception>
    public static async Task<SshClient> ConnectAsync(GerritServer server, GerritOptions options, CancellationToken cancel)
    {
        var policy = HostKeyPolicy.Load(server);
        using var key = PrivateKeyLoader.Load(server.Options);
        using var account = new PrivateKeyAuthenticationMethod(server.Options.Username, key);
        ConnectionInfo info = new(server.Options.Host, server.Options.Port, server.Options.Username, account)
        {
            Timeout = options.ConnectTimeout,
        };
        Prefer(info, policy);
        SshClient client = new(info);
        ConnectionEnd? refused = null;
        client.HostKeyReceived += (_, e) =>
        {
            refused = policy.Refuse(e.HostKey);
            e.CanTrust = refused is null;
        };
        try
        {
            // A stalled handshake ends by the timeout only: whoever stops the program does not wait for it.
            await client.ConnectAsync(cancel).WaitAsync(cancel);
            return client;
        }
        catch (Exception e)
        {
            Drop(client);
            if (refused is not null) throw new ConnectionEndException(refused, e);
            throw;
        }
    }

    /// <summary>Closes without waiting: against a silent server it takes a second or more.</summary>
    public static void Drop(SshClient client) =>
        _ = Task.Factory.StartNew(client.Dispose, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)
            .ContinueWith(t => t.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);

    private static void Prefer(ConnectionInfo info, HostKeyPolicy policy)
    {
        foreach (var cipher in FastCiphers.Reverse()) info.Encryptions.SetPosition(cipher, 0);
        var names = info.HostKeyAlgorithms.Keys.ToList();
        // Certificates are judged by authorities, which known_hosts is not read for; a server with one has a plain key too.
        foreach (var name in names.Where(n => n.Contains("-cert-", StringComparison.Ordinal))) info.HostKeyAlgorithms.Remove(name);
        var known = names.Where(n => policy.PreferredTypes.Contains(TypeOf(n)) && info.HostKeyAlgorithms.ContainsKey(n)).Reverse();
        foreach (var name in known) info.HostKeyAlgorithms.SetPosition(name, 0);
    }

    /// <summary>RSA keys have one type and several signatures.</summary>
    private static string TypeOf(string algorithm) => algorithm.StartsWith("rsa-sha2-", StringComparison.Ordinal) ? "ssh-rsa" : algorithm;
}
