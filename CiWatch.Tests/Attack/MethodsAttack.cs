using System.Net;

namespace CiWatch.Tests.Attack;

/// <summary>Wrong methods, unknown routes, HEAD, trailing slashes: machines get problem details, and each answer has its security headers.</summary>
internal sealed class MethodsAttack : IAttack
{
    private const string Problem = "application/problem+json";

    private static readonly string[] Headers =
        ["X-Content-Type-Options", "Permissions-Policy", "Cross-Origin-Opener-Policy", "Cross-Origin-Resource-Policy", "Content-Security-Policy"];

    private static readonly (string Method, string Path, HttpStatusCode Status, string? Type)[] Requests =
    [
        ("GET", "/api/v1/nothing", HttpStatusCode.NotFound, Problem),
        ("GET", "/feeds/nothing", HttpStatusCode.NotFound, Problem),
        ("GET", "/badge/", HttpStatusCode.NotFound, Problem),
        ("GET", "/hubs/nothing", HttpStatusCode.NotFound, Problem),
        ("GET", "/api/v1/changes/abc", HttpStatusCode.NotFound, Problem),
        ("GET", "/api/v1/grid", HttpStatusCode.BadRequest, Problem),
        ("POST", "/api/v1/status", HttpStatusCode.MethodNotAllowed, Problem),
        ("DELETE", "/api/v1/projects", HttpStatusCode.MethodNotAllowed, Problem),
        ("PUT", "/feeds/failures.atom", HttpStatusCode.MethodNotAllowed, Problem),
        ("HEAD", "/api/v1/status", HttpStatusCode.OK, null),
        ("HEAD", "/feeds/failures.atom?project=acme/quiet", HttpStatusCode.OK, null),
        ("HEAD", "/", HttpStatusCode.OK, null),
        ("GET", "/api/v1/status/", HttpStatusCode.OK, null),
        ("GET", "/project/acme/quiet/", HttpStatusCode.OK, null),
        ("GET", "/nothing", HttpStatusCode.NotFound, null),
        ("GET", "/project/acme/..%2f..%2fetc", HttpStatusCode.NotFound, null),
    ];

    public string Name => "methods and routes";

    public async Task RunAsync(AttackTarget target, AttackPlan plan, AttackFindings findings)
    {
        foreach (var (method, path, status, type) in Requests)
        {
            using HttpRequestMessage request = new(new HttpMethod(method), path);
            using var answer = await target.Http.SendAsync(request);
            findings.Count(answer.StatusCode, $"{method} {path}");
            findings.Expect(answer.StatusCode == status, $"{method} {path}: {(int)answer.StatusCode} in place of {(int)status}");
            findings.Expect(
                type is null || answer.Content.Headers.ContentType?.MediaType == type, $"{method} {path}: {answer.Content.Headers.ContentType} in place of {type}");
            foreach (var header in Headers.Where(h => !answer.Headers.Contains(h))) findings.Fault($"{method} {path}: without {header}");
            findings.Expect(!answer.Headers.Contains("Server"), $"{method} {path}: names its server");
        }

        findings.Sent = $"{Requests.Length} requests";
    }
}
