using OxyPlot;
using OxyPlot.Annotations;
using OxyPlot.Axes;
using OxyPlot.Series;
using Pix2Pitch.Pages.Elements;
using Pix2Pitch.Pages.Plots;

namespace Pix2Pitch.Pages.EvaluationReports;

/// <summary>Plots of values and their confidence intervals. The page has to give the numbers as text too.</summary>
internal static class IntervalPlot
{
    /// <summary>Width of a strip and of a chart.</summary>
    public const double StripWidth = 160, ChartWidth = 320;

    /// <summary>Height of a strip, and of a row of a chart.</summary>
    public const double StripHeight = 16, RowHeight = 34;

    private const double AxisHeight = 24, Margin = 8, ChartMargin = 16;

    /// <summary>Height of a chart.</summary>
    public static double ChartHeight(int rows) => rows * RowHeight + AxisHeight;

    /// <summary>The colour of a set of clips: models stand out.</summary>
    public static OxyColor ColorOf(EvaluationRow row) => row.Kind is EvaluationRowKind.Model or EvaluationRowKind.OtherPictures ? PlotColors.Mark : PlotColors.Soft;

    /// <summary>One value with its interval, for a cell of a table. A thin line is at zero.</summary>
    /// <param name="estimate">The value; must be finite.</param>
    /// <param name="from">The lower end of the axis.</param>
    /// <param name="to">The upper end of the axis.</param>
    /// <param name="color">The colour of the value and its interval.</param>
    public static PlotModel Strip(Estimate estimate, double from, double to, OxyColor color)
    {
        var model = new PlotModel { PlotAreaBorderThickness = new OxyThickness(0), Padding = new OxyThickness(0), PlotMargins = new OxyThickness(0) };
        double room = Margin / (StripWidth - 2 * Margin) * (to - from); // the dots at the ends are not cut
        model.Axes.Add(new LinearAxis { Position = AxisPosition.Bottom, IsAxisVisible = false, Minimum = from - room, Maximum = to + room });
        model.Axes.Add(new LinearAxis { Position = AxisPosition.Left, IsAxisVisible = false, Minimum = -1, Maximum = 1 });
        model.Annotations.Add(new LineAnnotation
        {
            Type = LineAnnotationType.Vertical,
            X = 0,
            Color = PlotColors.Soft,
            LineStyle = LineStyle.Solid,
            Layer = AnnotationLayer.BelowSeries,
        });
        Add(model, estimate, 0, color);
        return model;
    }

    /// <summary>Values with their intervals, one below the other, each with its name above it.</summary>
    /// <param name="rows">The names and values, from the top down; at least one. Values must be finite.</param>
    /// <param name="band">An interval that is shown behind all of them; null for none.</param>
    public static PlotModel Chart(IReadOnlyList<(string Name, Estimate Estimate, OxyColor Color)> rows, Estimate? band)
    {
        double from = rows.Min(row => row.Estimate.Low), to = rows.Max(row => row.Estimate.High);
        if (band is not null) (from, to) = (Math.Min(from, band.Low), Math.Max(to, band.High));
        if (to <= from) (from, to) = (from - 0.5, to + 0.5);
        double room = 0.05 * (to - from);
        (from, to) = (from - room, to + room);
        var model = new PlotModel
        {
            PlotAreaBorderThickness = new OxyThickness(0, 0, 0, 1),
            PlotAreaBorderColor = PlotColors.Soft,
            TextColor = PlotColors.Soft,
            PlotMargins = new OxyThickness(ChartMargin, 0, ChartMargin, AxisHeight), // room for the labels at both ends
            Padding = new OxyThickness(0),
        };
        int decimals = Math.Clamp((int)Math.Ceiling(-Math.Log10((to - from) / 5)), 0, 4);
        model.Axes.Add(new LinearAxis
        {
            Position = AxisPosition.Bottom,
            Minimum = from,
            Maximum = to,
            IntervalLength = 80,
            MinorTickSize = 0,
            TicklineColor = PlotColors.Soft,
            LabelFormatter = value => DisplayFormat.Number(value, decimals),
        });
        model.Axes.Add(new LinearAxis { Position = AxisPosition.Left, IsAxisVisible = false, Minimum = 0, Maximum = rows.Count });
        if (band is not null)
        {
            double pixel = (to - from) / (ChartWidth - 2 * ChartMargin);
            model.Annotations.Add(new RectangleAnnotation
            {
                MinimumX = band.Low,
                MaximumX = Math.Max(band.High, band.Low + pixel),
                MinimumY = 0,
                MaximumY = rows.Count,
                Fill = PlotColors.Line,
                StrokeThickness = 0,
                Layer = AnnotationLayer.BelowSeries,
            });
        }
        for (int i = 0; i < rows.Count; i++)
        {
            double bottom = rows.Count - 1 - i;
            model.Annotations.Add(new TextAnnotation
            {
                Text = rows[i].Name,
                TextPosition = new DataPoint(from, bottom + 0.94),
                TextHorizontalAlignment = HorizontalAlignment.Left,
                TextVerticalAlignment = VerticalAlignment.Top,
                TextColor = PlotColors.Ink,
                FontSize = 11,
                StrokeThickness = 0,
                Padding = new OxyThickness(0),
            });
            Add(model, rows[i].Estimate, bottom + 0.27, rows[i].Color);
        }
        return model;
    }

    private static void Add(PlotModel model, Estimate estimate, double y, OxyColor color)
    {
        var interval = new LineSeries { Color = color, StrokeThickness = 2.5 };
        interval.Points.AddRange([new DataPoint(estimate.Low, y), new DataPoint(estimate.High, y)]);
        var value = new ScatterSeries { MarkerType = MarkerType.Circle, MarkerSize = 5, MarkerFill = color, MarkerStrokeThickness = 0 };
        value.Points.Add(new ScatterPoint(estimate.Value, y));
        model.Series.Add(interval);
        model.Series.Add(value);
    }
}
