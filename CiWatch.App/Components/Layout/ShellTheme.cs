using MudBlazor;

namespace CiWatch.App.Components.Layout;

/// <summary>What MudBlazor needs besides colours, which controls.css takes from the tokens: type and radius of the design.</summary>
internal static class ShellTheme
{
    private static readonly string[] Sans =
        ["system-ui", "-apple-system", "Segoe UI", "Roboto", "Helvetica Neue", "Noto Sans", "Arial", "sans-serif"];

    /// <summary>The theme, the same object for all circuits.</summary>
    public static MudTheme Value { get; } = new()
    {
        LayoutProperties = new LayoutProperties { DefaultBorderRadius = "6px", AppbarHeight = "44px" },
        Typography = new Typography
        {
            Default = new DefaultTypography { FontFamily = Sans, FontSize = "13px", LineHeight = "20px", LetterSpacing = "0" },
            Button = new ButtonTypography { FontFamily = Sans, FontSize = "13px", LineHeight = "20px", LetterSpacing = "0", TextTransform = "none" },
            H6 = new H6Typography { FontFamily = Sans, FontSize = "15px", LineHeight = "20px", LetterSpacing = "0", FontWeight = "650" },
        },
    };
}
