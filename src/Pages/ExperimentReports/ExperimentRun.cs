using System.Text.Json.Serialization;
using Pix2Pitch.Pages.RunReports;

namespace Pix2Pitch.Pages.ExperimentReports;

/// <summary>A training of an experiment.</summary>
/// <param name="Name">Its name, which is that of its folder.</param>
/// <param name="RunId">The run's id; empty if it has no checkpoint.</param>
/// <param name="Preset">The preset; empty for none.</param>
/// <param name="Size">Side of paintings and mel-spectrograms in pixels.</param>
/// <param name="SampleRate">Sample rate in Hz.</param>
/// <param name="Step">Number of completed steps.</param>
/// <param name="LastStep">Number of the last step to train.</param>
/// <param name="Seconds">Time spent on the steps, in seconds.</param>
/// <param name="Ended">Why it ended before its last step; empty if it did not.</param>
/// <param name="Options">Options that differ from their defaults, by name.</param>
public sealed record ExperimentRun(
    string Name, string RunId, string Preset, int Size, int SampleRate, long Step, long LastStep, double Seconds, string Ended, IReadOnlyDictionary<string, string> Options)
{
    /// <summary>The losses d1, d2 and g; only on the page, because the run's log.csv has all steps.</summary>
    [JsonIgnore]
    public IReadOnlyList<RunCurve> Losses { get; init; } = [];

    /// <summary>What the last generator makes of a validation painting; null if there is no preview. Only on the page.</summary>
    [JsonIgnore]
    public RunPreview? Preview { get; init; }
}
