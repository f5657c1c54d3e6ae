using Renci.SshNet;

namespace CiWatch.Tests.Infrastructure;

public sealed class SshdServerTests
{
    [SshdFact]
    public async Task It_answers_as_gerrit_does()
    {
        await using var gerrit = await SshdServer.StartAsync();
        using var client = Connect(gerrit);

        using var version = client.RunCommand("gerrit version");
        using var unknown = client.RunCommand("gerrit no-such-command");
        gerrit.Mode = SshdMode.CapabilityMissing;
        using var refused = client.RunCommand("gerrit stream-events");

        Assert.Equal(("gerrit version 3.10.2\n", 0), (version.Result, version.ExitStatus));
        Assert.Equal(("fatal: gerrit: no-such-command: not found\n", 1), (unknown.Error, unknown.ExitStatus));
        Assert.Equal(("stream events not permitted\n", 1), (refused.Error, refused.ExitStatus));
    }

    [SshdFact]
    public async Task A_stream_gets_what_is_emitted_after_it_opened_and_ends_cleanly()
    {
        await using var gerrit = await SshdServer.StartAsync();
        gerrit.Emit("before");
        using var client = Connect(gerrit);
        using var stream = client.CreateCommand("gerrit stream-events");
        var end = stream.ExecuteAsync();
        await gerrit.StreamsAsync(1);

        gerrit.Emit("after");
        using StreamReader reader = new(stream.OutputStream);
        var line = await reader.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(20));
        gerrit.EndStreams();
        await end.WaitAsync(TimeSpan.FromSeconds(20));

        Assert.Equal("after", line);
        Assert.Equal(0, stream.ExitStatus);
    }

    private static SshClient Connect(SshdServer gerrit)
    {
        var client = new SshClient("127.0.0.1", gerrit.Port, SshdServer.Username, new PrivateKeyFile(gerrit.KeyFile));
        client.Connect();
        return client;
    }
}
