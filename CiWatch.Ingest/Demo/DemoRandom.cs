namespace CiWatch.Ingest.Demo;

/// <summary>SplitMix64. The framework's Random may change with its version; the demonstration shall not.</summary>
internal sealed class DemoRandom(int seed)
{
    private ulong _state = (ulong)seed;

    /// <summary>From 0 up to, without, 1.</summary>
    public double Next() => (NextBits() >> 11) * (1.0 / (1UL << 53));

    /// <summary>From <paramref name="low"/> up to <paramref name="high"/>.</summary>
    public double Between(double low, double high) => low + ((high - low) * Next());

    /// <summary>From 0 up to, without, <paramref name="end"/>.</summary>
    public int Below(int end) => (int)(Next() * end);

    /// <summary>True as often as this, of 1.</summary>
    public bool Chance(double probability) => Next() < probability;

    /// <summary>Normally distributed, with deviation 1.</summary>
    public double Normal() => Math.Sqrt(-2 * Math.Log(1 - Next())) * Math.Cos(Math.Tau * Next());

    /// <summary>The time until the next of many independent things, where they come this far apart on average.</summary>
    public double Gap(double mean) => -mean * Math.Log(1 - Next());

    /// <summary>One of these.</summary>
    public T Pick<T>(IReadOnlyList<T> all) => all[Below(all.Count)];

    /// <summary>This many hexadecimal digits.</summary>
    public string Hex(int digits)
    {
        Span<char> text = stackalloc char[digits];
        foreach (ref var digit in text) digit = "0123456789abcdef"[Below(16)];
        return new string(text);
    }

    private ulong NextBits()
    {
        var z = _state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
