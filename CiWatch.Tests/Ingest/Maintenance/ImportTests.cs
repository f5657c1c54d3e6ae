using System.IO.Compression;
using System.Text;
using CiWatch.Ingest.Maintenance;

namespace CiWatch.Tests.Ingest.Maintenance;

public sealed class ImportTests : IDisposable
{
    private readonly Rig _rig = new();

    public void Dispose() => _rig.Dispose();

    [Theory]
    [InlineData("3.2.3")]
    [InlineData("3.5.6")]
    [InlineData("3.10.2")]
    [InlineData("3.13.5")]
    public void A_second_import_changes_nothing(string version)
    {
        var first = _rig.Import(Rig.Recording(version));
        var reports = _rig.Reports();
        var second = _rig.Import(Rig.Recording(version));

        Assert.True(first is { Known: 0, Malformed: 0, Reports: > 20 } && first.New == first.Lines, first.ToString());
        Assert.Equal(new ImportResult(first.Lines, 0, 0, 0, 0), second);
        Assert.Equal(reports, _rig.Reports());
        Assert.Equal(first.Lines, _rig.Number("SELECT count(*) FROM RawLines"));
        Assert.Equal(first.Reports, _rig.Number("SELECT Reports FROM Servers"));
    }

    [Fact]
    public void A_packed_recording_is_the_same_whatever_its_name()
    {
        var packed = Path.Combine(_rig.Folder, "stream.jsonl");
        using (var gzip = new GZipStream(File.Create(packed), CompressionLevel.Fastest)) gzip.Write(File.ReadAllBytes(Rig.Recording()));
        var first = _rig.Import(packed);

        Assert.Equal(0, _rig.Import().New);
        Assert.Equal(first.Lines, _rig.Import().Known);
    }

    [Fact]
    public void Two_that_overlap_are_one()
    {
        var lines = File.ReadAllLines(Rig.Recording());
        var (head, tail) = (Path.Combine(_rig.Folder, "head"), Path.Combine(_rig.Folder, "tail"));
        File.WriteAllLines(head, lines[..120]);
        File.WriteAllLines(tail, lines[80..]);
        using Rig whole = new();
        whole.Import();

        _rig.Import(tail);
        var result = _rig.Import(head);

        Assert.Equal(40, result.Known);
        Assert.Equal(whole.Reports(), _rig.Reports());
    }

    [Fact]
    public void What_is_broken_is_kept_once_and_the_rest_goes_on()
    {
        var file = Path.Combine(_rig.Folder, "broken");
        var line = File.ReadLines(Rig.Recording()).First(l => l.Contains("comment-added", StringComparison.Ordinal));
        File.WriteAllBytes(file, [.. Encoding.UTF8.GetBytes($"no json\r\n\n{line}\n{{\"a\":1}}\nno json\n"), 0xFF, 0xFE, .. "\n"u8]);

        Assert.Equal(new ImportResult(5, 5, 4, 0, 1), _rig.Import(file));
        Assert.Equal(new ImportResult(5, 0, 0, 0, 0), _rig.Import(file));
    }

    [Fact]
    public void A_torn_gzip_keeps_what_came_before()
    {
        var packed = Path.Combine(_rig.Folder, "torn.gz");
        using (var gzip = new GZipStream(File.Create(packed), CompressionLevel.NoCompression)) gzip.Write(File.ReadAllBytes(Rig.Recording()));
        File.WriteAllBytes(packed, File.ReadAllBytes(packed)[..^30_000]);

        var torn = _rig.Import(packed);
        var rest = _rig.Import();

        Assert.True(torn is { Torn: > 0, Malformed: 0, New: > 100 }, torn.ToString());
        Assert.True(rest is { Torn: 0, New: > 0 } && rest.Known == torn.Lines, rest.ToString());
        using Rig whole = new();
        whole.Import();
        Assert.Equal(whole.Reports(), _rig.Reports());
    }

    [Fact]
    public void Events_of_old_servers_that_tell_no_time_are_found_again()
    {
        var file = Path.Combine(_rig.Folder, "old"); // as Gerrit 2.8 wrote them: invented
        const string Comment = """{"type":"comment-added","change":{"project":"p","branch":"master","id":"I1","number":"7","subject":"s","owner":{"name":"A","username":"a"},"url":"http://x/7"},"patchSet":{"number":"1","createdOn":1400000000},"author":{"name":"Jenkins","username":"jenkins"},"approvals":[{"type":"Verified","value":"1"}],"comment":"Patch Set 1: Verified+1\n\nBuild succeeded.\n\n- gate http://l/1 : SUCCESS in 1m 02s"}""";
        File.WriteAllLines(file, [Comment, Comment, """{"type":"ref-updated","refUpdate":{"project":"p"}}"""]);

        Assert.Equal(new ImportResult(3, 3, 0, 0, 2), _rig.Import(file));
        Assert.Equal(new ImportResult(3, 0, 0, 0, 0), _rig.Import(file));
    }

    [Fact]
    public void Projects_that_are_not_watched_are_left_out_and_counted()
    {
        using Rig narrow = new(
            ("Gerrit:Servers:0:Name", Rig.Server), ("Gerrit:Servers:0:Host", "h"), ("Gerrit:Servers:0:Username", "u"), ("Gerrit:Servers:0:PrivateKeyFile", Environment.ProcessPath!),
            ("Gerrit:Servers:0:HostKeyFingerprint", "SHA256:" + new string('A', 43)), ("Gerrit:Servers:0:Projects:0", "nothing/*"));
        var result = narrow.Import();
        Assert.True(result.NotWatched > 100 && result.Reports == 0, result.ToString());
    }
}
