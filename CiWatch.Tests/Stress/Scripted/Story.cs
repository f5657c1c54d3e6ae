namespace CiWatch.Tests.Stress.Scripted;

/// <summary>
/// What people and CIs do on the scripted Gerrit, one act after another, the same for the same random numbers. It is dense with what is
/// easily lost or counted twice: equal words within a second and again later, late reports, reviews that read differently by source.
/// </summary>
internal sealed class Story(ScriptedGerrit gerrit, Random random)
{
    private const int OpenChanges = 40;

    private static readonly string[] Projects = ["acme/storage", "acme/network", "plain"];
    private static readonly string[] Rechecks = ["recheck", "recheck - timed out", "recheck acme-ci", "recheck bug 1234"];

    private readonly List<ScriptedChange> _open = [];
    private readonly List<ScriptedChange> _merged = [];
    private int _builds;

    /// <summary>One act: mostly one review, at times two at once.</summary>
    public void Act()
    {
        if (_open.Count < OpenChanges && (_open.Count == 0 || random.Next(100) < 10))
        {
            _open.Add(gerrit.Create(One(Projects), One(People.Developers), $"Story {random.Next(10_000)}"));
            return;
        }

        // A merged change is spoken of too: reports that come late.
        var change = _merged.Count > 0 && random.Next(100) < 3 ? _merged[random.Next(_merged.Count)] : One(_open);
        switch (random.Next(100))
        {
            case < 20: Start(change); break;
            case < 40: Result(change, change.Current); break;
            case < 66: ThirdParty(change, change.Current); break;
            case < 73: gerrit.Review(change, change.Current, One(People.Developers), One(Rechecks), recheck: true); break;
            case < 79: ThirdParty(change, 1 + random.Next(change.Current)); break;
            case < 82: Result(change, 1 + random.Next(change.Current)); break;
            case < 87: Inline(change); break;
            case < 93: gerrit.Review(change, change.Current, One(People.Developers), One("Looks good, thanks.", "Why not recheck here?", "(2 comments)")); break;
            case < 97 when !change.Merged: gerrit.Upload(change, change.Owner, One("REWORK", "TRIVIAL_REBASE", "NO_CODE_CHANGE")); break;
            case < 100 when !change.Merged: Merge(change); break;
        }
    }

    /// <summary>Zuul says this in the same words each time, and now and then twice within a second.</summary>
    private void Start(ScriptedChange change)
    {
        for (var times = random.Next(100) < 20 ? 2 : 1; times > 0; times--)
            gerrit.Review(change, change.Current, People.Zuul, "Starting check jobs.\nhttps://zuul.example.org/t/acme/status");
    }

    private void Result(ScriptedChange change, int patchSet)
    {
        var passed = random.Next(100) < 60;
        var build = ++_builds;
        gerrit.Review(change, patchSet, People.Zuul, $"""
            Build {(passed ? "succeeded" : "failed")} (check pipeline).
            https://zuul.example.org/t/acme/buildset/{build}

            - acme-tox https://zuul.example.org/t/acme/build/{build}a : SUCCESS in 3m 00s
            - acme-functional https://zuul.example.org/t/acme/build/{build}b : {(passed ? "SUCCESS" : "FAILURE")} in 1h 02m 03s
            """, passed ? 1 : -1);
    }

    /// <summary>Some of these say the same at each run, with nothing in it that tells one run from the other.</summary>
    private void ThirdParty(ScriptedChange change, int patchSet)
    {
        var ci = One(People.ThirdParties);
        var passed = random.Next(100) < 70;
        int? vote = ci.Username == "delta_bot" ? null : passed ? 1 : -1;
        var text = random.Next(3) switch
        {
            0 => passed ? "Build succeeded." : "Build failed.",
            1 => $"Build {(passed ? "succeeded" : "failed")}.\n\n- {ci.Username}-dsvm https://logs.example.org/{change.Number}/{++_builds} : {(passed ? "SUCCESS" : "FAILURE")} in 42m 10s",
            _ => $"Build Started https://jenkins.example.org/job/{ci.Username}/{change.Number}/",
        };
        gerrit.Review(change, patchSet, ci, text, text.StartsWith("Build Started", StringComparison.Ordinal) ? 0 : vote);
    }

    private void Inline(ScriptedChange change)
    {
        var ci = One(People.ThirdParties);
        var run = ++_builds;
        if (random.Next(2) == 0) gerrit.Review(change, change.Current, ci, $"(3 comments)\n\nStyle findings of run {run}.", random.Next(-1, 2));
        else gerrit.Review(change, change.Current, ci, "", random.Next(2) == 0 ? null : random.Next(-1, 2), onPatchSet: $"Coverage of run {run}: 81.5 %");
    }

    private void Merge(ScriptedChange change)
    {
        gerrit.Review(change, change.Current, People.Zuul, "Starting gate jobs.\nhttps://zuul.example.org/t/acme/status", 0);
        gerrit.Review(change, change.Current, People.Zuul, $"Build succeeded (gate pipeline).\n\n- acme-tox https://zuul.example.org/t/acme/build/{++_builds}g : SUCCESS in 3m 00s", 2);
        gerrit.Merge(change, People.Zuul);
        _open.Remove(change);
        _merged.Add(change);
    }

    private T One<T>(params IReadOnlyList<T> some) => some[random.Next(some.Count)];
}
