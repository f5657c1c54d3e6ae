using CiWatch.Ingest.Configuration;
using Microsoft.Extensions.Options;

namespace CiWatch.Ingest.Hosting;

/// <summary>The demonstration makes its history anew at each start: its database is a file of this process and goes with it.</summary>
internal sealed class DemoDatabase : IPostConfigureOptions<DatabaseOptions>, IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("ciwatch-demo-");

    public void PostConfigure(string? name, DatabaseOptions options)
    {
        options.ConnectionString = $"Data Source={Path.Combine(_folder.FullName, "demo.db")}";
        options.IsTemporary = true;
    }

    public void Dispose()
    {
        try
        {
            _folder.Delete(recursive: true);
        }
        catch (IOException)
        {
            // The system empties its temporary folder; nothing in it is worth an error at the end.
        }
    }
}
