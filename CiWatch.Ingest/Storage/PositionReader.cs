using CiWatch.Ingest.Intake;
using CiWatch.Ingest.Storage.Schema;
using Microsoft.EntityFrameworkCore;

namespace CiWatch.Ingest.Storage;

/// <summary>Reads how far each server's history is stored.</summary>
internal sealed class PositionReader(Database database) : IPositions
{
    public ServerPosition Of(string server) => database.Read(context =>
    {
        if (context.Set<ServerRow>().AsNoTracking().FirstOrDefault(s => s.Name == server) is not { } row) return new ServerPosition(null, []);
        var gaps = context.Set<GapRow>().AsNoTracking().Where(g => g.ServerId == row.Id).OrderByDescending(g => g.ToAt).ToList();
        return new(row.CaughtUpTo, [.. gaps.Select(g => new Gap(g.FromAt, g.ToAt))]);
    });
}
