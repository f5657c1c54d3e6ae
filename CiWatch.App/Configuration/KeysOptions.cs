namespace CiWatch.App.Configuration;

/// <summary>Where the keys lie that protect what pages hand to browsers and take back: section "DataProtection".</summary>
internal sealed class KeysOptions
{
    public const string Section = "DataProtection";

    /// <summary>The folder; made with access for this account alone. Without it: the database's name with "-keys".</summary>
    public string? KeysFolder { get; set; }
}
