using Pix2Pitch.Training.Evaluation;

namespace Pix2Pitch.Training.Tests.Evaluation;

/// <summary>Signals with known properties. Pitches are MIDI numbers.</summary>
internal static class TestMusic
{
    private const int Rate = ClipAnalysis.SampleRate;

    /// <summary>Pure tones that sound together.</summary>
    public static float[] Chord(double seconds, params double[] pitches) => Add(new float[(int)(seconds * Rate)], 0, pitches, _ => 1);

    /// <summary>Chords of pure tones, one after the other; each fades in and out, so that it does not click.</summary>
    public static float[] Progression(double secondsPerChord, IReadOnlyList<double[]> chords)
    {
        int length = (int)(secondsPerChord * Rate), fade = Rate / 50;
        var samples = new float[length * chords.Count];
        for (int i = 0; i < chords.Count; i++)
            Add(samples.AsSpan(i * length, length), i * length, chords[i], n => Math.Min(1, Math.Min(n, length - n) / (double)fade));
        return samples;
    }

    /// <summary>Struck notes of a decaying tone with three harmonics.</summary>
    public static float[] Struck(double secondsPerNote, IReadOnlyList<double> pitches)
    {
        int length = (int)(secondsPerNote * Rate);
        var samples = new float[length * pitches.Count];
        for (int i = 0; i < pitches.Count; i++)
            Add(samples.AsSpan(i * length, length), 0, [pitches[i], pitches[i] + 12, pitches[i] + 19.02], n => Math.Min(1, n / 50.0) * Math.Exp(-8.0 * n / Rate));
        return samples;
    }

    /// <summary>White noise.</summary>
    public static float[] Noise(double seconds, int seed, double amplitude = 0.3)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, (int)(seconds * Rate)).Select(_ => (float)(amplitude * (2 * random.NextDouble() - 1)))];
    }

    /// <summary>A click of 3 ms at each multiple of a time.</summary>
    public static float[] Clicks(double seconds, double period)
    {
        float[] samples = Noise(seconds, 9, 0.001);
        for (double start = 0.1; start < seconds - 0.1; start += period)
        {
            for (int n = 0; n < Rate * 3 / 1000; n++) samples[(int)(start * Rate) + n] += n % 2 == 0 ? 0.8f : -0.8f;
        }
        return samples;
    }

    /// <summary>Chords of three random pitches that are drawn from a list.</summary>
    public static double[][] RandomChords(int count, int seed, double[] from)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => random.GetItems(from, 3))];
    }

    /// <summary>The analysis of a signal.</summary>
    public static ClipAnalysis Analysis(float[] samples) => ClipAnalysis.Of(samples, "The signal");

    /// <summary>The figures of a signal.</summary>
    public static MusicalFigures Figures(float[] samples) => Analysis(samples).Figures;

    private static float[] Add(float[] samples, int start, double[] pitches, Func<int, double> envelope)
    {
        Add(samples.AsSpan(), start, pitches, envelope);
        return samples;
    }

    private static void Add(Span<float> samples, int start, double[] pitches, Func<int, double> envelope)
    {
        double[] turns = [.. pitches.Select(pitch => 2 * Math.PI * 440 * Math.Pow(2, (pitch - 69) / 12) / Rate)];
        for (int n = 0; n < samples.Length; n++)
        {
            double sum = 0;
            foreach (double turn in turns) sum += Math.Sin(turn * (start + n));
            samples[n] += (float)(0.2 * envelope(n) * sum);
        }
    }
}
