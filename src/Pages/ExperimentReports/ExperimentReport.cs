using System.Text;
using System.Text.Json;
using Pix2Pitch.Pages.Layout;

namespace Pix2Pitch.Pages.ExperimentReports;

/// <summary>Several trainings, their best checkpoints, and comparisons of their outputs.</summary>
public sealed record ExperimentReport
{
    /// <summary>Version of the JSON that is written.</summary>
    public const int CurrentFormat = 1;

    /// <summary>The file for programs.</summary>
    public const string JsonFile = "experiments.json";

    /// <summary>The file for people: one page that opens offline.</summary>
    public const string HtmlFile = "experiments.html";

    /// <summary>The tables, for documents.</summary>
    public const string MarkdownFile = "experiments.md";

    /// <summary>Version of this report's JSON.</summary>
    public int Format { get; init; } = CurrentFormat;

    /// <summary>The runs, in the order in which they were given.</summary>
    public required IReadOnlyList<ExperimentRun> Runs { get; init; }

    /// <summary>The ten kept checkpoints of all runs with the lowest g.</summary>
    public required IReadOnlyList<RankedCheckpoint> BestByG { get; init; }

    /// <summary>The ten kept checkpoints of all runs with the lowest d1 + d2 + g.</summary>
    public required IReadOnlyList<RankedCheckpoint> BestBySum { get; init; }

    /// <summary>The comparisons.</summary>
    public required IReadOnlyList<ComparisonTable> Comparisons { get; init; }

    /// <summary>Sentences on what limits the figures.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    /// <summary>Writes <see cref="JsonFile"/>, <see cref="MarkdownFile"/> and <see cref="HtmlFile"/>, each atomically.</summary>
    /// <param name="folder">The folder, which must exist.</param>
    /// <returns>The path of the page.</returns>
    /// <exception cref="Pix2PitchException">The folder cannot be written to.</exception>
    public string Write(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        string page = Path.Combine(folder, HtmlFile);
        AtomicFile.Write(Path.Combine(folder, JsonFile), file => JsonSerializer.Serialize(file, this, ReportJson.Options));
        AtomicFile.Write(Path.Combine(folder, MarkdownFile), file => file.Write(Encoding.UTF8.GetBytes(ToMarkdown())));
        AtomicFile.Write(page, file => file.Write(Encoding.UTF8.GetBytes(ToHtml())));
        return page;
    }

    /// <summary>The tables as Markdown.</summary>
    public string ToMarkdown() => ExperimentMarkdown.Of(this);

    /// <summary>The report as one HTML page that needs no other file.</summary>
    public string ToHtml() => StaticPage.Render<ExperimentPage>(new() { [nameof(ExperimentPage.Report)] = this });
}
