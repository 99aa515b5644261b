namespace Pix2Pitch.Training.Runs;

/// <summary>Watches a run.</summary>
public interface ITrainingObserver
{
    /// <summary>The run starts, or goes on from a checkpoint.</summary>
    /// <param name="state">Where it stands.</param>
    void Started(RunState state);

    /// <summary>A step is done.</summary>
    /// <param name="losses">What it measured.</param>
    /// <param name="diversity">The diversity, in steps that measure it.</param>
    /// <param name="seconds">How long it took.</param>
    void Stepped(StepLosses losses, DiversityMeasure? diversity, double seconds);

    /// <summary>A checkpoint lies on the disk.</summary>
    /// <param name="steps">Steps done.</param>
    void Saved(long steps);

    /// <summary>Something that the user should know, in a sentence.</summary>
    void Warned(string sentence);
}
