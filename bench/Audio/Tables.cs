using System.Diagnostics;
using System.Text.Json;
using Pix2Pitch.Inversion;
using Pix2Pitch.Mel;

namespace Pix2Pitch.Bench.Audio;

/// <summary>Our side of the tables in docs/audio.md: clips of every preset, there and back.</summary>
internal static class Tables
{
    private static readonly (string Name, InversionOptions Options)[] s_ways =
    [
        ("ours", new InversionOptions { MaxThreads = 1 }),
        ("preview", new InversionOptions { MaxThreads = 1, Iterations = 0 }),
    ];

    /// <summary>Writes clips, and beside each what we make of its mel-spectrogram, into a folder for every preset.</summary>
    public static void Write(string music, string folder, int count)
    {
        foreach ((string preset, MelOptions mel) in MelOptions.Presets)
        {
            RawClips.Write(music, Path.Combine(folder, preset), count, mel);
            Invert(Path.Combine(folder, preset), mel);
        }
    }

    /// <summary>Writes what becomes of the clips of a folder beside them.</summary>
    public static void Invert(string folder, MelOptions mel)
    {
        var image = new float[mel.ValueCount];
        var extractor = new MelSpectrogramExtractor(mel, maxThreads: 1);
        foreach ((string name, InversionOptions options) in s_ways)
        {
            var inverter = new MelSpectrogramInverter(mel, options);
            foreach (string file in RawClips.Files(folder))
            {
                extractor.Extract(RawClips.Read(file), image);
                RawClips.Write(file.Replace("clip-", name + "-", StringComparison.Ordinal), inverter.Invert(image));
            }
        }
    }

    /// <summary>Measures inversion of <paramref name="count"/> clips of every preset, spread over all of them; writes times-ours.json.</summary>
    public static void Time(string folder, int count)
    {
        var results = new Dictionary<string, Dictionary<string, double[]>>();
        foreach ((string preset, MelOptions mel) in MelOptions.Presets)
        {
            string[] files = RawClips.Files(Path.Combine(folder, preset));
            int chosen = Math.Min(count, files.Length);
            var extractor = new MelSpectrogramExtractor(mel, maxThreads: 1);
            results[preset] = [];
            foreach ((string name, InversionOptions options) in s_ways)
            {
                var inverter = new MelSpectrogramInverter(mel, options);
                var image = new float[mel.ValueCount];
                results[preset][name] = [.. Enumerable.Range(0, chosen).Select(i =>
                {
                    extractor.Extract(RawClips.Read(files[(2 * i + 1) * files.Length / (2 * chosen)]), image);
                    return Seconds(() => inverter.Invert(image));
                })];
            }
        }
        File.WriteAllText(Path.Combine(folder, "times-ours.json"), JsonSerializer.Serialize(results));
    }

    // The median of seven runs, after as many that do not count.
    private static double Seconds(Action action)
    {
        const int Runs = 7;
        var times = new double[Runs];
        for (int i = -Runs; i < Runs; i++)
        {
            long begun = Stopwatch.GetTimestamp();
            action();
            if (i >= 0) times[i] = Stopwatch.GetElapsedTime(begun).TotalSeconds;
        }
        Array.Sort(times);
        return times[Runs / 2];
    }
}
