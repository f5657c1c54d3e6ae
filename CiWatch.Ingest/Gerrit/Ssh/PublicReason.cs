using CiWatch.Ingest.Configuration;

namespace CiWatch.Ingest.Gerrit.Ssh;

/// <summary>
/// A reason as pages and the API show it to everyone: of files of this machine only the name, for the log has the path. Pure.
/// </summary>
internal static class PublicReason
{
    public static string? Of(string? reason, GerritServerOptions server)
    {
        foreach (var path in new[] { server.PrivateKeyFile, server.KnownHostsFile })
        {
            if (string.IsNullOrEmpty(path)) continue;
            var name = Path.GetFileName(path.TrimEnd(Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar));
            reason = reason?.Replace(PrintableText.Clean(path), PrintableText.Clean(name), StringComparison.Ordinal);
            if (Path.IsPathFullyQualified(path)) continue;
            reason = reason?.Replace(PrintableText.Clean(Path.GetFullPath(path)), PrintableText.Clean(name), StringComparison.Ordinal); // as the system writes it
        }

        return reason;
    }
}
