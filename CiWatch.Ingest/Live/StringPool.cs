namespace CiWatch.Ingest.Live;

/// <summary>
/// One object for equal strings: job names and result words repeat a million times in memory. Bounded, since the names come
/// from outside; a full pool starts anew. Not safe for use from several threads.
/// </summary>
/// <param name="limit">How many strings it holds at most.</param>
internal sealed class StringPool(int limit = 100_000)
{
    private readonly HashSet<string> _strings = [];

    public string Shared(string text)
    {
        if (_strings.TryGetValue(text, out var known)) return known;
        if (_strings.Count >= limit) _strings.Clear();
        _strings.Add(text);
        return text;
    }
}
