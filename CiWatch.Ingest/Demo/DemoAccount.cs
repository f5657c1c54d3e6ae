namespace CiWatch.Ingest.Demo;

/// <summary>A person or a CI on the demonstration server. All of them are invented.</summary>
internal sealed record DemoAccount(string Username, string Name)
{
    /// <summary>On a host name that can't exist.</summary>
    public string Email => Username + "@people.demo.example";
}
