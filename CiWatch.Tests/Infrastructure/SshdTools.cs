using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace CiWatch.Tests.Infrastructure;

/// <summary>Running small programs, and signals to a process with all its descendants.</summary>
internal static class SshdTools
{
    public const int SigKill = 9, SigTerm = 15, SigCont = 18, SigStop = 19;

    /// <summary>Runs a program to its end and returns its output; throws with its error text where it fails.</summary>
    public static string Run(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            UseShellExecute = false,
        };
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? output
            : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)}: {process.ExitCode} {error.Result}");
    }

    public static void Signal(int pid, int signal) => _ = Kill(pid, signal);

    /// <summary>Signals the process and its descendants, top down, until a walk finds no process that was not signalled.</summary>
    public static void SignalTree(int root, int signal)
    {
        HashSet<int> done = [];
        for (var found = true; found;)
        {
            found = false;
            // Found before the first is signalled: a dead parent no longer leads to its children.
            foreach (var pid in Tree(root).Where(done.Add).ToList())
            {
                Signal(pid, signal);
                found = true;
            }
        }
    }

    /// <summary>Whether the process lives, and its working directory is this one.</summary>
    public static bool WorksIn(int pid, string folder)
    {
        try
        {
            return new DirectoryInfo($"/proc/{pid}/cwd").ResolveLinkTarget(returnFinalTarget: false)?.FullName == folder;
        }
        catch (IOException)
        {
            return false;
        }
    }

    /// <summary>Kills each process that has the path in its command line: what a killed server left behind.</summary>
    public static void KillAllNaming(string path)
    {
        foreach (var pid in Processes().Where(p => Read(p, "cmdline").Contains(path, StringComparison.Ordinal))) Signal(pid, SigKill);
    }

    private static IEnumerable<int> Processes() =>
        from folder in Directory.EnumerateDirectories("/proc")
        let pid = int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var number) ? number : 0
        where pid > 0
        select pid;

    private static List<int> Tree(int root)
    {
        var children = Processes().ToLookup(ParentOf);
        List<int> tree = [root];
        for (var i = 0; i < tree.Count; i++) tree.AddRange(children[tree[i]]);
        return tree;
    }

    private static int ParentOf(int pid) =>
        Read(pid, "stat") is { Length: > 0 } stat
            ? int.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[1], CultureInfo.InvariantCulture)
            : 0;

    /// <summary>Empty where the process ended meanwhile.</summary>
    private static string Read(int pid, string file)
    {
        try
        {
            return File.ReadAllText($"/proc/{pid}/{file}");
        }
        catch (IOException)
        {
            return "";
        }
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int pid, int signal);
}
