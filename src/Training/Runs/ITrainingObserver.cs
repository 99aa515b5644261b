namespace Pix2Pitch.Training.Runs;

/// <summary>
/// Receives the progress of a training. All methods are called on the thread that trains and do nothing by default; an exception ends the training.
/// </summary>
public interface ITrainingObserver
{
    /// <summary>The training starts, or continues from a checkpoint.</summary>
    /// <param name="runId">The run's id, which the model file contains too.</param>
    /// <param name="completedSteps">Number of completed steps; 0 for a new run.</param>
    /// <param name="accelerator">What the networks run on.</param>
    void OnStarted(string runId, long completedSteps, Accelerator accelerator)
    {
    }

    /// <summary>A step is completed.</summary>
    /// <param name="losses">The losses of the step.</param>
    /// <param name="metrics">The evaluation after the step; null in steps without one (<see cref="TrainingOptions.EvaluateEvery"/>).</param>
    /// <param name="seconds">The duration of the step in seconds.</param>
    void OnStep(StepLosses losses, EvaluationMetrics? metrics, double seconds)
    {
    }

    /// <summary>A checkpoint has been written.</summary>
    /// <param name="completedSteps">Number of completed steps.</param>
    void OnCheckpoint(long completedSteps)
    {
    }

    /// <summary>The user should know something.</summary>
    /// <param name="message">One sentence.</param>
    void OnWarning(string message)
    {
    }
}
