namespace CiWatch.Tests.Infrastructure;

/// <summary>Tests that take the whole machine, or stop and start processes by the dozen: one after the other, when all others are done.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Alone
{
    public const string Name = "alone";
}
