namespace CiWatch.Tests.Stress.Scripted;

/// <summary>How fast the story goes: bursts of some hundred acts a second, stretches of a few, and silences.</summary>
internal sealed class StoryPace(Story story, Random random)
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(100);
    private static readonly int[] ActsAStep = [0, 0, 1, 3, 6, 30];

    private int _acts;
    private int _steps;

    /// <summary>Goes on until it is told to end.</summary>
    public async Task UntilAsync(Func<bool> end)
    {
        using PeriodicTimer timer = new(Step);
        while (!end())
        {
            if (_steps-- <= 0) (_acts, _steps) = (ActsAStep[random.Next(ActsAStep.Length)], random.Next(3, 20));
            for (var act = 0; act < _acts; act++) story.Act();
            await timer.WaitForNextTickAsync();
        }
    }
}
