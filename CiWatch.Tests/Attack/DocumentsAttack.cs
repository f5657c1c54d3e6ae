using System.Net;

namespace CiWatch.Tests.Attack;

/// <summary>Pages with ever other windows, sixty at once, in letters of other case and with encodings: beyond the limit they are refused.</summary>
internal sealed class DocumentsAttack : IAttack
{
    private const int AtOnce = 60;

    public string Name => "documents";

    public async Task RunAsync(AttackTarget target, AttackPlan plan, AttackFindings findings)
    {
        var refused = 0;
        await Parallel.ForEachAsync(Enumerable.Range(0, plan.Documents), new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (i, cancel) =>
        {
            var path = (i % 5) switch { 0 => "/", 1 => "/Project/acme/quiet", 2 => "/%70roject/acme/quiet", 3 => "/search/", _ => "/project/acme/quiet" };
            using var answer = await target.Http.GetAsync($"{path}?window={60 + i}m&q={i}", cancel);
            findings.Count(answer.StatusCode, path);
            if (answer.StatusCode == HttpStatusCode.TooManyRequests) Interlocked.Increment(ref refused);
        });
        findings.Sent = $"{plan.Documents} distinct pages, {AtOnce} at once";
        if (plan.Documents >= AttackPlan.Full.Documents) findings.Expect(refused > 0, "no page was refused");
    }
}
