namespace CiWatch.Tests.Attack;

/// <summary>Escape sequences and line breaks for an operator's terminal, and many requests: the log holds neither, and stays short.</summary>
internal sealed class LogAttack : IAttack
{
    private const int MaxBytesPerRequest = 200;

    private static readonly string[] Paths =
        ["/badge/a%1b%5b31mX%0aY", "/nothing%1b%5b31m%0d%0aINJECTED", "/api/v1/grid?project=%1b%5b31m%0aINJECTED", "/project/%1b%5b2J%0aINJECTED", "/change/%1b%0a1"];

    public string Name => "log";

    public async Task RunAsync(AttackTarget target, AttackPlan plan, AttackFindings findings)
    {
        var before = target.Log.Length;
        for (var i = 0; i < plan.Requests; i++)
        {
            using HttpRequestMessage request = new(HttpMethod.Get, Paths[i % Paths.Length]);
            request.Headers.TryAddWithoutValidation("User-Agent", "a\u001b[31m");
            using var answer = await target.Http.SendAsync(request);
            findings.Count(answer.StatusCode, Paths[i % Paths.Length]);
        }

        var said = target.Log[before..];
        findings.Sent = $"{plan.Requests} requests, {said.Length / plan.Requests} bytes of log each";
        findings.Expect(!said.Contains('\u001b', StringComparison.Ordinal), "the log holds an escape character");
        findings.Expect(!said.Contains("\nINJECTED", StringComparison.Ordinal) && !said.Contains("\nY", StringComparison.Ordinal), "the log holds an injected line");
        findings.Expect(said.Length <= plan.Requests * MaxBytesPerRequest, $"a request costs {said.Length / plan.Requests} bytes of log, more than {MaxBytesPerRequest}");
    }
}
