using System.Text;
using System.Text.Json;
using Pix2Pitch.Pages.Layout;

namespace Pix2Pitch.Pages.EvaluationReports;

/// <summary>
/// How good the music of models is, beside real music and simple baselines. The same report always gives the same files, byte for byte.
/// </summary>
public sealed record EvaluationReport
{
    /// <summary>Version of the JSON that is written.</summary>
    public const int CurrentFormat = 1;

    /// <summary>The file for programs.</summary>
    public const string JsonFile = "evaluation.json";

    /// <summary>The file for people: one page that opens offline.</summary>
    public const string HtmlFile = "evaluation.html";

    /// <summary>The tables, for documents.</summary>
    public const string MarkdownFile = "evaluation.md";

    /// <summary>Version of this report's JSON.</summary>
    public int Format { get; init; } = CurrentFormat;

    /// <summary>The models, in the order in which they were given.</summary>
    public required IReadOnlyList<EvaluatedModel> Models { get; init; }

    /// <summary>The options of the evaluation, by name, as text: seeds, numbers of clips, iterations.</summary>
    public required IReadOnlyDictionary<string, string> Options { get; init; }

    /// <summary>The number of paintings.</summary>
    public required int Paintings { get; init; }

    /// <summary>The number of their artists.</summary>
    public required int Artists { get; init; }

    /// <summary>The number of held-out real clips.</summary>
    public required int RealClips { get; init; }

    /// <summary>The number of their pieces.</summary>
    public required int RealPieces { get; init; }

    /// <summary>The number of training clips.</summary>
    public required int TrainingClips { get; init; }

    /// <summary>What the classifier of music was trained on, for people.</summary>
    public required string Classifier { get; init; }

    /// <summary>The kernel distance, times 1000, between two halves of the training clips without common pieces: the value of clips of the same distribution.</summary>
    public required Estimate RealKernelDistance { get; init; }

    /// <summary>The musical figures, in the order of tables.</summary>
    public required IReadOnlyList<EvaluatedFigure> Figures { get; init; }

    /// <summary>The sets of clips, in the order of tables.</summary>
    public required IReadOnlyList<EvaluationRow> Rows { get; init; }

    /// <summary>Sentences on what limits the figures: few clips, pictures that could not be read, no network to judge styles.</summary>
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

    /// <summary>The report as JSON, with names in camel case.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, ReportJson.Options);

    /// <summary>The tables as Markdown.</summary>
    public string ToMarkdown() => EvaluationMarkdown.Of(this);

    /// <summary>The main figures as a short Markdown table, for a README.</summary>
    public string ToSummary() => EvaluationMarkdown.Summary(this);

    /// <summary>The report as one HTML page that needs no other file.</summary>
    public string ToHtml() => StaticPage.Render<EvaluationPage>(new() { [nameof(EvaluationPage.Report)] = this });
}
