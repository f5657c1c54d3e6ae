namespace CiWatch.Ingest.Demo;

/// <summary>
/// All that happens on the demonstration server: some days of history, then on without end. The same seed, days, pace and start
/// make the same lines, byte for byte. Everything in it is invented.
/// </summary>
internal sealed class DemoStory
{
    /// <summary>How busy each hour of the day is (UTC), of 10.</summary>
    private static readonly int[] HourWeight = [3, 2, 2, 2, 3, 4, 6, 8, 10, 10, 9, 8, 7, 9, 10, 10, 8, 7, 5, 4, 4, 4, 3, 3];

    private static readonly string[] Branches = ["master", "master", "master", "master", "master", "master", "stable/2026.2", "stable/2026.1"];

    private readonly DemoStage _stage;
    private readonly DemoPeople _people;
    private long _number;

    private DemoStory(DemoStage stage)
    {
        var voice = new DemoVoice(stage);
        _stage = stage;
        _people = new DemoPeople(stage, voice, new DemoZuul(stage, voice), new DemoThirdParties(stage, voice));
        _number = 900_000 + stage.Random.Below(50_000);
    }

    /// <summary>The lines in order of time; endless.</summary>
    public static IEnumerable<DemoLine> Tell(int seed, DemoClock clock, TimeSpan history)
    {
        var story = new DemoStory(new DemoStage(clock, new DemoRandom(seed), clock.Start - history));
        foreach (var project in DemoProject.All) story.ExpectChange(project);
        return story._stage.Play();
    }

    /// <summary>Changes come at random, more of them by day; in the live stretch, where story days fly, evenly.</summary>
    private void ExpectChange(DemoProject project)
    {
        const double PatchSetsPerChange = 1.6;
        var average = HourWeight.Average();
        var minutes = TimeSpan.MinutesPerDay * PatchSetsPerChange / project.PatchSetsPerDay;
        _stage.In(_stage.Random.Gap(minutes * average / 10), () =>
        {
            if (_stage.Random.Chance((_stage.Live ? average : HourWeight[_stage.Now.Hour]) / 10)) Propose(project);
            ExpectChange(project);
        });
    }

    private void Propose(DemoProject project)
    {
        var random = _stage.Random;
        _number += 1 + random.Below(6);
        var change = new DemoChange(
            project, _number, "I" + random.Hex(40), Subject(project), random.Pick(DemoWords.People), random.Pick(Branches), _stage.Wall)
        {
            Topic = random.Chance(.15) ? random.Pick(DemoWords.Topics) : null,
            Hashtag = _stage.Turns.Every(9, project, "hashtag") ? DemoWords.Hashtags[(int)(_number % DemoWords.Hashtags.Count)] : null,
            Wip = _stage.Turns.Every(14, project, "wip"),
        };
        _people.Upload(change);
        if (change.Topic is null && random.Chance(.03)) SetTopic(change);
    }

    private string Subject(DemoProject project)
    {
        var turn = _stage.Turns.Count(project, "subject");
        return turn % 8 == 5 ? DemoWords.OddSubjects[turn / 8 % DemoWords.OddSubjects.Count] : _stage.Random.Pick(DemoWords.Subjects);
    }

    private void SetTopic(DemoChange change) => _stage.In(_stage.Random.Between(1, 30), () =>
    {
        change.Topic = _stage.Random.Pick(DemoWords.Topics);
        _stage.Write(DemoEvents.TopicChanged(change, "", _stage.Wall));
    });
}
