namespace CiWatch.Tests.Attack;

/// <summary>All attacks, one after the other, on one running program.</summary>
internal static class AttackRun
{
    /// <summary>The table's head.</summary>
    public const string Head = """
        | attack | sent | answers by status | MB before/peak/after | bystander before, ms p50/p99/max | during | after | verdict |
        |---|---|---|---|---|---|---|---|
        """;

    public static IReadOnlyList<IAttack> Attacks { get; } =
    [
        new TimesAttack(), new MethodsAttack(), new HostAttack(), new OriginAttack(), new LogAttack(), new DocumentsAttack(), new CircuitsAttack(),
        new ColumnsAttack(ofOneAccount: true), new ColumnsAttack(ofOneAccount: false), new AnswersAttack(),
    ];

    /// <summary>Runs them.</summary>
    /// <param name="done">Told each row as it is known.</param>
    public static async Task<IReadOnlyList<AttackRow>> RunAsync(AttackPlan plan, AttackBounds bounds, Action<AttackRow> done)
    {
        await using var target = await AttackTarget.StartAsync(plan);
        await target.SendAsync([HostileLines.Vote("acme/quiet", 1, "quiet-ci", "Build succeeded.", HostileLines.Now)]);
        List<AttackRow> rows = [];
        foreach (var attack in Attacks)
        {
            rows.Add(await RunAsync(target, attack, plan, bounds));
            done(rows[^1]);
        }

        return rows;
    }

    private static async Task<AttackRow> RunAsync(AttackTarget target, IAttack attack, AttackPlan plan, AttackBounds bounds)
    {
        AttackFindings findings = new();
        var before = await MeasureAsync(target, Task.Delay(plan.Quiet));
        var memory = target.Megabytes();
        var during = await MeasureAsync(target, attack.RunAsync(target, plan, findings));
        var after = await MeasureAsync(target, Task.Delay(plan.Quiet));

        var grown = during.Peak - memory;
        findings.Expect(grown <= bounds.GrownMegabytes, $"memory grew by {grown:0} MB, more than {bounds.GrownMegabytes:0}");
        findings.Expect(
            during.Latency.P99 <= bounds.BystanderP99.TotalMilliseconds, $"a bystander waited {during.Latency.P99:0} ms, more than {bounds.BystanderP99.TotalMilliseconds:0}");
        findings.Expect(attack is TimesAttack || during.Latency.Failed == 0, "a bystander was refused");
        findings.Expect(after.Latency.Failed == 0, "a bystander is refused after the attack");
        return new(
            attack.Name, findings.Sent, findings.Answers, (memory, during.Peak, target.Megabytes()),
            (before.Latency, during.Latency, after.Latency), findings.Faults);
    }

    private static async Task<(Latency Latency, double Peak)> MeasureAsync(AttackTarget target, Task work)
    {
        using Bystander bystander = new(target.Address, target.Megabytes);
        var latency = await bystander.MeasureAsync(work);
        await work;
        return (latency, bystander.Peak);
    }
}
