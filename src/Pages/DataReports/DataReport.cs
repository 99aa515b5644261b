using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Pix2Pitch.Features;
using Pix2Pitch.Pages.Layout;
using Pix2Pitch.Prepared;
using Pix2Pitch.Styles;

namespace Pix2Pitch.Pages.DataReports;

/// <summary>
/// A report of prepared data: how many paintings and clips there are, samples of pairs, measured features, what was left out, and what to
/// check before training. The same report always gives the same files, byte for byte.
/// </summary>
public sealed record DataReport
{
    /// <summary>Version of the JSON that is written.</summary>
    public const int CurrentFormat = 1;

    /// <summary>The file for programs.</summary>
    public const string JsonFile = "report.json";

    /// <summary>The file for people: one page that opens offline.</summary>
    public const string HtmlFile = "report.html";

    /// <summary>Version of this report's JSON.</summary>
    public int Format { get; init; } = CurrentFormat;

    /// <summary>How the data was prepared: the content of <c>prepared.json</c>.</summary>
    public required PreparedInfo Prepared { get; init; }

    /// <summary>Counts of everything.</summary>
    public required GroupCounts All { get; init; }

    /// <summary>What to check before training; empty if there is nothing.</summary>
    public required IReadOnlyList<ReportWarning> Warnings { get; init; }

    /// <summary>The five styles, in their order.</summary>
    public required IReadOnlyList<GroupCounts> Styles { get; init; }

    /// <summary>Quarters of centuries, by the year of a work or, if it is unknown, the middle of the working life of its artist or composer; the earliest first.</summary>
    public required IReadOnlyList<GroupCounts> Periods { get; init; }

    /// <summary>Countries, by the country of a work or, if it is unknown, that of its artist or composer; the one with the most works first.</summary>
    public required IReadOnlyList<GroupCounts> Places { get; init; }

    /// <summary>A sample of pairs, spread over styles and splits.</summary>
    public required IReadOnlyList<SheetPair> ContactSheet { get; init; }

    /// <summary>The distributions of the paintings' features.</summary>
    public required IReadOnlyList<FeatureDistribution> PaintingFeatures { get; init; }

    /// <summary>The distributions of the clips' features.</summary>
    public required IReadOnlyList<FeatureDistribution> MusicFeatures { get; init; }

    /// <summary>How strongly paintings and their music are related, the mean of all last; empty if there are fewer than three pairs.</summary>
    public required IReadOnlyList<FeatureCorrelation> Correlations { get; init; }

    /// <summary>The files of each picture that occurs more than once, the one that was kept first.</summary>
    public required IReadOnlyList<IReadOnlyList<string>> Duplicates { get; init; }

    /// <summary>Everything that was left out, by reason.</summary>
    public required IReadOnlyList<LeftOutGroup> LeftOut { get; init; }

    /// <summary>The max number of files that the page lists for each reason; the JSON lists all.</summary>
    [JsonIgnore]
    public int MaxListedFiles { get; init; } = 100;

    /// <summary>Writes <see cref="JsonFile"/> and <see cref="HtmlFile"/>, each atomically.</summary>
    /// <param name="folder">The folder, which has to exist.</param>
    /// <returns>The path of the page.</returns>
    /// <exception cref="Pix2PitchException">The folder cannot be written to.</exception>
    public string Write(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        string page = Path.Combine(folder, HtmlFile);
        AtomicFile.Write(Path.Combine(folder, JsonFile), file => JsonSerializer.Serialize(file, this, ReportJson.Options));
        AtomicFile.Write(page, file => file.Write(Encoding.UTF8.GetBytes(ToHtml())));
        return page;
    }

    /// <summary>The report as JSON, with names in camel case.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, ReportJson.Options);

    /// <summary>The report as one HTML page that needs no other file.</summary>
    public string ToHtml() => StaticPage.Render<DataReportPage>(new() { [nameof(DataReportPage.Report)] = this });
}
