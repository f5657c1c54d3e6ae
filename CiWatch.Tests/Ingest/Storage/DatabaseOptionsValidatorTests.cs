using CiWatch.Ingest.Configuration;

namespace CiWatch.Tests.Ingest.Storage;

public sealed class DatabaseOptionsValidatorTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ciwatch-").FullName;

    public void Dispose() => Directory.Delete(_folder, true);

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("Server=db;Database=x")]
    [InlineData("Data Source=")]
    [InlineData("Data Source=:memory:")]
    [InlineData("Data Source=x.db;Mode=Memory")]
    [InlineData("Data Source=x.db;Mode=ReadOnly")]
    [InlineData("Data Source=x.db;Cache=Shared")]
    [InlineData("Data Source=x.db;Password=p")]
    [InlineData("Data Source=file:x.db?mode=memory")]
    public void Connection_strings_that_keep_nothing_are_refused(string text) => Refused(new() { ConnectionString = text });

    [Theory]
    [InlineData("")]
    [InlineData("text/")]
    [InlineData("text/below/ciwatch.db")]
    [InlineData("text")]
    [InlineData("short")]
    public void Paths_that_can_be_no_database_are_refused_and_left_as_they_are(string path)
    {
        File.WriteAllText(Path.Combine(_folder, "text"), "A page of text, and no database at all.");
        File.WriteAllText(Path.Combine(_folder, "short"), "SQL");
        Refused(new() { ConnectionString = $"Data Source={Path.Combine(_folder, path)}" });
        Assert.Equal("A page of text, and no database at all.", File.ReadAllText(Path.Combine(_folder, "text")));
    }

    [Theory]
    [InlineData("new.db")]
    [InlineData("a/b/c/new.db")]
    [InlineData("blank; odd 'name'.db")]
    public void New_files_are_welcome_and_not_yet_made(string path)
    {
        var full = Path.Combine(_folder, path);
        Accepted(new() { ConnectionString = $"Data Source=\"{full}\"" });
        Assert.Empty(Directory.GetFileSystemEntries(_folder));
    }

    [Fact]
    public void An_existing_database_is_welcome()
    {
        using var file = new DatabaseFile();
        Accepted(new() { ConnectionString = $"Data Source={file.Path}" });
    }

    private static void Accepted(DatabaseOptions options) =>
        Assert.True(new DatabaseOptionsValidator().Validate(null, options).Succeeded);

    private static void Refused(DatabaseOptions options)
    {
        var failure = Assert.Single(new DatabaseOptionsValidator().Validate(null, options).Failures!);
        Assert.StartsWith("Database:ConnectionString", failure, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", failure, StringComparison.Ordinal);
    }
}
