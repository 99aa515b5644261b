using System.Numerics.Tensors;
using Pix2Pitch.Loudness;
using Pix2Pitch.SoundFiles;

namespace Pix2Pitch.Features;

/// <summary>Measures clips of music. Deterministic, and safe for use from many threads.</summary>
internal sealed class MusicFeatureExtractor
{
    /// <summary>The sample rate of clips in Hz.</summary>
    public const int SampleRate = 22050;

    private const int RhythmSize = 2048, RhythmHop = 256; // frames of 93 ms every 12 ms
    private const int SoundHop = 1024;
    private const int PitchSize = 8192, PitchHop = 2048; // bins of 2.7 Hz, which resolve semitones from 65 Hz
    private const double Silence = 1e-5; // -100 dB
    private const double MinLoudness = -70; // LUFS: the absolute gate of BS.1770

    /// <param name="options">How clips are measured; null means the defaults.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    public MusicFeatureExtractor(MusicFeatureOptions? options = null)
    {
        Options = options ?? new MusicFeatureOptions();
        Options.Validate();
    }

    /// <summary>How clips are measured.</summary>
    public MusicFeatureOptions Options { get; }

    /// <summary>Measures a clip.</summary>
    /// <param name="samples">
    /// Any number of mono samples in [-1, 1] at <see cref="SampleRate"/>; also more than <see cref="MusicFeatureOptions.ClipSeconds"/>.
    /// </param>
    /// <exception cref="Pix2PitchException">The clip is silent, or a sample is not a number.</exception>
    public MusicFeatures Extract(ReadOnlySpan<float> samples) => Extract(samples, "The clip");

    /// <summary>Reads a clip from a sound file and measures it.</summary>
    /// <param name="path">A sound file in any format that <see cref="AudioReader"/> supports.</param>
    /// <param name="offsetSeconds">Start of the clip in seconds; null means <see cref="MusicFeatureOptions.OffsetSeconds"/>.</param>
    /// <exception cref="Pix2PitchException">The file cannot be read, is shorter than the offset, or its clip is silent.</exception>
    public MusicFeatures Extract(string path, double? offsetSeconds = null)
        => Extract(AudioReader.Read(path, SampleRate, offsetSeconds ?? Options.OffsetSeconds, Options.ClipSeconds).Samples, $"'{path}'");

    /// <summary>Whether a clip has no sound that could be measured.</summary>
    public static bool IsSilent(ReadOnlySpan<float> samples) => RootMeanSquare(samples) < Silence;

    private static double RootMeanSquare(ReadOnlySpan<float> samples) => samples.IsEmpty ? 0 : TensorPrimitives.Norm(samples) / Math.Sqrt(samples.Length);

    private MusicFeatures Extract(ReadOnlySpan<float> samples, string name)
    {
        double seconds = (double)samples.Length / SampleRate;
        double rms = RootMeanSquare(samples);
        if (!double.IsFinite(rms))
            throw SampleReader.NotNumbers(name);
        if (rms < Silence)
            throw SampleReader.Silent(name, seconds);

        (double lufs, double range) = LoudnessMeter.Measure(samples, SampleRate);
        var sound = new MagnitudeSpectrogram(samples, RhythmSize, SoundHop);
        var often = new MagnitudeSpectrogram(samples, RhythmSize, RhythmHop);
        var rhythm = new OnsetStrength(often, (double)SampleRate / RhythmHop, seconds, Options.OnsetThreshold);
        var fine = new MagnitudeSpectrogram(samples, PitchSize, PitchHop);
        double[] classes = KeyProfile.PitchClasses(fine, (double)SampleRate / PitchSize, Options.TuningHertz);
        (double mode, int tonic) = KeyProfile.Key(classes);
        return new MusicFeatures
        {
            Brightness = Centroid(sound),
            Loudness = Math.Max(lufs, MinLoudness),
            LoudnessRange = range,
            OnsetRate = rhythm.Rate,
            Tempo = rhythm.Tempo(),
            Harmonicity = HarmonicShare.Of(sound),
            Mode = mode,
            Tonic = tonic,
            PitchClasses = classes,
        };
    }

    private static double Centroid(MagnitudeSpectrogram spectrogram)
    {
        double weighted = 0, sum = 0;
        for (int frame = 0; frame < spectrogram.Frames; frame++)
        {
            ReadOnlySpan<float> magnitudes = spectrogram.Frame(frame);
            for (int bin = 0; bin < magnitudes.Length; bin++)
            {
                weighted += (double)bin * magnitudes[bin];
                sum += magnitudes[bin];
            }
        }
        return sum > 0 ? weighted / sum * SampleRate / RhythmSize : 0;
    }
}
