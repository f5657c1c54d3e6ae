namespace CiWatch.Ingest.Demo;

/// <summary>
/// The story is told in its own time. Up to the start it is the same as the wall's; from then on it runs faster, so that whoever
/// looks sees votes come in, and yet every delay keeps its proportion to the others.
/// </summary>
/// <param name="Start">Where history ends and the live stretch begins; whole seconds.</param>
/// <param name="Pace">How many minutes of story one minute of the wall's clock holds from there on.</param>
internal sealed record DemoClock(DateTimeOffset Start, double Pace)
{
    /// <summary>The wall's time at a moment of the story.</summary>
    public DateTimeOffset Wall(DateTimeOffset story) => story <= Start ? story : Start + ((story - Start) / Pace);
}
