using Pix2Pitch.Pages.Layout;

namespace Pix2Pitch.Pages.RunReports;

/// <summary>How a training run goes: its losses, evaluations, previews and options, and what made it.</summary>
public sealed record RunReport
{
    /// <summary>The file: one page that opens offline.</summary>
    public const string HtmlFile = "report.html";

    /// <summary>The run's id.</summary>
    public required string RunId { get; init; }

    /// <summary>Number of the last step in the log.</summary>
    public required long Step { get; init; }

    /// <summary>Number of the last step to train; 0 if there is none.</summary>
    public required long LastStep { get; init; }

    /// <summary>Time spent on the steps up to the last checkpoint.</summary>
    public required TimeSpan Time { get; init; }

    /// <summary>What to check, in sentences; empty if there is nothing.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }

    /// <summary>The losses.</summary>
    public required IReadOnlyList<RunCurve> Losses { get; init; }

    /// <summary>The values of the evaluations.</summary>
    public required IReadOnlyList<RunCurve> Evaluations { get; init; }

    /// <summary>The newest previews, one for each painting.</summary>
    public required IReadOnlyList<RunPreview> Previews { get; init; }

    /// <summary>Previews of the first painting at earlier steps, the oldest first.</summary>
    public required IReadOnlyList<RunPreview> EarlierPreviews { get; init; }

    /// <summary>All options of the run.</summary>
    public required IReadOnlyList<RunOption> Options { get; init; }

    /// <summary>What the run was trained with, by name.</summary>
    public required IReadOnlyDictionary<string, string> Data { get; init; }

    /// <summary>What started the run and what continued it, in order: what made each, by name.</summary>
    public required IReadOnlyList<IReadOnlyDictionary<string, string>> Starts { get; init; }

    /// <summary>The report as one HTML page that needs no other file.</summary>
    public string ToHtml() => StaticPage.Render<RunReportPage>(new() { [nameof(RunReportPage.Report)] = this });
}
