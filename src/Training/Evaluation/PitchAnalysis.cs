using System.Numerics.Tensors;
using Pix2Pitch.Features;

namespace Pix2Pitch.Training.Evaluation;

/// <summary>The spectral peaks of a clip as pitches, frame by frame.</summary>
internal sealed class PitchAnalysis
{
    private const float MinPeak = 0.01f; // relative to the loudest peak of the frame: -40 dB
    private const float AudiblePeak = 0.1f; // -20 dB
    private const double SilentFrame = 1e-3; // relative to the loudest frame: -60 dB

    private readonly List<double[]> _classes = []; // per frame that is not silent: twelve shares

    public PitchAnalysis(MagnitudeSpectrogram spectrogram, double binHertz)
    {
        (int first, int last) = SpectralPeaks.Bins(spectrogram.Bins, binHertz, KeyProfile.MinHertz, KeyProfile.MaxHertz);
        float loudest = spectrogram.Max;
        var peaks = new List<(double Pitch, double Magnitude, int Frame)>();
        var found = new List<(double Hertz, float Magnitude)>();
        int frames = 0;
        double tones = 0;
        for (int frame = 0; frame < spectrogram.Frames; frame++)
        {
            ReadOnlySpan<float> magnitudes = spectrogram.Frame(frame);
            float top = TensorPrimitives.Max(magnitudes[first..(last + 1)]);
            if (top < SilentFrame * loudest) continue;
            SpectralPeaks.Find(magnitudes, binHertz, KeyProfile.MinHertz, KeyProfile.MaxHertz, MinPeak * top, found);
            var audible = new HashSet<int>();
            foreach ((double hertz, float magnitude) in found)
            {
                double pitch = 69 + 12 * Math.Log2(hertz / 440);
                peaks.Add((pitch, magnitude, frames));
                if (magnitude >= AudiblePeak * top) audible.Add((int)Math.Round(pitch));
            }
            tones += audible.Count;
            frames++;
        }
        if (peaks.Count == 0) return;

        Polyphony = tones / frames;
        // The tuning is the direction of the mean of the deviations on a circle of one semitone.
        double sine = peaks.Sum(peak => peak.Magnitude * Math.Sin(2 * Math.PI * peak.Pitch)), cosine = peaks.Sum(peak => peak.Magnitude * Math.Cos(2 * Math.PI * peak.Pitch));
        double tuning = Math.Atan2(sine, cosine) / (2 * Math.PI), weight = peaks.Sum(peak => peak.Magnitude);
        Detuning = peaks.Sum(peak => peak.Magnitude * Math.Abs(peak.Pitch - tuning - Math.Round(peak.Pitch - tuning))) / weight;
        MeanPitch = peaks.Sum(peak => peak.Magnitude * peak.Pitch) / weight;

        var all = new double[12];
        for (int i = 0; i < frames; i++) _classes.Add(new double[12]);
        foreach ((double pitch, double magnitude, int frame) in peaks)
        {
            int pitchClass = (((int)Math.Round(pitch - tuning) % 12) + 12) % 12;
            _classes[frame][pitchClass] += magnitude;
        }
        double entropy = 0;
        foreach (double[] classes in _classes)
        {
            double sum = classes.Sum();
            if (sum <= 0) continue;
            for (int i = 0; i < 12; i++)
            {
                classes[i] /= sum;
                all[i] += classes[i] / frames;
                if (classes[i] > 0) entropy -= classes[i] * Math.Log2(classes[i]);
            }
        }
        Entropy = entropy / frames;
        KeyClarity = KeyProfile.Clarity(all);
        SortedClasses = [.. all.OrderDescending().Select(share => (float)share)];
        // How often two pitch classes sound together, by the interval between them: 1 (semitone) to 6 (tritone).
        IntervalClasses = [.. Enumerable.Range(1, 6).Select(interval => (float)_classes.Average(classes => Enumerable.Range(0, 12).Sum(i => classes[i] * classes[(i + interval) % 12])))];
    }

    public double Detuning { get; } = 0.25;

    public double Entropy { get; }

    public double KeyClarity { get; }

    public double Polyphony { get; }

    /// <summary>The mean pitch as a MIDI number, weighted by magnitude.</summary>
    public double MeanPitch { get; } = 60;

    /// <summary>The shares of the twelve pitch classes, the greatest first.</summary>
    public float[] SortedClasses { get; } = new float[12];

    /// <summary>The products of the shares of pitch classes at distances of 1 to 6 semitones, a mean over frames.</summary>
    public float[] IntervalClasses { get; } = new float[6];

    /// <summary>The greatest mean cosine similarity between frames at one distance of 1 to 5 s, 0 to 1. Silent frames are left out.</summary>
    public double Repetition(double framesPerSecond)
    {
        if (_classes.Count < 2 * framesPerSecond) return 0;
        double[][] unit = [.. _classes.Select(classes => TensorPrimitives.Norm<double>(classes) is > 0 and var norm ? classes.Select(value => value / norm).ToArray() : classes)];
        double Similarity(int lag) => Enumerable.Range(0, unit.Length - lag).Average(frame => TensorPrimitives.Dot<double>(unit[frame], unit[frame + lag]));
        int from = (int)Math.Round(framesPerSecond), to = Math.Min((int)Math.Round(5 * framesPerSecond), unit.Length - 1);
        return Math.Clamp(Enumerable.Range(from, to - from + 1).Max(Similarity), 0, 1);
    }
}
