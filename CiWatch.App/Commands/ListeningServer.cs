using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;

namespace CiWatch.App.Commands;

/// <summary>The web server can't listen. The message tells the operator what to do and names the setting.</summary>
internal sealed class ListenException(string message, Exception inner) : Exception(message, inner);

/// <summary>The web server, whose failure to listen becomes a sentence for the operator: whatever fails there is a matter of addresses.</summary>
internal sealed class ListeningServer(IServer server) : IServer
{
    public IFeatureCollection Features => server.Features;

    /// <summary>Puts it around the web server that is registered.</summary>
    public static void Add(IServiceCollection services)
    {
        var own = services.Last(s => s.ServiceType == typeof(IServer)).ImplementationType!;
        services.AddSingleton(own).AddSingleton<IServer>(s => new ListeningServer((IServer)s.GetRequiredService(own)));
    }

    public async Task StartAsync<TContext>(IHttpApplication<TContext> application, CancellationToken cancellationToken)
        where TContext : notnull
    {
        try
        {
            foreach (var address in Features.GetRequiredFeature<IServerAddressesFeature>().Addresses) RequirePort(address);
            await server.StartAsync(application, cancellationToken);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            throw new ListenException($"Urls: {Explain(e)}", e);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => server.StopAsync(cancellationToken);

    public void Dispose() => server.Dispose();

    /// <summary>A port that is no number would be taken for a part of the host's name, and port 80 of all network cards be opened.</summary>
    private static void RequirePort(string address)
    {
        if (BindingAddress.Parse(address).Host is var host && host.Contains(':', StringComparison.Ordinal) && host[0] != '[')
            throw new FormatException($"Invalid url: '{address}'.");
    }

    private static string Explain(Exception e) => e switch
    {
        IOException { InnerException: AddressInUseException } =>
            $"{e.Message} Another program listens there: stop it, or name another address, such as --Urls=http://localhost:5080.",
        SocketException { SocketErrorCode: SocketError.AccessDenied } =>
            "the account may not listen at this address. Ports below 1024 need a right of their own (AmbientCapabilities=CAP_NET_BIND_SERVICE in systemd); name a higher port, or give it the right.",
        SocketException { SocketErrorCode: SocketError.AddressNotAvailable } =>
            "no network card of this machine has this address. Name one that it has, or http://*:PORT for all.",
        _ => $"{e.Message.TrimEnd('.')}. Write addresses as http://localhost:5000, several with \";\" between; the section Kestrel:Endpoints may name others.",
    };
}
