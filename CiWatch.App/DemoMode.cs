namespace CiWatch.App;

/// <summary>Whether what is shown is made up: no server is set, so the demonstration runs.</summary>
internal sealed record DemoMode(bool On);
