using System.Runtime.Versioning;
using CiWatch.Ingest.Gerrit.Ssh;

namespace CiWatch.Tests.Ingest.Gerrit.Ssh;

[UnsupportedOSPlatform("windows")]
public sealed class PrivateKeyFileModeTests
{
    [Theory]
    [InlineData(0b110_000_000, false)]
    [InlineData(0b100_000_000, false)]
    [InlineData(0b110_100_100, true)]
    [InlineData(0b110_100_000, true)]
    [InlineData(0b110_000_010, true)]
    public void Others_are_the_group_and_everybody(int mode, bool isOpen)
    {
        var file = Path.GetTempFileName();
        File.SetUnixFileMode(file, (UnixFileMode)mode);
        Assert.Equal(isOpen, PrivateKeyFileMode.IsOpenToOthers(file));
        File.Delete(file);
        Assert.False(PrivateKeyFileMode.IsOpenToOthers(file));
    }
}
