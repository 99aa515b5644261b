using System.Numerics.Tensors;
using Pix2Pitch.Features;
using Pix2Pitch.Inversion;
using Pix2Pitch.Mel;
using Pix2Pitch.SoundFiles;
using Pix2Pitch.Training.Evaluation;

namespace Pix2Pitch.Training.Health;

/// <summary>
/// Measures how mel-spectrograms sound. Real ones have to be measured in the same way, because the inversion changes the sound too. It is the fast inversion, without
/// Griffin-Lim, because a training measures often.
/// </summary>
/// <param name="mel">The representation of the mel-spectrograms.</param>
internal sealed class SoundMeter(MelOptions mel)
{
    private const int SampleRate = MusicFeatureExtractor.SampleRate;
    private const int FlatnessSize = 2048, FlatnessHop = 1024, RhythmHop = 256, PitchSize = 8192, PitchHop = 2048;
    private const double SilentFrame = 1e-6; // of the power of the loudest frame
    private const double ChanceDetuning = 0.25; // semitones

    private static readonly double s_onsetThreshold = new MusicFeatureOptions().OnsetThreshold;

    private MelSpectrogramInverter? _inverter; // not made for a training that measures no sound

    /// <summary>The means over mel-spectrograms; null if all of them are silent.</summary>
    /// <param name="mels">[S, S] in [-1, 1] each.</param>
    public SoundFigures? Of(IEnumerable<float[]> mels)
    {
        _inverter ??= new MelSpectrogramInverter(mel, new InversionOptions { Iterations = 0 });
        SoundFigures[] found = [.. mels.Select(values => OfSamples(Resampler.Convert(_inverter.Invert(new MelSpectrogram(mel, values)), mel.SampleRate, SampleRate))).OfType<SoundFigures>()];
        return found.Length == 0 ? null : new SoundFigures(found.Average(f => f.SpectralFlatness), found.Average(f => f.OnsetRate), found.Average(f => f.PitchClarity));
    }

    /// <summary>Measures a clip; null if it is silent.</summary>
    /// <param name="samples">Mono samples at 22,050 Hz.</param>
    public static SoundFigures? OfSamples(float[] samples)
    {
        if (MusicFeatureExtractor.IsSilent(samples)) return null;
        double seconds = (double)samples.Length / SampleRate;
        var rhythm = new OnsetStrength(new MagnitudeSpectrogram(samples, FlatnessSize, RhythmHop), (double)SampleRate / RhythmHop, seconds, s_onsetThreshold);
        var pitches = new PitchAnalysis(new MagnitudeSpectrogram(samples, PitchSize, PitchHop), (double)SampleRate / PitchSize);
        double clarity = pitches.Polyphony > 0 ? Math.Clamp(1 - pitches.Detuning / ChanceDetuning, 0, 1) : 0;
        return new SoundFigures(Flatness(new MagnitudeSpectrogram(samples, FlatnessSize, FlatnessHop)), rhythm.Rate, clarity);
    }

    private static double Flatness(MagnitudeSpectrogram spectrogram)
    {
        double[] powers = [.. Enumerable.Range(0, spectrogram.Frames).Select(frame => (double)TensorPrimitives.SumOfSquares(spectrogram.Frame(frame)[1..]))];
        double loudest = powers.Max(), sum = 0;
        int frames = 0;
        for (int frame = 0; frame < powers.Length; frame++)
        {
            if (powers[frame] <= SilentFrame * loudest) continue;
            ReadOnlySpan<float> bins = spectrogram.Frame(frame)[1..]; // without the mean
            double mean = powers[frame] / bins.Length, logarithms = 0;
            foreach (float bin in bins) logarithms += Math.Log((double)bin * bin + 1e-12 * mean);
            sum += Math.Exp(logarithms / bins.Length) / mean;
            frames++;
        }
        return frames > 0 ? sum / frames : 0;
    }
}
