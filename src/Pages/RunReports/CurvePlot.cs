using OxyPlot;
using OxyPlot.Axes;
using OxyPlot.Series;
using Pix2Pitch.Pages.Elements;
using Pix2Pitch.Pages.Plots;

namespace Pix2Pitch.Pages.RunReports;

/// <summary>Plots of values by step.</summary>
internal static class CurvePlot
{
    /// <summary>Size of a plot.</summary>
    public const double Width = 420, Height = 190;

    /// <summary>The values, and in front of them their moving mean.</summary>
    public static PlotModel Of(RunCurve curve)
    {
        var model = new PlotModel
        {
            PlotAreaBorderThickness = new OxyThickness(1, 0, 0, 1),
            PlotAreaBorderColor = PlotColors.Soft,
            TextColor = PlotColors.Soft,
            PlotMargins = new OxyThickness(48, 8, 16, 22),
            Padding = new OxyThickness(0),
        };
        double max = curve.Values.Count > 0 ? curve.Values.Max(point => point.Value) : 1, min = Math.Min(0, curve.Values.Count > 0 ? curve.Values.Min(point => point.Value) : 0);
        if (max <= min) max = min + 1;
        double last = curve.Values.Count > 0 ? Math.Max(1, curve.Values[^1].Step) : 1;
        model.Axes.Add(Axis(AxisPosition.Bottom, 0, last, 80, DisplayFormat.Number));
        model.Axes.Add(Axis(AxisPosition.Left, min, max + 0.04 * (max - min), 40, DisplayFormat.Number));
        bool hasMean = curve.Mean.Count > 0;
        var values = new LineSeries { Color = hasMean ? PlotColors.Chance : PlotColors.Accent, StrokeThickness = hasMean ? 0.7 : 2 };
        values.Points.AddRange(curve.Values.Select(point => new DataPoint(point.Step, point.Value)));
        if (curve.Values.Count == 1) (values.MarkerType, values.MarkerFill, values.MarkerSize) = (MarkerType.Circle, PlotColors.Accent, 3);
        model.Series.Add(values);
        if (hasMean)
        {
            var mean = new LineSeries { Color = PlotColors.Accent, StrokeThickness = 2 };
            mean.Points.AddRange(curve.Mean.Select(point => new DataPoint(point.Step, point.Value)));
            model.Series.Add(mean);
        }
        return model;
    }

    private static LinearAxis Axis(AxisPosition position, double from, double to, double interval, Func<double, string> format) => new()
    {
        Position = position,
        Minimum = from,
        Maximum = to,
        IntervalLength = interval,
        MinorTickSize = 0,
        TicklineColor = PlotColors.Soft,
        LabelFormatter = format,
    };
}
