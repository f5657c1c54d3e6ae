namespace CiWatch.Tests.Stress.Scripted;

/// <summary>An account of the scripted Gerrit, as its events and queries name it.</summary>
internal sealed record Person(string Name, string? Email, string Username);

/// <summary>Who acts in the story. All are made up.</summary>
internal static class People
{
    public static readonly Person Zuul = new("Zuul", "zuul@ci.example.org", "zuul");

    /// <summary>Known as CIs by their display name, their username, or both.</summary>
    public static readonly Person[] ThirdParties =
    [
        new("Acme Storage CI", "acme@ci.example.org", "acme-ci"),
        new("Borealis Network CI", "borealis@ci.example.org", "borealis-ci"),
        new("Cumulus Backup CI", null, "cumulus"),
        new("Delta Lint", "delta@ci.example.org", "delta_bot"),
    ];

    public static readonly Person[] Developers =
    [
        new("Ada Example", "ada@example.org", "ada"),
        new("Bo Beispiel <b>", null, "bo"),
        new("Cléo Дизайн 李", "cleo@example.org", "cleo"),
    ];

    public static bool IsCi(Person person) => person == Zuul || ThirdParties.Contains(person);
}
