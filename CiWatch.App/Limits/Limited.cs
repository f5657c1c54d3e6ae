namespace CiWatch.App.Limits;

/// <summary>Which limit an endpoint falls under.</summary>
internal enum Limited
{
    /// <summary>HTML pages, and what has no endpoint: it is answered by a page too.</summary>
    Document,

    /// <summary>What machines read.</summary>
    Api,

    /// <summary>The connection of an open page.</summary>
    Circuit,

    /// <summary>A connection to the hub.</summary>
    Hub,

    /// <summary>Styles, scripts, health: cheap.</summary>
    Nothing,
}
