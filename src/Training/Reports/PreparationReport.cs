using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using Pix2Pitch.Features;
using Pix2Pitch.Styles;
using Pix2Pitch.Training.Data;
using Pix2Pitch.Training.Reports.Html;

namespace Pix2Pitch.Training.Reports;

/// <summary>
/// What <c>prepare</c> made: how much of what there is, how paintings and music look beside each other, what was left out, and what to know
/// before training. The same prepared folder gives the same report, byte for byte.
/// </summary>
public sealed record PreparationReport
{
    /// <summary>Version of the report's JSON that is written.</summary>
    public const int CurrentFormat = 1;

    /// <summary>The report for programs, in the prepared folder.</summary>
    public const string JsonFile = "report.json";

    /// <summary>The report for people, in the prepared folder: one page that opens offline.</summary>
    public const string HtmlFile = "report.html";

    private static readonly JsonSerializerOptions s_json = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All), // letters of all languages as they are
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    private readonly ReportOptions _options;

    private PreparationReport(ReportOptions options) => _options = options;

    /// <summary>Version of this report's JSON.</summary>
    public int Format { get; init; } = CurrentFormat;

    /// <summary>What the prepared folder says of itself: settings, numbers and fingerprint.</summary>
    public required PreparedInfo Prepared { get; init; }

    /// <summary>Everything that there is.</summary>
    public required GroupCounts All { get; init; }

    /// <summary>What to know before training; empty where nothing stands out.</summary>
    public required IReadOnlyList<ReportWarning> Warnings { get; init; }

    /// <summary>The five styles, in their order.</summary>
    public required IReadOnlyList<GroupCounts> Styles { get; init; }

    /// <summary>Quarters of centuries, from the year of a work or else the middle of its maker's working life; the earliest first.</summary>
    public required IReadOnlyList<GroupCounts> Periods { get; init; }

    /// <summary>Countries, of a work or else of its maker; the one with most works first.</summary>
    public required IReadOnlyList<GroupCounts> Places { get; init; }

    /// <summary>Some pairs to look at, spread over styles and splits.</summary>
    public required IReadOnlyList<SheetPair> ContactSheet { get; init; }

    /// <summary>How the measures of paintings are distributed.</summary>
    public required IReadOnlyList<FeatureDistribution> PaintingFeatures { get; init; }

    /// <summary>How the measures of music are distributed.</summary>
    public required IReadOnlyList<FeatureDistribution> MusicFeatures { get; init; }

    /// <summary>How far paintings and their music go together, the mean over all measures last; empty where there are fewer than three pairs.</summary>
    public required IReadOnlyList<FeatureCorrelation> Correlations { get; init; }

    /// <summary>The files of each picture that is there more than once, the one that was kept first.</summary>
    public required IReadOnlyList<IReadOnlyList<string>> Duplicates { get; init; }

    /// <summary>Everything that was left out, by reason.</summary>
    public required IReadOnlyList<LeftOutGroup> LeftOut { get; init; }

    /// <summary>Makes the report of a prepared folder.</summary>
    /// <param name="data">The folder, opened.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of range.</exception>
    /// <exception cref="Pix2PitchException">A file of the folder is broken.</exception>
    public static PreparationReport Of(PreparedData data, ReportOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(data);
        return Of(ReportSource.Of(data), options);
    }

    internal static PreparationReport Of(ReportSource source, ReportOptions? options = null)
    {
        options ??= new ReportOptions();
        options.Validate();
        IReadOnlyList<FeatureCorrelation> correlations = Reports.Correlations.Of(source, options);
        return new PreparationReport(options)
        {
            Prepared = source.Info,
            All = CountTables.All(source),
            Warnings = Reports.Warnings.Of(source, correlations),
            Styles = CountTables.ByStyle(source),
            Periods = CountTables.ByPeriod(source),
            Places = CountTables.ByPlace(source),
            ContactSheet = Reports.ContactSheet.Of(source, options),
            PaintingFeatures = [.. FeatureMeasure.OfPaintings.Select(measure => measure.DistributionOf(source.Paintings))],
            MusicFeatures = [.. FeatureMeasure.OfMusic.Select(measure => measure.DistributionOf(source.Clips))],
            Correlations = correlations,
            Duplicates = source.Duplicates,
            LeftOut = LeftOutGroups.Of(source.LeftOut),
        };
    }

    /// <summary>Writes <see cref="JsonFile"/> and <see cref="HtmlFile"/>, each as a whole or not at all.</summary>
    /// <param name="folder">The folder; it has to be there.</param>
    /// <returns>The path of the page.</returns>
    /// <exception cref="Pix2PitchException">The folder cannot be written to.</exception>
    public string Write(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        string page = Path.Combine(folder, HtmlFile);
        AtomicFile.Write(Path.Combine(folder, JsonFile), file => JsonSerializer.Serialize(file, this, s_json));
        AtomicFile.Write(page, file => file.Write(Encoding.UTF8.GetBytes(ToHtml())));
        return page;
    }

    /// <summary>The report as JSON, with names in camel case.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, s_json);

    /// <summary>The report as one HTML page that needs nothing else.</summary>
    public string ToHtml() => HtmlReport.Of(this, _options);
}
