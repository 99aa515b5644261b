using System.Globalization;
using Pix2Pitch.Estimators;

namespace Pix2Pitch.Training.Runs;

/// <summary>Sends the start, the evaluations, the checkpoints and the warnings of a training to <c>MLContext.Log</c>, and everything to the caller's observer.</summary>
internal sealed class LoggingObserver(CatalogLog log, ITrainingObserver? inner) : ITrainingObserver
{
    public void OnStarted(string runId, long completedSteps, Accelerator accelerator)
    {
        log.Info($"The run {runId} starts after step {completedSteps} on {accelerator}.");
        inner?.OnStarted(runId, completedSteps, accelerator);
    }

    public void OnStep(StepLosses losses, EvaluationMetrics? metrics, double seconds)
    {
        if (metrics is not null)
            log.Info(string.Create(CultureInfo.InvariantCulture, $"Step {losses.Step}: generator {losses.G:G3}, L1 {losses.L1:G3}, validation L1 {metrics.ValidationL1:G3}, diversity {metrics.DiversityRatio:G3} of real clips"));
        inner?.OnStep(losses, metrics, seconds);
    }

    public void OnCheckpoint(long completedSteps)
    {
        log.Info($"Step {completedSteps} is saved.");
        inner?.OnCheckpoint(completedSteps);
    }

    public void OnWarning(string message)
    {
        log.Warning(message);
        inner?.OnWarning(message);
    }
}
