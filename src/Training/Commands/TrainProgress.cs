using Pix2Pitch.Terminal;
using Pix2Pitch.Training.Distributed;
using Pix2Pitch.Training.Runs;

namespace Pix2Pitch.Training.Commands;

/// <summary>The progress of <c>train</c>: a live line on a terminal, and lines for a log when standard output goes into a file.</summary>
/// <param name="progress">The display.</param>
/// <param name="lastStep">The last step; 0 if there is none.</param>
/// <param name="group">The ranks that train together; null for one process.</param>
/// <param name="watch">Is told what is saved; null for none.</param>
internal sealed class TrainProgress(Progress progress, long lastStep, IRankGroup? group = null, RankWatch? watch = null) : ITrainingObserver
{
    private readonly bool _writesLog = Console.IsOutputRedirected || !progress.IsShown;
    private double _secondsPerStep; // a mean over about the last fifty steps
    private string _diversity = "";

    public void OnStarted(string runId, long completedSteps, Accelerator accelerator)
    {
        if (completedSteps > 0) watch?.Saved(completedSteps);
        progress.Print($"run {runId} on the {NameOf(accelerator)}{(group?.Count > 1 ? $" in {group.Count} processes" : "")}{(completedSteps > 0 ? $", continuing after step {completedSteps}" : "")}");
        progress.Describe("waiting for the first step");
        progress.Report(completedSteps, lastStep);
    }

    public void OnStep(StepLosses losses, EvaluationMetrics? metrics, double seconds)
    {
        _secondsPerStep = _secondsPerStep == 0 ? seconds : _secondsPerStep + (seconds - _secondsPerStep) * 0.02;
        if (metrics is not null)
        {
            _diversity = $"diversity {metrics.DiversityRatio:P0}  ";
            string left = losses.Step < lastStep ? Progress.TimeLeft(TimeSpan.FromSeconds((lastStep - losses.Step) * _secondsPerStep)) : "";
            Log($"step {losses.Step}  d1 {losses.D1:F3}  d2 {losses.D2:F3}  g {losses.G:F3}  L1 {losses.L1:F4}  diversity {metrics.Diversity:F4} "
                + $"({metrics.DiversityRatio:P0} of real)  seeds {metrics.SeedDiversity:F4}  {Speed()}  {left}");
        }
        progress.Describe($"step {losses.Step}  d {losses.D1:F2}/{losses.D2:F2}  g {losses.G:F2}  L1 {losses.L1:F2}  {_diversity}{Speed()}");
        progress.Report(losses.Step, lastStep);
    }

    public void OnCheckpoint(long completedSteps)
    {
        watch?.Saved(completedSteps);
        Log($"step {completedSteps} saved");
    }

    public void OnWarning(string message) => progress.Print(message);

    /// <summary>The name of an accelerator for people.</summary>
    public static string NameOf(Accelerator accelerator) => accelerator == Accelerator.Cuda ? "GPU (CUDA)" : "CPU";

    private string Speed() => _secondsPerStep < 1 ? $"{1 / _secondsPerStep:F1} steps/s" : $"{_secondsPerStep:F1} s/step";

    private void Log(string line)
    {
        if (_writesLog) progress.Print(line);
    }
}
