using System.Net;
using CiWatch.App.Configuration;
using CiWatch.App.Limits;

namespace CiWatch.Tests.App.Limits;

public sealed class VisitorTests
{
    [Theory]
    [InlineData("192.0.2.7", "192.0.2.7")]
    [InlineData("::ffff:192.0.2.7", "192.0.2.7")]
    [InlineData("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64")]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:2::/64")]
    [InlineData("2001:db8:1:3::1", "2001:db8:1:3::/64")]
    [InlineData("::1", "::/64")]
    [InlineData(null, "none")]
    public void An_IPv6_visitor_is_a_network(string? address, string visitor) =>
        Assert.Equal(visitor, Visitor.Of(address is null ? null : IPAddress.Parse(address)));

    public static TheoryData<string, object> Bad => new()
    {
        { "Limits:ApiPerMinute is 0; it must be from 1 to", new LimitOptions { ApiPerMinute = 0 } },
        { "Limits:DocumentsPerMinute is 0;", new LimitOptions { DocumentsPerMinute = 0 } },
        { "Limits:AllowedOrigins:0 is 'https://a.example/path';", new LimitOptions { AllowedOrigins = ["https://a.example/path"] } },
        { "Limits:CircuitsPerAddress is -1;", new LimitOptions { CircuitsPerAddress = -1 } },
        { "Limits:HubConnectionsPerAddress is 0;", new LimitOptions { HubConnectionsPerAddress = 0 } },
        { "Limits:HubSubscriptions is 0;", new LimitOptions { HubSubscriptions = 0 } },
        { "Limits:HubQueueReports is 0;", new LimitOptions { HubQueueReports = 0 } },
        { "Limits:HubQueueBytes is 1;", new LimitOptions { HubQueueBytes = 1 } },
        { "Limits:HubMessageBytes is 10;", new LimitOptions { HubMessageBytes = 10 } },
        { "Limits:MaxRows is 0;", new LimitOptions { MaxRows = 0 } },
        { "Limits:HubSendTimeout is 00:00:00;", new LimitOptions { HubSendTimeout = TimeSpan.Zero } },
        { "Limits:PageSize is 200, more than Limits:MaxPageSize (100).", new LimitOptions { PageSize = 200, MaxPageSize = 100 } },
        { "Limits:FeedEntries is 0;", new LimitOptions { FeedEntries = 0 } },
        { "Limits:KnownProxies:1 is 'proxy.example'; it must be an address", new LimitOptions { KnownProxies = ["10.0.0.0/8", "proxy.example"] } },
    };

    [Theory]
    [MemberData(nameof(Bad))]
    public void A_limit_that_makes_no_sense_is_named(string told, object options) =>
        Assert.StartsWith(told, Assert.Single(new LimitOptionsValidator().Validate(null, (LimitOptions)options).Failures!), StringComparison.Ordinal);

    [Fact]
    public void The_defaults_are_welcome_and_so_are_proxies() =>
        Assert.True(new LimitOptionsValidator().Validate(null, new LimitOptions { KnownProxies = ["10.0.0.7", "fd00::/8", "::1"] }).Succeeded);
}
