using CiWatch.App.Changes;
using CiWatch.Ingest.Votes;
using Microsoft.AspNetCore.Components;

namespace CiWatch.App.Components.Changes;

/// <summary>How others fared, as a strip, oldest first. A fragment: the words stand beside it.</summary>
internal static class PeerStrip
{
    /// <summary>Draws it; nothing where there are no others.</summary>
    public static RenderFragment Draw(Peers peers) => builder =>
    {
        if (peers.Count == 0) return;
        builder.OpenElement(0, "span");
        builder.AddAttribute(1, "class", "strip");
        builder.AddAttribute(2, "aria-hidden", "true");
        foreach (var state in peers.States)
        {
            builder.OpenElement(3, "i");
            builder.AddAttribute(4, "class", state switch { CellState.Fail => "f", CellState.Infra => "i", CellState.Flaky => "k", _ => null });
            builder.CloseElement();
        }

        builder.CloseElement();
    };

    /// <summary>"13 of 20"; "" where there are no others.</summary>
    public static string Words(Peers peers) => peers.Count == 0 ? "" : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{peers.Bad} of {peers.Count}");
}
