namespace CiWatch.Ingest.Demo;

/// <summary>The third-party CIs: whether, when and how each answers a patch set.</summary>
internal sealed class DemoThirdParties(DemoStage stage, DemoVoice voice)
{
    private const string OneAndTheSame = "\nerror: no free virtual function on host mx5-rack-07";

    private DemoRandom Random => stage.Random;

    /// <summary>Has all those answer that begin at once, or (where <paramref name="afterGate"/>) those that wait for the gate CI.</summary>
    public void Invite(DemoChange change, DemoPatchSet patchSet, bool afterGate)
    {
        foreach (var ci in DemoCis.All)
        {
            if (ci.AfterGate == afterGate && (ci.Field & change.Project.Third) != DemoField.None) Invite(change, patchSet, ci);
        }
    }

    /// <summary>Has one CI run again because a person asked for it.</summary>
    public void Rerun(DemoChange change, DemoPatchSet patchSet, DemoCi ci) => Run(change, patchSet, ci, Delay(ci) * .8, Verdict(ci, patchSet));

    private void Invite(DemoChange change, DemoPatchSet patchSet, DemoCi ci)
    {
        if (ci.MasterOnly && change.Branch != "master") return;
        var uncalledFor = change.Wip || patchSet.Conflict || patchSet.NothingNew;
        if (!Random.Chance(uncalledFor ? .04 : ci.Coverage)) return;

        var delay = Delay(ci);
        if (Random.Chance(.015)) delay += Random.Between(250, 650); // its queue was long
        if (ci.Habit is not DemoHabit.AlwaysPasses && Random.Chance(ci.Flakes))
        {
            Run(change, patchSet, ci, delay, DemoVerdict.Fail);
            Run(change, patchSet, ci, delay * 1.8, DemoVerdict.Pass);
        }
        else
        {
            Run(change, patchSet, ci, delay, null);
        }
    }

    private double Delay(DemoCi ci) => Math.Max(6, ci.Minutes * Math.Exp(.32 * Random.Normal()));

    /// <summary>Runs; the verdict is found at the end, where it is not given.</summary>
    private void Run(DemoChange change, DemoPatchSet patchSet, DemoCi ci, double delay, DemoVerdict? given)
    {
        stage.In(Math.Min(delay / 2, Random.Between(1, 4)), () =>
        {
            if (Silent(ci)) return;
            if (DemoComments.Started(ci, change.LogPath(patchSet)) is { } text) voice.Ci(change, patchSet, ci.Account, null, text);
        });
        stage.In(delay, () =>
        {
            if (Silent(ci) || (!change.IsAbout(patchSet) && Random.Chance(.7))) return;
            Report(change, patchSet, ci, given ?? Verdict(ci, patchSet));
        });
    }

    private bool Silent(DemoCi ci) => ci.Habit == DemoHabit.Silent && stage.HoursSinceStart > -27;

    private DemoVerdict Verdict(DemoCi ci, DemoPatchSet patchSet)
    {
        if (ci.Habit == DemoHabit.AlwaysPasses) return DemoVerdict.Pass;
        if (ci.Habit == DemoHabit.FailsLately && stage.HoursSinceStart > -7 && Random.Chance(.94)) return DemoVerdict.Fail;
        if (ci.Habit == DemoHabit.BrokenLately && stage.HoursSinceStart > -3 && Random.Chance(.94)) return DemoVerdict.Infra;
        if (patchSet is { Bad: true, UnitOnly: false } && Random.Chance(.72)) return DemoVerdict.Fail;
        var chance = Random.Next();
        if ((chance -= ci.Fails) < 0) return DemoVerdict.Fail;
        if ((chance -= ci.Breaks) < 0) return ci.Family == DemoFamily.Words ? DemoVerdict.Fail : DemoVerdict.Infra;
        if (ci.Family == DemoFamily.Words) return DemoVerdict.Pass;
        if ((chance -= .005) < 0) return DemoVerdict.Void;
        return chance < .005 ? DemoVerdict.Unknown : DemoVerdict.Pass;
    }

    private void Report(DemoChange change, DemoPatchSet patchSet, DemoCi ci, DemoVerdict verdict)
    {
        var took = stage.Wall - patchSet.CreatedAt;
        List<(string Name, bool Voting)> names = [.. ci.Jobs.Select((job, at) => (job, !ci.LastJobNonVoting || at < ci.Jobs.Length - 1))];
        var lately = ci.Habit == DemoHabit.FailsLately && stage.HoursSinceStart > -7;
        var jobs = DemoRun.Jobs(names, verdict, took, job => Url(change, patchSet, ci, job), lately ? 1 : names.Count, Random);
        var passed = verdict is DemoVerdict.Pass or DemoVerdict.Unknown;
        var contradicts = ci.Habit == DemoHabit.Contradicts && verdict is DemoVerdict.Pass or DemoVerdict.Fail && Random.Chance(.12);
        int? vote = verdict is DemoVerdict.Void or DemoVerdict.Unknown || !ci.Votes ? null : passed != contradicts ? 1 : -1;
        var text = DemoComments.Report(ci, passed, jobs, took) + (lately && verdict == DemoVerdict.Fail ? OneAndTheSame : "");
        voice.Ci(change, patchSet, ci.Account, vote, text);
    }

    private string? Url(DemoChange change, DemoPatchSet patchSet, DemoCi ci, string job) => ci switch
    {
        { Habit: DemoHabit.NoLinks } => null,
        { Habit: DemoHabit.Hostile } when job == "steal-cookies" => "javascript:alert(document.cookie)",
        { Habit: DemoHabit.Hostile } => $"https://logs.quirk-labs.example/{change.LogPath(patchSet)}/?a=\"><b>",
        { Family: DemoFamily.GerritTrigger } => DemoComments.JenkinsUrl(ci, job, change.LogPath(patchSet)),
        _ => $"https://logs.{ci.Account.Username}.example/{change.LogPath(patchSet)}/{job}/{Random.Hex(7)}/",
    };
}
