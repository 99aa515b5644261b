using Pix2Pitch.Features;
using Pix2Pitch.Pages.DataReports;
using Pix2Pitch.Prepared;
using Pix2Pitch.Styles;

namespace Pix2Pitch.Training.Reports;

/// <summary>Builds the report of a prepared folder. The same folder always gives the same report, byte for byte.</summary>
public static class DataReportBuilder
{
    /// <summary>Builds the report of a prepared folder.</summary>
    /// <param name="data">The folder, opened.</param>
    /// <param name="options">The options; null for the defaults.</param>
    /// <param name="cancellation">Stops between two shuffles of the correlations and two pictures of the contact sheet.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of range.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellation"/> was cancelled.</exception>
    /// <exception cref="Pix2PitchException">A file of the folder is broken, or it is of format 1, in which nothing was measured.</exception>
    public static DataReport Build(PreparedData data, DataReportOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(data);
        if (data.Info.Format == PreparedFormat1.Format)
            throw new Pix2PitchException($"'{data.Folder}' was prepared by an early version of Pix2Pitch 0.1 (format 1), which did not measure the works: prepare the data again, into another folder, to have a report.");
        return Build(ReportSource.Of(data), options, cancellation);
    }

    internal static DataReport Build(ReportSource source, DataReportOptions? options = null, CancellationToken cancellation = default)
    {
        options ??= new DataReportOptions();
        options.Validate();
        IReadOnlyList<FeatureCorrelation> correlations = CorrelationCalculator.Calculate(source, options, cancellation);
        return new DataReport
        {
            Prepared = source.Info,
            All = GroupCounter.All(source),
            Warnings = WarningFinder.Find(source, correlations),
            Styles = GroupCounter.ByStyle(source),
            Periods = GroupCounter.ByPeriod(source),
            Places = GroupCounter.ByPlace(source),
            ContactSheet = ContactSheetBuilder.Build(source, options, cancellation),
            PaintingFeatures = [.. FeatureMeasure.OfPaintings.Select(measure => measure.DistributionOf(source.Paintings))],
            MusicFeatures = [.. FeatureMeasure.OfMusic.Select(measure => measure.DistributionOf(source.Clips))],
            Correlations = correlations,
            Duplicates = source.Duplicates,
            LeftOut = LeftOutGroups.Of(source.LeftOut),
            MaxListedFiles = options.MaxListedFiles,
        };
    }
}
