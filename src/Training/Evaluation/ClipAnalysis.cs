using System.Numerics.Tensors;
using Pix2Pitch.Features;

namespace Pix2Pitch.Training.Evaluation;

/// <summary>
/// What a clip sounds like: its <see cref="MusicalFigures"/>, and a vector of summary statistics for classifiers and distances. The vector ignores
/// timing and transposition: it is the same for the same music a little later, and nearly the same in another key.
/// </summary>
internal sealed class ClipAnalysis
{
    /// <summary>The sample rate that clips must have, in Hz.</summary>
    public const int SampleRate = MusicFeatureExtractor.SampleRate;

    /// <summary>The minimum length of a clip in seconds.</summary>
    public const double MinSeconds = 2;

    private const int Bands = 32;
    private const int TimbreSize = 2048, RhythmHop = 256, TimbreStep = 4; // timbre: every fourth frame of the rhythm, 46 ms
    private const int PitchSize = 8192, PitchHop = 2048;
    private const double FramesPerSecond = (double)SampleRate / RhythmHop, PitchFramesPerSecond = (double)SampleRate / PitchHop;
    private const double FloorDecibels = -80; // relative to the loudest frame or band, so that digital silence does not make figures depend on the gain
    private const double MaxOnsetContrast = 1000;

    /// <param name="features">The features that pairing uses.</param>
    /// <param name="figures">How musical it sounds.</param>
    /// <param name="vector">A vector of <see cref="VectorLength"/> values.</param>
    public ClipAnalysis(MusicFeatures features, MusicalFigures figures, float[] vector) => (Features, Figures, Vector) = (features, figures, vector);

    /// <summary>The features that pairing uses.</summary>
    public MusicFeatures Features { get; }

    /// <summary>How musical it sounds.</summary>
    public MusicalFigures Figures { get; }

    /// <summary><see cref="VectorLength"/> values, not standardised.</summary>
    public float[] Vector { get; }

    /// <summary>The length of every vector.</summary>
    public static int VectorLength => 3 * Bands + 12 + 6 + 14;

    /// <summary>Analyses a clip.</summary>
    /// <param name="samples">Mono samples at <see cref="SampleRate"/>, 2 s or more.</param>
    /// <param name="name">The name of the clip for messages.</param>
    /// <exception cref="Pix2PitchException">The clip is shorter than 2 s or silent, or a sample is not a number.</exception>
    public static ClipAnalysis Of(ReadOnlySpan<float> samples, string name)
    {
        if (samples.Length < MinSeconds * SampleRate)
            throw new Pix2PitchException(FormattableString.Invariant($"{name} lasts {(double)samples.Length / SampleRate:0.##} s; {MinSeconds} s or more are needed."));
        MusicFeatures features = new MusicFeatureExtractor().Extract(samples);
        var often = new MagnitudeSpectrogram(samples, TimbreSize, RhythmHop);
        var fine = new MagnitudeSpectrogram(samples, PitchSize, PitchHop);
        var pitches = new PitchAnalysis(fine, (double)SampleRate / PitchSize);
        double[] flux = OnsetStrength.Flux(often)[1..], levels = Levels(often); // the first frame has no earlier one
        Array.Sort(levels);
        double[] rises = [.. flux.Order()];
        (double strongest, double median) = (Percentile(rises, 0.98), Percentile(rises, 0.5));
        var figures = new MusicalFigures(
            pitches.Detuning,
            pitches.Entropy,
            pitches.KeyClarity,
            pitches.Polyphony,
            strongest > 0 ? strongest / Math.Max(median, strongest / MaxOnsetContrast) : 0, // between notes in digital silence, the median is 0
            Salience(flux, FramesPerSecond),
            pitches.Repetition(PitchFramesPerSecond),
            Percentile(levels, 0.95) - Percentile(levels, 0.05),
            (double)levels.Count(level => level < levels[^1] - 40) / levels.Length);
        return new ClipAnalysis(features, figures, [.. Timbre(often), .. pitches.SortedClasses, .. pitches.IntervalClasses, .. Others(features, figures, flux, pitches)]);
    }

    /// <summary>Whether a clip has no sound that could be analysed.</summary>
    public static bool IsSilent(ReadOnlySpan<float> samples) => MusicFeatureExtractor.IsSilent(samples);

