using System.Buffers;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using CiWatch.Ingest.Configuration;
using CiWatch.Ingest.Gerrit.CatchUp;

namespace CiWatch.Ingest.Gerrit.Rest;

/// <summary>Asks a Gerrit over HTTP as the settings say; whatever goes wrong becomes a <see cref="CatchUpException"/>.</summary>
/// <param name="http">Made by <see cref="NewClient"/>.</param>
/// <param name="plugin">The plugin that is asked; null for Gerrit itself.</param>
internal sealed class GerritHttp(GerritServer server, GerritOptions options, HttpClient http, TimeProvider time, string? plugin = null)
{
    private const int ReadSize = 64 * 1024;

    /// <summary>No setting leads to more than this: it is what one answer may take of the memory.</summary>
    private const long MostBytes = 1L << 30;

    /// <summary>Words for what went wrong.</summary>
    public HttpTrouble Trouble { get; } = new(server, plugin);

    /// <summary>The longest answer that is read, in bytes: a page of changes each of which is as long as a line may be.</summary>
    private long Limit => Math.Min((long)options.MaxLineBytes * options.CatchUp.PageSize, MostBytes);

    /// <summary>A client for all servers. It follows no redirect: an account's password goes where the settings say, and nowhere else.</summary>
    public static HttpClient NewClient() => new(
        new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.All,
            UseCookies = false,
            PooledConnectionLifetime = TimeSpan.FromMinutes(15), // so that a server that moved is found
        },
        disposeHandler: true)
    {
        Timeout = Timeout.InfiniteTimeSpan, // Gerrit:CatchUp:PageTimeout counts
    };

    /// <summary>Gets the whole answer; a 404 as null where the caller says that it may be.</summary>
    /// <param name="path">With its query, encoded, such as "changes/?n=1".</param>
    /// <exception cref="CatchUpException">It could not be had; the message says what to do.</exception>
    public async Task<byte[]?> GetAsync(string path, bool mayBeMissing, CancellationToken cancel)
    {
        using CancellationTokenSource limit = new(options.CatchUp.PageTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, limit.Token);
        try
        {
            using var request = Request(path);
            using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            await using var body = await answer.Content.ReadAsStreamAsync(either.Token);
            if (answer.StatusCode == HttpStatusCode.OK) return await ReadAsync(body, Limit, either.Token) ?? throw new CatchUpException(Trouble.TooLarge(Limit));
            if (answer.StatusCode == HttpStatusCode.NotFound && mayBeMissing) return null;
            var said = await HeadAsync(body, either.Token);
            throw new CatchUpException(Trouble.Status(answer.StatusCode, answer.Headers.Location?.OriginalString, said));
        }
        catch (OperationCanceledException e) when (!cancel.IsCancellationRequested)
        {
            throw new CatchUpException(Trouble.TooSlow(options.CatchUp.PageTimeout), e);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or InvalidDataException)
        {
            cancel.ThrowIfCancellationRequested();
            throw new CatchUpException(Trouble.Unreachable(e), e);
        }
    }

    private HttpRequestMessage Request(string path)
    {
        var account = server.Options.RestUsername;
        var known = !string.IsNullOrEmpty(account);
        HttpRequestMessage request = new(HttpMethod.Get, $"{server.Options.RestUrl!.TrimEnd('/')}/{(known ? "a/" : "")}{path}");
        request.Headers.Accept.Add(new("application/json"));
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("CiWatch", null));
        if (known)
        {
            var pair = Encoding.UTF8.GetBytes($"{account}:{server.Options.RestPassword}");
            request.Headers.Authorization = new("Basic", Convert.ToBase64String(pair));
        }

        return request;
    }

    /// <summary>Null where it is longer than the limit.</summary>
    private static async Task<byte[]?> ReadAsync(Stream body, long limit, CancellationToken cancel)
    {
        ArrayBufferWriter<byte> all = new();
        while (await body.ReadAsync(all.GetMemory(ReadSize), cancel) is > 0 and var read)
        {
            all.Advance(read);
            if (all.WrittenCount > limit) return null;
        }

        return all.WrittenSpan.ToArray();
    }

    /// <summary>Enough of an answer that was not wanted to tell what it says.</summary>
    private static async Task<string> HeadAsync(Stream body, CancellationToken cancel)
    {
        var head = new byte[1024];
        var read = await body.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, cancel);
        return HttpTrouble.Head(head.AsSpan(0, read));
    }
}
