using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace CiWatch.Ingest.Storage.Schema;

/// <summary>What "dotnet ef migrations add" uses; nothing else does.</summary>
internal sealed class CiWatchContextFactory : IDesignTimeDbContextFactory<CiWatchContext>
{
    public CiWatchContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<CiWatchContext>().UseSqlite("Data Source=design.db").Options);
}
