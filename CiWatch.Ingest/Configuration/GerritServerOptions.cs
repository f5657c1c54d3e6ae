namespace CiWatch.Ingest.Configuration;

/// <summary>One Gerrit server: Gerrit:Servers:N.</summary>
public sealed class GerritServerOptions
{
    /// <summary>The server's name on every page and in the database; default: the host.</summary>
    public string Name
    {
        get => string.IsNullOrWhiteSpace(field) ? Host : field;
        set;
    } = "";

    /// <summary>Host name or address.</summary>
    public string Host { get; set; } = "";

    /// <summary>Gerrit's SSH port.</summary>
    public int Port { get; set; } = 29418;

    /// <summary>An account with the capability "Stream Events".</summary>
    public string Username { get; set; } = "";

    /// <summary>Path of the account's private key: OpenSSH, PEM or PKCS#8.</summary>
    public string PrivateKeyFile { get; set; } = "";

    /// <summary>Null or empty where the key has none.</summary>
    public string? PrivateKeyPassphrase { get; set; }

    /// <summary>Path of a known_hosts file that holds the server's host key. This or the fingerprint is needed.</summary>
    public string? KnownHostsFile { get; set; }

    /// <summary>"SHA256:…" of the one host key to accept, as ssh-keygen -l prints it; it then decides alone.</summary>
    public string? HostKeyFingerprint { get; set; }

    /// <summary>Address of Gerrit's web interface, for links; null where the events' own addresses serve.</summary>
    public string? WebUrl { get; set; }

    /// <summary>Base address of Gerrit's REST API, such as "https://review.example.org"; null: history is fetched over SSH.</summary>
    public string? RestUrl { get; set; }

    /// <summary>Account for the REST API and the events-log plugin; null: anonymous.</summary>
    public string? RestUsername { get; set; }

    /// <summary>Its HTTP password, as Gerrit's settings page makes it; needed with the account.</summary>
    public string? RestPassword { get; set; }

    /// <summary>Whether the server's events-log plugin is asked first what the stream left out. Needs RestUrl and an account.</summary>
    public bool EventsLog { get; set; }

    /// <summary>Projects to watch, as globs such as "openstack/*"; none means all.</summary>
    public List<string> Projects { get; set; } = [];
}
