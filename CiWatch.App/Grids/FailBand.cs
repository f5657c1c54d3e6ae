namespace CiWatch.App.Grids;

/// <summary>The bands of a fail rate: Neutron's gate triage.</summary>
internal enum FailBand
{
    /// <summary>A tenth of the results or fewer failed, or there are none.</summary>
    None,

    /// <summary>Over 10 % failed.</summary>
    Watch,

    /// <summary>Over 25 % failed.</summary>
    Amber,

    /// <summary>Over 33 % failed.</summary>
    Red,

    /// <summary>Half or more failed.</summary>
    Emergency,
}

/// <summary>Which band a fail rate is in. Pure.</summary>
internal static class FailBands
{
    /// <summary>The band of a rate, 0 to 1; null without results.</summary>
    public static FailBand Of(double? rate) => rate switch
    {
        >= 0.50 => FailBand.Emergency,
        > 0.33 => FailBand.Red,
        > 0.25 => FailBand.Amber,
        > 0.10 => FailBand.Watch,
        _ => FailBand.None,
    };
}
