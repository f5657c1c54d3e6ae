using CiWatch.Ingest.Intake;

namespace CiWatch.Tests.Ingest.Gerrit.Ssh;

/// <summary>Positions of servers that were never caught up with.</summary>
internal sealed class NothingKnown : IPositions
{
    public ServerPosition Of(string server) => new(null, []);
}
