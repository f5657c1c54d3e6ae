namespace CiWatch.Tests.Infrastructure;

/// <summary>Tests with a real browser: one at a time, since each takes a core for itself, and beside all others.</summary>
[CollectionDefinition(Name)]
public sealed class Browser
{
    public const string Name = "browser";
}
