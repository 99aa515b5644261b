using System.Collections.Concurrent;

namespace Pix2Pitch.Transforms.Tests;

/// <summary>Test signals.</summary>
internal static class TestSignals
{
    private static readonly ConcurrentDictionary<(int SampleRate, int Count, int Seed), float[]> s_music = new();

    /// <summary>The signal of <c>Reference/make_reference.py</c>.</summary>
    public static float[] Reference(int sampleRate, int count)
    {
        var samples = new float[count];
        ulong state = 12345;
        for (int n = 0; n < count; n++)
        {
            double t = (double)n / sampleRate;
            state = (state * 1664525 + 1013904223) % (1UL << 32);
            double x = 0.4 * Math.Sin(2 * Math.PI * 440 * t) + 0.1 * Math.Sin(2 * Math.PI * 1234.5 * t + 1);
            x += 0.2 * Math.Sin(2 * Math.PI * (100 * t + 0.5 * 300 * t * t));
            x += 0.2 * (state / (double)(1UL << 32) - 0.5);
            if (n == count / 3) x += 0.5;
            samples[n] = (float)x;
        }
        return samples;
    }

    /// <summary>The right channel of <c>Reference/make_reference.py</c>.</summary>
    public static float[] ReferenceRight(int sampleRate, int count)
    {
        var samples = new float[count];
        ulong state = 54321;
        for (int n = 0; n < count; n++)
        {
            double t = (double)n / sampleRate;
            state = (state * 1664525 + 1013904223) % (1UL << 32);
            double x = 0.3 * Math.Sin(2 * Math.PI * 660 * t) + 0.2 * Math.Sin(2 * Math.PI * 150.5 * t + 2);
            samples[n] = (float)(x + 0.3 * (state / (double)(1UL << 32) - 0.5));
        }
        return samples;
    }

    /// <summary>A phrase of plucked notes with overtones, two voices.</summary>
    public static float[] Music(int sampleRate, int count, int seed = 1)
        => [.. s_music.GetOrAdd((sampleRate, count, seed), static key => MakeMusic(key.SampleRate, key.Count, key.Seed))];

    private static float[] MakeMusic(int sampleRate, int count, int seed)
    {
        var random = new Random(seed);
        var samples = new float[count];
        int[] scale = [0, 2, 4, 5, 7, 9, 11];
        for (int voice = 0; voice < 2; voice++)
        {
            int step = (int)((0.25 + 0.25 * voice) * sampleRate);
            for (int start = 0; start < count; start += step)
            {
                double pitch = 220 * (2 - voice) * Math.Pow(2, scale[random.Next(scale.Length)] / 12.0);
                for (int n = start; n < Math.Min(count, start + 2 * step); n++)
                {
                    double t = (double)(n - start) / sampleRate, envelope = Math.Min(1, t * 200) * Math.Exp(-4 * t), x = 0;
                    for (int k = 1; k <= 8; k++) x += Math.Sin(2 * Math.PI * k * pitch * t) / (k * k);
                    samples[n] += (float)(0.2 * envelope * x);
                }
            }
        }
        return samples;
    }

    /// <summary>A tone.</summary>
    public static float[] Tone(double frequency, int sampleRate, int count, double amplitude = 0.5)
    {
        var samples = new float[count];
        for (int n = 0; n < count; n++) samples[n] = (float)(amplitude * Math.Sin(2 * Math.PI * frequency * n / sampleRate));
        return samples;
    }

    /// <summary>White noise in [-1, 1).</summary>
    public static float[] Noise(int count, int seed)
    {
        var random = new Random(seed);
        var samples = new float[count];
        for (int n = 0; n < count; n++) samples[n] = (float)(2 * random.NextDouble() - 1);
        return samples;
    }
}
