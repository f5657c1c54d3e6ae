using System.Buffers;
using CiWatch.Ingest.Intake;

namespace CiWatch.Tests.Ingest.Intake;

/// <summary>The format on the disk: what is written is read, and no bytes at all do harm.</summary>
public sealed class SpoolRecordTests
{
    public static TheoryData<string, byte[], string?> Odd => new()
    {
        { "gerrit", [], null },
        { "", [0, 255, 10, 13, 34], "" },
        { "../../etc/passwd\0\n", [.. "{}"u8], "Longer than 4 bytes" },
        { "сервер 🦀", new byte[100_000], "\u0001" },
        { new string('s', 70_000), [1], new string('f', 70_000) },
    };

    [Theory]
    [MemberData(nameof(Odd))]
    public void What_is_written_is_read(string server, byte[] bytes, string? fault)
    {
        var line = new RawLine(server, bytes, new DateTimeOffset(2026, 11, 20, 12, 0, 0, TimeSpan.FromHours(2)), fault) { Source = LineSource.Rest };
        var record = Record(line);

        Assert.True(SpoolRecord.TryRead(record, out var read, out var size));
        Assert.Equal(record.Length, size);
        Assert.Equal((server, line.ReceivedAt, fault, LineSource.Rest), (read!.Server, read.ReceivedAt, read.Fault, read.Source));
        Assert.Equal(bytes, read.Bytes);
    }

    [Fact]
    public void Each_cut_asks_for_more_and_each_flipped_byte_is_noticed()
    {
        var record = Record(QueueRig.Line(1, 40));
        for (var i = 0; i < record.Length; i++)
        {
            Assert.True(SpoolRecord.TryRead(record.AsSpan(0, i), out var cut, out _));
            Assert.Null(cut);
            var flipped = record.ToArray();
            flipped[i] ^= 0x10;
            Assert.False(SpoolRecord.TryRead(flipped, out var read, out _) && read is not null, $"byte {i}");
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Random_bytes_are_no_record(int seed)
    {
        var random = new Random(seed);
        var bytes = new byte[400];
        for (var i = 0; i < 20_000; i++)
        {
            random.NextBytes(bytes);
            bytes[3] = 0;
            bytes[2] = 0;
            if (SpoolRecord.TryRead(bytes, out var line, out _)) Assert.Null(line);
        }
    }

    private static byte[] Record(RawLine line)
    {
        ArrayBufferWriter<byte> to = new();
        SpoolRecord.Write(to, line);
        return to.WrittenSpan.ToArray();
    }
}
