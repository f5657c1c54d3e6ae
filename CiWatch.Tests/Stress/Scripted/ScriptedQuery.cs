using CiWatch.Tests.Infrastructure;

namespace CiWatch.Tests.Stress.Scripted;

/// <summary>Puts the script that answers <c>gerrit query</c> where the sshd's own script looks for it.</summary>
internal static class ScriptedQuery
{
    public static void Install(string folder)
    {
        var script = Path.Combine(AppContext.BaseDirectory, "Stress", "Scripted", "query.py");
        // By its full path: under sshd, PATH is another one, and a version manager's stand-in would be slow.
        var python = SshdTools.Run("python3", "-c", "import sys; print(sys.executable)").Trim();
        File.WriteAllText(Path.Combine(folder, "query.sh"), $"exec '{python}' -S -E '{script}' \"$1\"\n");
    }
}
