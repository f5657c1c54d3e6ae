using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace CiWatch.Tests.Attack;

/// <summary>One CI that answers without end on one patch set; then its page, its cell and its change in the API, eight at once.</summary>
internal sealed class AnswersAttack : IAttack
{
    private const int MaxBytes = 4_000_000;

    public string Name => "answers on one patch set";

    public async Task RunAsync(AttackTarget target, AttackPlan plan, AttackFindings findings)
    {
        var now = HostileLines.Now;
        var text = $"Build failed.\n\n- job https://log.example.org/1 : FAILURE in 1m\n{new string('x', 200)}";
        await target.SendAsync([.. Enumerable.Range(0, plan.Answers).Select(i => HostileLines.Vote("acme/hot", 300, "hot-ci", $"{text} {i}", now))]);
        findings.Sent = $"{plan.Answers} reports, then 32 pages";
        string[] addresses = ["/project/acme/hot", "/project/acme/hot?window=7d&cell=300,1,hot-ci", "/change/300", "/api/v1/changes/300"];
        await Task.WhenAll(Enumerable.Range(0, 32).Select(async i =>
        {
            var address = addresses[i % addresses.Length];
            using var answer = await target.Http.GetAsync(address);
            findings.Count(answer.StatusCode, address);
            var body = await answer.Content.ReadAsByteArrayAsync();
            findings.Expect(body.Length <= MaxBytes, $"{address} has {body.Length} bytes, more than {MaxBytes}");
        }));
        var projects = await target.Http.GetFromJsonAsync<JsonNode>("/api/v1/projects");
        findings.Expect(projects is not null, "no projects");
    }
}
