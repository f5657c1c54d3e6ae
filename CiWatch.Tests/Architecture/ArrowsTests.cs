using System.Reflection;
using CiWatch.App.Grids;
using CiWatch.Ingest.Votes;
using NetArchTest.Rules;

namespace CiWatch.Tests.Architecture;

/// <summary>Data flows wire → intake → votes → storage → live → pages, and dependencies point one way along it.</summary>
public sealed class ArrowsTests
{
    private const string Root = "CiWatch.Ingest";
    private static readonly Assembly Ingest = typeof(Report).Assembly;
    private static readonly Assembly App = typeof(GridWindow).Assembly;

    [Theory]
    [InlineData("Votes", "Intake", "Gerrit", "Storage", "Live", "Hosting", "Demo", "Maintenance")]
    [InlineData("Intake", "Gerrit", "Storage", "Live", "Hosting", "Demo", "Maintenance")]
    [InlineData("Gerrit", "Storage", "Live", "Hosting", "Demo", "Maintenance")]
    [InlineData("Demo", "Gerrit", "Storage", "Live", "Hosting", "Maintenance")]
    [InlineData("Hosting", "Maintenance")]
    [InlineData("Storage", "Gerrit", "Hosting", "Demo", "Maintenance")]
    [InlineData("Live", "Gerrit", "Storage", "Hosting", "Demo", "Maintenance")]
    public void A_folder_knows_nothing_of_what_comes_after_it(string folder, params string[] unknown) =>
        Holds(Types.InAssembly(Ingest).That().ResideInNamespaceStartingWith($"{Root}.{folder}")
            .ShouldNot().HaveDependencyOnAny([.. unknown.Select(u => $"{Root}.{u}.").Concat(unknown.Select(u => $"{Root}.{u}"))]));

    [Fact]
    public void Votes_knows_the_language_and_nothing_else() =>
        Holds(Types.InAssembly(Ingest).That().ResideInNamespaceStartingWith($"{Root}.Votes")
            .ShouldNot().HaveDependencyOnAny("Microsoft", "Renci", "Polly", "System.IO", "System.Net", "System.Threading.Tasks"));

    [Fact]
    public void One_folder_alone_knows_SSH() =>
        Holds(Types.InAssemblies([Ingest, App]).That().DoNotResideInNamespaceStartingWith($"{Root}.Gerrit.Ssh")
            .ShouldNot().HaveDependencyOn("Renci"));

    [Fact]
    public void One_folder_alone_knows_the_database() =>
        Holds(Types.InAssemblies([Ingest, App]).That().DoNotResideInNamespaceStartingWith($"{Root}.Storage")
            .ShouldNot().HaveDependencyOnAny("Microsoft.EntityFrameworkCore", "Microsoft.Data.Sqlite"));

    [Fact]
    public void Grids_are_built_without_a_web_server_or_a_database() =>
        Holds(Types.InAssembly(App).That().ResideInNamespaceStartingWith("CiWatch.App.Grids")
            .ShouldNot().HaveDependencyOnAny("Microsoft.AspNetCore", "MudBlazor", $"{Root}.Storage", "CiWatch.App.Components", "CiWatch.App.Api"));

    [Fact]
    public void Nothing_but_the_pages_knows_a_component() =>
        Holds(Types.InAssembly(App).That().ResideInNamespaceMatching(@"^CiWatch\.App\.(?!Components)\w+")
            .ShouldNot().HaveDependencyOn("CiWatch.App.Components"));

    [Fact]
    public void The_rules_find_what_they_forbid() =>
        Assert.False(Types.InAssembly(Ingest).That().ResideInNamespaceStartingWith($"{Root}.Live")
            .ShouldNot().HaveDependencyOnAny($"{Root}.Votes").GetResult().IsSuccessful);

    private static void Holds(ConditionList rule)
    {
        var result = rule.GetResult();
        Assert.True(result.IsSuccessful, string.Join(", ", result.FailingTypeNames ?? []));
    }
}
