using CiWatch.Ingest.Demo;
using CiWatch.Ingest.Gerrit.Events;
using CiWatch.Ingest.Intake;
using CiWatch.Ingest.Live;
using CiWatch.Ingest.Votes;

namespace CiWatch.Tests.Ingest.Demo;

/// <summary>The story as a new installation tells it, read by the real readers once for all tests.</summary>
internal static class DemoTold
{
    public const int Seed = 20261120;
    public const string Main = "openstack/nova";

    /// <summary>A Friday afternoon.</summary>
    public static readonly DateTimeOffset Start = new(2026, 11, 20, 15, 4, 20, TimeSpan.Zero);

    private static readonly Lazy<List<(DemoLine Line, EventReading Reading)>> Read = new(() => [.. History().Select(l => (l, EventReader.Read(l.Bytes)))]);

    /// <summary>All history with what the reader makes of it.</summary>
    public static IReadOnlyList<(DemoLine Line, EventReading Reading)> Lines => Read.Value;

    public static IEnumerable<StreamEvent> Events => Lines.Select(l => l.Reading.Event!);

    public static IEnumerable<DemoLine> Tell(int seed = Seed, double hoursLater = 0) =>
        DemoStory.Tell(seed, new DemoClock(Start.AddHours(hoursLater), 15), TimeSpan.FromDays(4));

    public static IEnumerable<DemoLine> History(double hoursLater = 0) =>
        Tell(hoursLater: hoursLater).TakeWhile(line => line.At <= Start.AddHours(hoursLater));

    /// <summary>The board of the main project, made as the pipeline makes it.</summary>
    public static ProjectBoard Board(IEnumerable<StreamEvent> events)
    {
        var store = new LiveStore(LiveStore.DefaultHistory, TimeProvider.System);
        long id = 0;
        store.Apply([.. events.Where(e => e.Project == Main).Select(e =>
        {
            var (report, recheck) = ReportReader.Read(e, CiRules.Default);
            var line = new DerivedLine(new RawLine("demo", default, e.At!.Value), e, null, report, recheck);
            return new CommittedLine(line, report is null ? [] : [new(++id, e.PatchSet!.Number, report)]);
        })]);
        return store.Find(new("demo", Main))!;
    }
}
