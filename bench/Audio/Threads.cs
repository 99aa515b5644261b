using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Pix2Pitch.Inversion;
using Pix2Pitch.Mel;

namespace Pix2Pitch.Bench.Audio;

/// <summary>Measures the speedup by a second thread, and by a second process.</summary>
internal static class Threads
{
    /// <summary>Extracts and inverts clips with one thread and with two, alternating because the speed of the machine varies. Prints the medians in seconds.</summary>
    public static void Measure(string folder)
    {
        float[][] clips = [.. RawClips.Files(folder).Select(RawClips.Read)];
        MelOptions mel = AudioBenchmarks.Mel;
        var extractor = new MelSpectrogramExtractor(mel, maxThreads: 1);
        var inverter = new MelSpectrogramInverter(mel, new InversionOptions { MaxThreads = 1 });
        double Folder(int threads)
        {
            long begun = Stopwatch.GetTimestamp();
            Parallel.For(0, 16, new ParallelOptions { MaxDegreeOfParallelism = threads }, i =>
            {
                var melSpectrogram = new float[mel.ValueCount];
                extractor.Extract(clips[i % clips.Length], melSpectrogram);
                inverter.Invert(melSpectrogram);
            });
            return Stopwatch.GetElapsedTime(begun).TotalSeconds;
        }
        Folder(1);
        Folder(2);
        var times = new List<(double One, double Two)>();
        for (int round = 0; round < 5; round++) times.Add((Folder(1), Folder(2)));
        double one = Median(times.Select(t => t.One)), two = Median(times.Select(t => t.Two)), ratio = Median(times.Select(t => t.One / t.Two));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{one:F4} {two:F4} {ratio:F4}"));
    }

    /// <summary>Repeats one kind of work on one thread and prints the number of times per second.</summary>
    /// <param name="folder">The folder with the clips.</param>
    /// <param name="workspace"><c>registers</c>: multiplications and additions without memory access; <c>clips</c>: extraction and inversion of a clip.</param>
    /// <param name="seconds">Duration in seconds.</param>
    public static void Rate(string folder, string work, double seconds)
    {
        MelOptions mel = AudioBenchmarks.Mel;
        float[] clip = RawClips.Read(RawClips.Files(folder)[0]), melSpectrogram = new float[mel.ValueCount];
        var extractor = new MelSpectrogramExtractor(mel, maxThreads: 1);
        var inverter = new MelSpectrogramInverter(mel, new InversionOptions { MaxThreads = 1 });
        Action once = work == "registers" ? () => Registers() : () =>
        {
            extractor.Extract(clip, melSpectrogram);
            inverter.Invert(melSpectrogram);
        };
        for (long warm = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(warm).TotalSeconds < 1;) once();
        int count = 0;
        long begun = Stopwatch.GetTimestamp();
        for (; Stopwatch.GetElapsedTime(begun).TotalSeconds < seconds; count++) once();
        Console.WriteLine((count / Stopwatch.GetElapsedTime(begun).TotalSeconds).ToString("F3", CultureInfo.InvariantCulture));
    }

    // Eight independent chains, enough to use all arithmetic units of a core.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static float Registers()
    {
        Vector512<float> m = Vector512.Create(0.999f), n = Vector512.Create(0.001f);
        Vector512<float> a = n, b = m, c = a + b, d = c + m, e = d + m, f = e + m, g = f + m, h = g + m;
        for (int i = 0; i < 1_000_000; i++)
        {
            a = Vector512.MultiplyAddEstimate(a, m, n);
            b = Vector512.MultiplyAddEstimate(b, m, n);
            c = Vector512.MultiplyAddEstimate(c, m, n);
            d = Vector512.MultiplyAddEstimate(d, m, n);
            e = Vector512.MultiplyAddEstimate(e, m, n);
            f = Vector512.MultiplyAddEstimate(f, m, n);
            g = Vector512.MultiplyAddEstimate(g, m, n);
            h = Vector512.MultiplyAddEstimate(h, m, n);
        }
        return Vector512.Sum(a + b + c + d + e + f + g + h);
    }

    private static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 2];
    }
}
