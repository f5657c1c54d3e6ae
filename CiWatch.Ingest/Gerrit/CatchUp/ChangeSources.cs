using System.Collections.Immutable;
using CiWatch.Ingest.Gerrit.EventsLog;

namespace CiWatch.Ingest.Gerrit.CatchUp;

/// <summary>Where a server's history can be had.</summary>
/// <param name="Histories">Best first: where one fails, the next is asked.</param>
/// <param name="EventsLog">Asked before them for the very events, which tell what no history does; null where the settings name none.</param>
internal sealed record ChangeSources(ImmutableArray<IChangeSource> Histories, EventsLogSource? EventsLog);
