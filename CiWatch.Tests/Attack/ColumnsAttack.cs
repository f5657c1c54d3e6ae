namespace CiWatch.Tests.Attack;

/// <summary>One account with many pipelines, or many accounts: a grid with as many columns, if nothing folds them.</summary>
internal sealed class ColumnsAttack(bool ofOneAccount) : IAttack
{
    private const int MaxBytes = 3_000_000;

    public string Name => ofOneAccount ? "pipelines of one account" : "accounts";

    public async Task RunAsync(AttackTarget target, AttackPlan plan, AttackFindings findings)
    {
        var (project, change) = ofOneAccount ? ("acme/pipelines", 400) : ("acme/accounts", 500);
        var count = ofOneAccount ? plan.Pipelines : plan.Accounts;
        var now = HostileLines.Now;
        await target.SendAsync(
        [
            HostileLines.Vote(project, change, "honest-ci", "Build succeeded.", now),
            .. Enumerable.Range(0, count).Select(i => ofOneAccount
                ? HostileLines.Vote(project, change, "wide-ci", $"Build failed (pl{i} pipeline).", now)
                : HostileLines.Vote(project, change, $"wide-{i}-ci", "Build failed.", now)),
        ]);
        findings.Sent = $"{count} columns, then 8 pages and 8 CSV files";
        await Task.WhenAll(Enumerable.Range(0, 16).Select(async i =>
        {
            var address = i % 2 == 0 ? $"/project/{project}?window=7d" : $"/api/v1/grid.csv?project={project}";
            using var answer = await target.Http.GetAsync(address);
            findings.Count(answer.StatusCode, address);
            var body = await answer.Content.ReadAsByteArrayAsync();
            findings.Expect(body.Length <= MaxBytes, $"{address} has {body.Length} bytes, more than {MaxBytes}");
        }));
    }
}
