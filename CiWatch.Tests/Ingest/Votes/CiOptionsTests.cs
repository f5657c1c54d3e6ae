using CiWatch.Ingest.Configuration;
using CiWatch.Ingest.Votes;
using Microsoft.Extensions.Configuration;

namespace CiWatch.Tests.Ingest.Votes;

public sealed class CiOptionsTests
{
    [Fact]
    public void Without_settings_the_defaults_hold()
    {
        var rules = Bind([]).ToRules();
        Assert.Equal(CiRules.DefaultLabels, rules.Labels);
        Assert.Equal(CiRules.DefaultRecheckWords, rules.RecheckWords);
        Assert.Equal(["jenkins", "jenkins-bot", "zuul"], rules.Gate.Order(StringComparer.Ordinal));
        Assert.True(new CiOptionsValidator().Validate(null, Bind([])).Succeeded);
    }

    [Fact]
    public void A_list_takes_the_place_of_the_default()
    {
        var rules = Bind(new() { ["Cis:Labels:0"] = "Tested", ["Cis:Gate:0"] = "boss-ci", ["Cis:Accounts:0"] = "acme" }).ToRules();
        Assert.Equal<string>(["Tested"], rules.Labels);
        Assert.Equal(["boss-ci"], rules.Gate);
        Assert.Equal(["acme"], rules.Accounts);
    }

    [Theory]
    [InlineData("Cis:Accounts:0", "Acme Storage CI")]
    [InlineData("Cis:NotCis:0", "")]
    [InlineData("Cis:Gate:0", "two words")]
    [InlineData("Cis:Labels:0", "Code Review")]
    [InlineData("Cis:NameEndings:0", "External Testing")]
    [InlineData("Cis:RecheckWords:0", "run-*-ci")]
    [InlineData("Cis:RecheckWords:0", "*")]
    public void Refuses_what_cannot_be_meant_and_names_the_key(string key, string value)
    {
        var result = new CiOptionsValidator().Validate(null, Bind(new() { [key] = value }));
        Assert.True(result.Failed);
        Assert.Contains(key, result.FailureMessage, StringComparison.Ordinal);
    }

    [Fact]
    public void Refuses_an_account_that_is_both()
    {
        var result = new CiOptionsValidator().Validate(null, Bind(new() { ["Cis:Accounts:0"] = "x", ["Cis:NotCis:0"] = "x" }));
        Assert.Contains("Cis:NotCis", result.FailureMessage, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://ci.example.org/", true)]
    [InlineData("mailto:ci@example.org", true)]
    [InlineData("javascript:alert(1)", false)]
    [InlineData("data:text/html,x", false)]
    [InlineData("ci.example.org", false)]
    public void A_contact_links_only_where_a_page_may(string url, bool good)
    {
        var result = new CiOptionsValidator().Validate(null, Bind(new() { ["Cis:Contacts:0:Ci"] = "acme-ci", ["Cis:Contacts:0:Url"] = url }));
        Assert.Equal(good, result.Succeeded);
        if (!good) Assert.Contains("Cis:Contacts:0:Url", result.FailureMessage, StringComparison.Ordinal);
    }

    private static CiOptions Bind(Dictionary<string, string?> settings)
    {
        var options = new CiOptions();
        new ConfigurationBuilder().AddInMemoryCollection(settings).Build().GetSection(CiOptions.Section).Bind(options);
        return options;
    }
}
