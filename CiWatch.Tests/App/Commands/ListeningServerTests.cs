using System.Net.Sockets;
using CiWatch.App.Commands;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;

namespace CiWatch.Tests.App.Commands;

public sealed class ListeningServerTests
{
    [Theory]
    [InlineData(SocketError.AccessDenied, "below 1024")]
    [InlineData(SocketError.AddressNotAvailable, "no network card")]
    [InlineData(SocketError.NetworkDown, "Write addresses as")]
    public async Task What_the_system_forbids_is_a_sentence_that_names_the_setting(SocketError error, string told)
    {
        using ListeningServer server = new(new Refusing(new SocketException((int)error)));
        var refused = await Assert.ThrowsAsync<ListenException>(() => server.StartAsync<object>(null!, CancellationToken.None));
        Assert.StartsWith("Urls: ", refused.Message, StringComparison.Ordinal);
        Assert.Contains(told, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stop_meanwhile_is_none_of_it()
    {
        using ListeningServer server = new(new Refusing(new OperationCanceledException()));
        await Assert.ThrowsAsync<OperationCanceledException>(() => server.StartAsync<object>(null!, CancellationToken.None));
    }

    private sealed class Refusing(Exception why) : IServer
    {
        public IFeatureCollection Features { get; } = With(new ServerAddressesFeature());

        public Task StartAsync<TContext>(IHttpApplication<TContext> application, CancellationToken cancellationToken)
            where TContext : notnull => Task.FromException(why);

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public void Dispose()
        {
        }

        private static FeatureCollection With(IServerAddressesFeature addresses)
        {
            FeatureCollection features = new();
            features.Set(addresses);
            return features;
        }
    }
}
