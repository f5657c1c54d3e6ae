namespace CiWatch.Ingest.Demo;

/// <summary>The gate CI: checks every patch set, and gates what is approved.</summary>
internal sealed class DemoZuul(DemoStage stage, DemoVoice voice)
{
    /// <summary>Its account.</summary>
    public static DemoAccount Account { get; } = new("zuul", "Zuul");

    private DemoRandom Random => stage.Random;

    /// <summary>Runs the check pipeline, and says how it ended (null where there is no verdict).</summary>
    public void Check(DemoChange change, DemoPatchSet patchSet, Action<DemoVerdict?> ended)
    {
        if (patchSet.Conflict)
        {
            stage.In(Random.Between(.3, .8), () =>
            {
                voice.Ci(change, patchSet, Account, -1, DemoComments.Conflict);
                ended(null);
            });
            return;
        }

        stage.In(Random.Between(.2, 1), () =>
        {
            if (!change.IsAbout(patchSet)) return;
            Start(change, patchSet, "check");
            var began = stage.Wall;
            stage.In(78 + Random.Between(0, 46) + (24 * Math.Abs(Random.Normal())), () =>
            {
                if (!change.IsAbout(patchSet)) return; // Zuul takes old patch sets off its queue without a word
                var verdict = CheckVerdict(patchSet);
                Report(change, patchSet, "check", verdict, stage.Wall - began);
                ended(verdict);
            });
        });
    }

    /// <summary>Runs the gate pipeline, and says whether the change may merge.</summary>
    public void Gate(DemoChange change, DemoPatchSet patchSet, Action<bool> ended)
    {
        Start(change, patchSet, "gate");
        var began = stage.Wall;
        stage.In(95 + Random.Between(0, 50), () =>
        {
            if (!change.IsAbout(patchSet)) return;
            var verdict = Random.Chance(.88) ? DemoVerdict.Pass : Random.Chance(.6) ? DemoVerdict.Fail : DemoVerdict.Infra;
            Report(change, patchSet, "gate", verdict, stage.Wall - began);
            ended(verdict == DemoVerdict.Pass);
        });
    }

    private void Start(DemoChange change, DemoPatchSet patchSet, string pipeline) =>
        voice.Ci(change, patchSet, Account, 0, $"Starting {pipeline} jobs.");

    private DemoVerdict CheckVerdict(DemoPatchSet patchSet)
    {
        if (patchSet.Bad) return DemoVerdict.Fail;
        return Random.Next() switch
        {
            < .09 => DemoVerdict.Fail,
            < .11 => DemoVerdict.Infra,
            < .12 => DemoVerdict.Void,
            _ => DemoVerdict.Pass,
        };
    }

    private void Report(DemoChange change, DemoPatchSet patchSet, string pipeline, DemoVerdict verdict, TimeSpan took)
    {
        var names = change.Project.JobsOf(pipeline).ToList();
        var jobs = DemoRun.Jobs(names, verdict, took, _ => "https://zuul.demo.example/t/openstack/build/" + Random.Hex(32), patchSet.UnitOnly ? 3 : names.Count, Random);
        var weight = pipeline == "gate" ? 2 : 1;
        if (verdict == DemoVerdict.Void) voice.Ci(change, patchSet, Account, null, DemoComments.Canceled(pipeline, jobs));
        else if (verdict == DemoVerdict.Pass) voice.Ci(change, patchSet, Account, weight, DemoComments.Zuul(pipeline, false, jobs, Random.Hex(32)));
        else voice.Ci(change, patchSet, Account, -weight, DemoComments.Zuul(pipeline, true, jobs, Random.Hex(32)));
    }
}
