namespace CiWatch.Ingest.Demo;

/// <summary>
/// Rare things by turns instead of by chance: what is to be seen on the first page must be there at every start, and chance
/// leaves a thing of one in thirty out on one day in eight.
/// </summary>
internal sealed class DemoTurns
{
    private readonly Dictionary<(DemoProject, string), int> _counts = [];

    /// <summary>How often this was asked of the project before.</summary>
    public int Count(DemoProject project, string what)
    {
        var count = _counts.GetValueOrDefault((project, what));
        _counts[(project, what)] = count + 1;
        return count;
    }

    /// <summary>True at every so many-th time that this is asked of the project.</summary>
    public bool Every(int times, DemoProject project, string what) => Count(project, what) % times == times / 2;
}
