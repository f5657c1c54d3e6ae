using System.Text;

namespace CiWatch.Tests.Ingest.Gerrit.Events;

/// <summary>What four real Gerrits streamed and answered, line by line.</summary>
internal static class RecordedLines
{
    public static string[] Versions { get; } = ["3.2.3", "3.5.6", "3.10.2", "3.13.5"];

    public static List<byte[]> Of(string version, string file = "stream.jsonl") => Split(Bytes(version, file));

    public static byte[] Bytes(string version, string file) => File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Recorded", version, file));

    public static List<byte[]> Split(byte[] file) =>
        [.. Encoding.UTF8.GetString(file).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Encoding.UTF8.GetBytes)];
}
