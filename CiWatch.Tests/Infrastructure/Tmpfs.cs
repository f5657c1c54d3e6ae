using System.Globalization;

namespace CiWatch.Tests.Infrastructure;

/// <summary>A small disk of its own, to be filled: a tmpfs, mounted in a temporary folder.</summary>
internal sealed class Tmpfs : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ciwatch-disk-").FullName;

    public Tmpfs(int megabytes) => SshdTools.Run("mount", "-t", "tmpfs", "-o", string.Create(CultureInfo.InvariantCulture, $"size={megabytes}m"), "tmpfs", _folder);

    /// <summary>Whether this account may mount one.</summary>
    public static bool Permitted { get; } = Probe();

    /// <summary>A folder on it.</summary>
    public string Folder => Directory.CreateDirectory(Path.Combine(_folder, "app")).FullName;

    private string Ballast => Path.Combine(_folder, "ballast");

    /// <summary>Takes all the space that is left.</summary>
    public void Fill()
    {
        using var file = new FileStream(Ballast, FileMode.Append, FileAccess.Write, FileShare.None, 1);
        var block = new byte[4096];
        try
        {
            while (true) file.Write(block);
        }
        catch (IOException)
        {
            // Full: as wanted.
        }
    }

    /// <summary>Gives back what <see cref="Fill"/> took.</summary>
    public void Free() => File.Delete(Ballast);

    public void Dispose()
    {
        SshdTools.Run("umount", "-l", _folder);
        Directory.Delete(_folder);
    }

    private static bool Probe()
    {
        try
        {
            new Tmpfs(1).Dispose();
            return true;
        }
        catch (Exception e) when (e is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}

/// <summary>A test that mounts a disk: skipped where the account is not root; as root in CI a refused mount is a failure.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class TmpfsFactAttribute : FactAttribute
{
    public TmpfsFactAttribute() => Skip = Environment.UserName != "root"
        ? "Only root may mount a small disk to fill."
        : Required.Reason((Tmpfs.Permitted, "Mounting a tmpfs is not permitted here."));
}
