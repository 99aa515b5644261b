using Pix2Pitch.Training.Data;
using Pix2Pitch.Training.Runs;

namespace Pix2Pitch.Training.Health;

/// <summary>Measures what an evaluation says about copies and sound. What is the same in every evaluation is measured in the first one.</summary>
/// <param name="data">The data, for the training clips.</param>
/// <param name="options">How many outputs are turned into sound.</param>
/// <param name="real">The real mel-spectrograms of the evaluation's paintings.</param>
internal sealed class HealthMeter(ITrainingData data, HealthOptions options, IReadOnlyList<float[]> real)
{
    private readonly SoundMeter _sound = new(data.Mel);
    private NearestClips? _clips;
    private SoundFigures? _realSound;

    /// <summary>Adds the figures to those of an evaluation.</summary>
    /// <param name="metrics">The evaluation.</param>
    /// <param name="outputs">The outputs for the evaluation's paintings.</param>
    public EvaluationMetrics Measure(EvaluationMetrics metrics, IReadOnlyList<float[]> outputs)
    {
        _clips ??= new NearestClips(data);
        if (_clips.HeldOut is { } heldOut)
            metrics = metrics with { NearestClip = outputs.Average(_clips.Distance), RealNearestClip = heldOut };
        if (options.SoundPaintings == 0)
            return metrics;
        _realSound ??= _sound.Of(real);
        return metrics with { Sound = _sound.Of(outputs.Take(options.SoundPaintings)), RealSound = _realSound };
    }
}
