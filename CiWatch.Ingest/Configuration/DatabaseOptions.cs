namespace CiWatch.Ingest.Configuration;

/// <summary>Where reports are kept. Section "Database".</summary>
public sealed class DatabaseOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Database";

    /// <summary>
    /// Names the SQLite file, as in "Data Source=/var/lib/ciwatch/ciwatch.db". File and folder are made if missing;
    /// a relative path starts at the working folder.
    /// </summary>
    public string ConnectionString { get; set; } = "Data Source=ciwatch.db";

    /// <summary>Whether the file is made anew at each start and goes with the process.</summary>
    internal bool IsTemporary { get; set; }
}
