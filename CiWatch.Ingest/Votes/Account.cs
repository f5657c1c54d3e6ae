namespace CiWatch.Ingest.Votes;

/// <summary>A Gerrit account as an event names it. Any part may be missing; all of it is text from outside.</summary>
/// <param name="Id">Numeric account id, where the source has it (REST, Gerrit 3.7 queries).</param>
/// <param name="ServiceUser">True where the account carries the tag SERVICE_USER (REST only).</param>
public sealed record Account(string? Username, string? Name, string? Email, long? Id = null, bool ServiceUser = false)
{
    /// <summary>
    /// What tells accounts apart: the username, else "#id", else the e-mail, else the name. Never the display name
    /// where anything better is known: anyone can rename themselves "Zuul".
    /// </summary>
    public string Key =>
        !string.IsNullOrEmpty(Username) ? Username
        : Id is { } id ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"#{id}")
        : !string.IsNullOrEmpty(Email) ? Email
        : !string.IsNullOrEmpty(Name) ? Name
        : "(unknown)";

    /// <summary>The name to show: display name, else the key.</summary>
    public string Shown => string.IsNullOrEmpty(Name) ? Key : Name;

    /// <summary>The account with what another telling of it knows besides.</summary>
    public Account With(Account other) => new(
        Username ?? other.Username, Name ?? other.Name, Email ?? other.Email, Id ?? other.Id, ServiceUser || other.ServiceUser);
}
