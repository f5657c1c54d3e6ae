namespace CiWatch.Tests.Infrastructure;

/// <summary>
/// Tests with a real browser: one at a time, since each takes a core for itself, and beside all others. They share one demonstration, whose
/// history takes seconds to make; each class has a browser of its own, which closes with its pages.
/// </summary>
[CollectionDefinition(Name)]
public sealed class Browser : ICollectionFixture<DemoSite>
{
    public const string Name = "browser";
}
