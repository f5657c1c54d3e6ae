using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace CiWatch.Tests.Infrastructure;

/// <summary>What runs in an <see cref="SshdServer"/>: streams and commands, as their scripts tell through a fifo of the server's folder.</summary>
internal sealed class SshdSessions : IAsyncDisposable
{
    private readonly Lock _lock = new();
    private readonly string _folder;
    private readonly TimeSpan _patience;
    private readonly List<(int Script, int Tail)> _streams = [];
    private readonly FileStream _told;
    private readonly Task _listening;
    private ImmutableArray<string> _commands = [];
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public SshdSessions(string folder, TimeSpan patience)
    {
        (_folder, _patience) = (folder, patience);
        SshdTools.Run("mkfifo", Path.Combine(folder, "told"));
        // Opened for both, a fifo has always a writer: it never ends, and opening doesn't block.
        _told = new FileStream(Path.Combine(folder, "told"), FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite, 1);
        _listening = Task.Factory.StartNew(Listen, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    /// <summary>Each command that ended at once, in order.</summary>
    public ImmutableArray<string> Commands
    {
        get
        {
            lock (_lock) return _commands;
        }
    }

    /// <summary>Streams that run now.</summary>
    public int OpenStreams
    {
        get
        {
            lock (_lock) return _streams.Count(s => SshdTools.WorksIn(s.Tail, _folder));
        }
    }

    /// <summary>Waits until that many streams have been opened, ever; ended ones count.</summary>
    public Task StreamsAsync(int count) => UntilAsync(() => _streams.Count >= count, $"{count} streams");

    /// <summary>Waits until that many commands were answered.</summary>
    public Task CommandsAsync(string command, int count) =>
        UntilAsync(() => _commands.Count(c => c == command) >= count, $"{count} times {command}");

    /// <summary>Signals each open stream's reader, or its script too.</summary>
    public void Signal(int signal, bool script)
    {
        lock (_lock)
        {
            // Ended ones are left alone: their numbers may be other processes' by now.
            foreach (var stream in _streams.Where(s => SshdTools.WorksIn(s.Tail, _folder)))
            {
                if (script) SshdTools.Signal(stream.Script, signal);
                SshdTools.Signal(stream.Tail, signal);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        _told.Write("end\n"u8);
        await _listening.WaitAsync(_patience);
        await _told.DisposeAsync();
    }

    private async Task UntilAsync(Func<bool> reached, string what)
    {
        while (true)
        {
            Task changed;
            lock (_lock)
            {
                if (reached()) return;
                changed = _changed.Task;
            }

            try
            {
                await changed.WaitAsync(_patience);
            }
            catch (TimeoutException e)
            {
                throw new TimeoutException($"The server saw no {what} in {_patience.TotalSeconds} s; commands: {string.Join(' ', Commands)}", e);
            }
        }
    }

    /// <summary>Reads what the scripts tell: "stream SCRIPT TAIL" and "command NAME".</summary>
    private void Listen()
    {
        using var reader = new StreamReader(_told, Encoding.ASCII, leaveOpen: true);
        while (reader.ReadLine() is { } line && line != "end")
        {
            var words = line.Split(' ');
            lock (_lock)
            {
                if (words[0] == "command") _commands = _commands.Add(words[1]);
                else _streams.Add((int.Parse(words[1], CultureInfo.InvariantCulture), int.Parse(words[2], CultureInfo.InvariantCulture)));
                var changed = _changed;
                _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
                changed.SetResult();
            }
        }
    }
}
