using Pix2Pitch.Mel;
using Pix2Pitch.Training.Networks;

namespace Pix2Pitch.Training.Runs;

/// <summary>A model of the thesis "Pix2Pitch" (Ruzafa 2020): the data that it needs, and how it is trained. docs/experiments.md says which values the thesis states and which are inferred.</summary>
/// <param name="Name">Its name in the thesis.</param>
/// <param name="Mel">The representation that the data must have.</param>
/// <param name="PatchLayers">Convolutions of the discriminator with stride 2.</param>
public sealed record TrainingPreset(string Name, MelOptions Mel, int PatchLayers)
{
    /// <summary>Sets the options of the preset; all others keep their values.</summary>
    /// <param name="options">The options to start from.</param>
    public TrainingOptions Apply(TrainingOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return options with
        {
            Size = Mel.Frames,
            Architecture = GeneratorArchitecture.UNet,
            Output = GeneratorOutput.Spectrogram,
            Upsampling = Upsampling.TransposedConvolution,
            Width = 64,
            DiscriminatorWidth = 64,
            PatchLayers = PatchLayers,
            Normalization = Normalization.Batch,
            Summary = false,
            AdversarialLoss = Losses.AdversarialLoss.CrossEntropy,
            L1Weight = 100,
            DiversityWeight = 0,
            LearningRate = 2e-4,
            Beta1 = 0.5,
            BatchSize = 1,
            StyleDropout = 1,
            AverageDecay = 0,
            PauseDiscriminator = false,
        };
    }

    /// <summary>Whether a representation has the size, the sample rate and the scale of the preset.</summary>
    internal bool Fits(MelOptions mel) => (mel.Frames, mel.SampleRate, mel.Scale) == (Mel.Frames, Mel.SampleRate, Mel.Scale);

    /// <summary>Checks that data has the representation of the preset.</summary>
    /// <param name="mel">The representation of the data.</param>
    /// <param name="data">Names the data in the message.</param>
    /// <exception cref="Pix2PitchException">The size, the sample rate or the scale differs.</exception>
    internal void CheckData(MelOptions mel, string data)
    {
        if (Fits(mel)) return;
        string rate = Mel.SampleRate == MelOptions.ForImageSize(Mel.Frames).SampleRate ? "" : $" --sample-rate {Mel.SampleRate}";
        throw new Pix2PitchException($"The preset {Name} is for data of {Mel.Frames} px at {Mel.SampleRate} Hz, but '{data}' has {mel.Frames} px at {mel.SampleRate} Hz{(mel.Scale == Mel.Scale ? "" : " on the semitone scale")}; prepare the data with --size {Mel.Frames}{rate}.");
    }
}