    // Values with long tails as logarithms, so that a classifier sees differences of proportion.
    private static float[] Others(MusicFeatures features, MusicalFigures figures, double[] flux, PitchAnalysis pitches) =>
    [
        (float)Math.Log(features.Brightness), (float)features.LoudnessRange, (float)features.OnsetRate,
        (float)(double.IsNaN(features.Tempo) ? Math.Log(120) : Math.Log(features.Tempo)), (float)features.Harmonicity, (float)features.Mode,
        (float)figures.PitchClassEntropy, (float)figures.KeyClarity, (float)figures.Polyphony, (float)Math.Log(1 + figures.OnsetContrast),
        (float)figures.TempoSalience, (float)figures.Repetition, (float)figures.DynamicRange, (float)pitches.MeanPitch,
    ];

    // Mean, standard deviation and mean change of the level of bands that are equally wide in mel, relative to the mean level of the clip.
    private static float[] Timbre(MagnitudeSpectrogram spectrogram)
    {
        int[] edges = BandEdges(spectrogram.Bins);
        int frames = (spectrogram.Frames + TimbreStep - 1) / TimbreStep;
        var decibels = new double[Bands][];
        for (int band = 0; band < Bands; band++)
        {
            decibels[band] = new double[frames];
            for (int frame = 0; frame < frames; frame++)
            {
                ReadOnlySpan<float> bins = spectrogram.Frame(frame * TimbreStep)[edges[band]..edges[band + 1]];
                decibels[band][frame] = TensorPrimitives.SumOfSquares(bins) / bins.Length;
            }
        }
        double max = decibels.Max(band => band.Max());
        foreach (double[] band in decibels)
        {
            for (int frame = 0; frame < frames; frame++) band[frame] = Math.Max(FloorDecibels, 10 * Math.Log10(band[frame] / max + 1e-12));
        }
        double[] means = [.. decibels.Select(band => band.Average())];
        double overall = means.Average();
        return
        [
            .. means.Select(mean => (float)(mean - overall)),
            .. decibels.Select((band, i) => (float)Math.Sqrt(band.Average(value => (value - means[i]) * (value - means[i])))),
            .. decibels.Select(band => (float)Enumerable.Range(1, frames - 1).Average(frame => Math.Abs(band[frame] - band[frame - 1]))),
        ];
    }

    // From 60 Hz to 10 kHz on the mel scale of O'Shaughnessy 1987; each band has at least one bin.
    private static int[] BandEdges(int bins)
    {
        static double Mel(double hertz) => 1127 * Math.Log(1 + hertz / 700);
        var edges = new int[Bands + 1];
        for (int i = 0; i <= Bands; i++)
        {
            double mel = Mel(60) + (Mel(10_000) - Mel(60)) * i / Bands, hertz = 700 * (Math.Exp(mel / 1127) - 1);
            edges[i] = Math.Clamp((int)Math.Round(hertz * TimbreSize / SampleRate), i == 0 ? 1 : edges[i - 1] + 1, bins - 1);
        }
        return edges;
    }

    // In dB relative to the loudest frame.
    private static double[] Levels(MagnitudeSpectrogram spectrogram)
    {
        double[] powers = [.. Enumerable.Range(0, spectrogram.Frames).Select(frame => (double)TensorPrimitives.SumOfSquares(spectrogram.Frame(frame)))];
        double max = powers.Max();
        return [.. powers.Select(power => Math.Max(FloorDecibels, 10 * Math.Log10(power / max)))];
    }

    private static double Salience(double[] flux, double framesPerSecond)
    {
        double mean = flux.Average();
        double[] centred = [.. flux.Select(value => value - mean)];
        double power = TensorPrimitives.SumOfSquares<double>(centred), best = 0;
        int minLag = (int)(0.2 * framesPerSecond), maxLag = Math.Min((int)(2 * framesPerSecond), flux.Length / 2);
        for (int lag = minLag; lag <= maxLag; lag++)
        {
            // Fewer products at greater distances.
            double value = TensorPrimitives.Dot<double>(centred.AsSpan(lag), centred.AsSpan(0, centred.Length - lag)) * flux.Length / (flux.Length - lag);
            best = Math.Max(best, value);
        }
        return power > 0 ? Math.Clamp(best / power, 0, 1) : 0;
    }

    private static double Percentile(double[] sorted, double share) => sorted[(int)Math.Round(share * (sorted.Length - 1))];
}
