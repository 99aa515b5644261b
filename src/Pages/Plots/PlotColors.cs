using OxyPlot;

namespace Pix2Pitch.Pages.Plots;

/// <summary>
/// The colours of plots. Each is a placeholder for a variable of the style sheet, so that plots follow the light or dark colour scheme.
/// </summary>
internal static class PlotColors
{
    private static readonly string[] s_variables = ["accent", "ink", "soft", "chance", "mark", "line"];

    public static OxyColor Accent { get; } = Variable(0);

    public static OxyColor Ink { get; } = Variable(1);

    public static OxyColor Soft { get; } = Variable(2);

    public static OxyColor Chance { get; } = Variable(3);

    public static OxyColor Mark { get; } = Variable(4);

    public static OxyColor Line { get; } = Variable(5);

    /// <summary>A colour as OxyPlot writes it to SVG, and the variable to write instead.</summary>
    public static IEnumerable<(string Written, string Css)> Replacements
        => s_variables.Select((name, i) => ($"rgb({Variable(i).R},{Variable(i).G},{Variable(i).B})", $"var(--{name})"));

    private static OxyColor Variable(int number) => OxyColor.FromRgb(1, 2, (byte)(number + 1));
}
