namespace CiWatch.Ingest.Demo;

/// <summary>The people: they upload, review, ask for rechecks, approve, give up.</summary>
internal sealed class DemoPeople(DemoStage stage, DemoVoice voice, DemoZuul zuul, DemoThirdParties thirdParties)
{
    private DemoRandom Random => stage.Random;

    /// <summary>Uploads a patch set and lets the CIs loose on it.</summary>
    public void Upload(DemoChange change)
    {
        var patchSet = NewPatchSet(change, change.Current?.Number + 1 ?? 1);
        change.Current = patchSet;
        change.Approved = false;
        stage.Write(DemoEvents.OfPatchSet("patchset-created", change, "uploader", change.Owner, stage.Wall));
        Check(change, patchSet);
        thirdParties.Invite(change, patchSet, afterGate: false);
        DecideFate(change, patchSet);
    }

    private DemoPatchSet NewPatchSet(DemoChange change, int number)
    {
        var bad = Random.Chance(.15);
        var kind = number == 1 ? "REWORK" : Random.Next() switch { < .1 => "NO_CODE_CHANGE", < .25 => "TRIVIAL_REBASE", _ => "REWORK" };
        return new(number, Random.Hex(40), change.Current?.Parent ?? Random.Hex(40), kind, stage.Wall)
        {
            Insertions = 1 + (int)Random.Gap(60),
            Deletions = (int)Random.Gap(25),
            Bad = bad,
            UnitOnly = bad && Random.Chance(.45),
            Conflict = stage.Turns.Every(20, change.Project, "conflict"),
        };
    }

    /// <summary>What its people will do with this patch set, unless something comes between.</summary>
    private void DecideFate(DemoChange change, DemoPatchSet patchSet)
    {
        if (Random.Chance(.3)) During(change, patchSet, Random.Between(20, 400), Review);
        if (change.Wip && Random.Chance(.5)) During(change, patchSet, Random.Between(180, 1200), MakeReady);
        if (stage.Turns.Every(14, change.Project, "abandon")) During(change, patchSet, Random.Between(30, 400), Abandon);

        if (Random.Chance(patchSet.Bad || patchSet.Conflict ? .75 : .33))
            During(change, patchSet, 25 + Random.Gap(260), Upload);
        else if (!change.Wip && Random.Chance(.6))
            During(change, patchSet, Random.Between(115, 700), Approve);
    }

    /// <summary>Has something done later, if the change is still open and about this patch set then.</summary>
    private void During(DemoChange change, DemoPatchSet patchSet, double minutes, Action<DemoChange> deed) => stage.In(minutes, () =>
    {
        if (change.IsAbout(patchSet)) deed(change);
    });

    private void Check(DemoChange change, DemoPatchSet patchSet, bool again = false) => zuul.Check(change, patchSet, verdict =>
    {
        if (verdict == DemoVerdict.Pass)
        {
            if (!again) thirdParties.Invite(change, patchSet, afterGate: true);
            if (change.Approved) Gate(change);
            else if (Random.Chance(.2)) During(change, patchSet, Random.Between(15, 90), AskOne);
        }
        else if (verdict is not null && !(patchSet.Bad && again) && Random.Chance(patchSet.Bad ? .3 : .75))
        {
            // Now and then of a failure that is the change's own: people do that.
            During(change, patchSet, Random.Between(5, 70), Recheck);
        }
    });

    private void Recheck(DemoChange change)
    {
        voice.Person(change, change.Owner, Random.Pick(DemoWords.Rechecks));
        Check(change, change.Current, again: true);
        foreach (var ci in Voters(change))
        {
            if (Random.Chance(.3)) thirdParties.Rerun(change, change.Current, ci);
        }
    }

    /// <summary>Asks one CI to look again: one that failed what the gate CI passed.</summary>
    private void AskOne(DemoChange change)
    {
        if (Voters(change).FirstOrDefault(ci => change.Current.Verified[ci.Account.Username] < 0) is not { } ci) return;
        voice.Person(change, change.Owner, Random.Chance(.5) ? $"run-{ci.Name}" : $"{ci.Account.Username} recheck");
        thirdParties.Rerun(change, change.Current, ci);
    }

    private static IEnumerable<DemoCi> Voters(DemoChange change) =>
        DemoCis.All.Where(ci => change.Current.Verified.ContainsKey(ci.Account.Username));

    private void Review(DemoChange change)
    {
        var vote = Random.Pick([0, 0, 1, 1, -1]);
        voice.Person(change, Random.Pick(DemoWords.People), Random.Pick(DemoWords.Remarks), vote);
    }

    private void Approve(DemoChange change)
    {
        if (change.Current.Verified.GetValueOrDefault(DemoZuul.Account.Username) <= 0) return;
        change.Approved = true;
        voice.Person(change, Random.Pick(DemoWords.People), "", codeReview: 2, workflow: 1);
        stage.In(.3, () => Gate(change));
    }

    private void Gate(DemoChange change)
    {
        var patchSet = change.Current;
        if (!change.IsAbout(patchSet)) return;
        zuul.Gate(change, patchSet, mayMerge =>
        {
            if (mayMerge) stage.In(.1, () => Merge(change));
            else if (Random.Chance(.8)) During(change, patchSet, Random.Between(10, 80), Recheck);
        });
    }

    private void Merge(DemoChange change)
    {
        if (!change.Open) return;
        change.Status = "MERGED";
        var head = "refs/heads/" + change.Branch;
        stage.Write(DemoEvents.RefUpdated(change.Project.Name, head, DemoZuul.Account, change.Current.Parent, change.Current.Revision, stage.Wall));
        stage.Write(DemoEvents.OfPatchSet("change-merged", change, "submitter", DemoZuul.Account, stage.Wall, ("newRev", change.Current.Revision)));
    }

    private void Abandon(DemoChange change)
    {
        change.Status = "ABANDONED";
        stage.Write(DemoEvents.OfPatchSet("change-abandoned", change, "abandoner", change.Owner, stage.Wall, ("reason", Random.Pick(DemoWords.Reasons))));
        if (!stage.Turns.Every(4, change.Project, "restore")) return;
        stage.In(Random.Between(30, 600), () =>
        {
            change.Status = "NEW";
            stage.Write(DemoEvents.OfPatchSet("change-restored", change, "restorer", change.Owner, stage.Wall, ("reason", "after all")));
            Check(change, change.Current);
        });
    }

    private void MakeReady(DemoChange change)
    {
        change.Wip = false;
        stage.Write(DemoEvents.OfPatchSet("wip-state-changed", change, "changer", change.Owner, stage.Wall));
        thirdParties.Invite(change, change.Current, afterGate: false);
    }
}
