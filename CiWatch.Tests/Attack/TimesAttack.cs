namespace CiWatch.Tests.Attack;

/// <summary>Events, patch sets and creation times of 1970, 2009, 9999 and no year at all; then pages, the state, and what a restart asks for.</summary>
internal sealed class TimesAttack : IAttack
{
    private static readonly long[] Times = [1, 1234567890, 253402300799, 253402300800, -5, long.MaxValue];

    public string Name => "times";

    public async Task RunAsync(AttackTarget target, AttackPlan plan, AttackFindings findings)
    {
        List<string> lines = [];
        for (var i = 0; i < Times.Length; i++)
        {
            lines.Add(HostileLines.Vote("acme/times", 100 + i, "time-ci", "Build failed.", Times[i]));
            lines.Add(HostileLines.Vote("acme/times", 200 + i, "time-ci", "Build failed.", HostileLines.Now, createdOn: Times[i]));
            lines.Add(HostileLines.Vote("acme/times", 100, $"time-{i}-ci", "Build failed.", Times[i], createdOn: Times[i]));
        }

        await target.SendAsync(lines);
        findings.Sent = $"{lines.Count} events of {Times.Length} impossible times";
        await AskAsync(target, findings);
        await target.RestartAsync();
        await AskAsync(target, findings);
        var query = target.LastQuery;
        var year = TimeProvider.System.GetUtcNow().Year;
        findings.Expect(
            query.Contains($"after:{{{year}", StringComparison.Ordinal) || query.Contains($"after:{{{year - 1}-12", StringComparison.Ordinal), $"asked for {query}");
    }

    private static async Task AskAsync(AttackTarget target, AttackFindings findings)
    {
        var changes = Enumerable.Range(0, Times.Length).SelectMany(i => (string[])[$"/change/{100 + i}", $"/change/{200 + i}", $"/api/v1/changes/{100 + i}"]);
        foreach (var address in (string[])["/project/acme/times?window=7d", "/api/v1/grid.csv?project=acme/times", "/feeds/failures.atom", .. changes])
        {
            using var answer = await target.Http.GetAsync(address);
            findings.Count(answer.StatusCode, address);
            var body = await answer.Content.ReadAsStringAsync();
            findings.Expect(!body.Contains("This page could not be built", StringComparison.Ordinal), $"{address} could not be built");
            findings.Expect(!body.Contains("9999-12-31", StringComparison.Ordinal), $"{address} shows the year 9999");
        }

        var last = (DateTimeOffset?)(await target.ServerAsync())["lastEventAt"];
        findings.Expect(last is null || last <= TimeProvider.System.GetUtcNow().AddMinutes(1), $"lastEventAt is {last:u}");
    }
}
