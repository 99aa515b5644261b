using System.Diagnostics;
using System.Text.Json;
using Pix2Pitch.Inversion;
using Pix2Pitch.Mel;

namespace Pix2Pitch.Bench.Audio;

/// <summary>The results of Pix2Pitch for the tables in docs/audio.md: extraction and inversion of clips with every preset.</summary>
internal static class Tables
{
    private static readonly (string Name, InversionOptions Options)[] s_methods =
    [
        ("ours", new InversionOptions { MaxThreads = 1 }),
        ("preview", new InversionOptions { MaxThreads = 1, Iterations = 0 }),
    ];

    // librosa has no recipe for the others.
    private static IEnumerable<KeyValuePair<string, MelOptions>> MelPresets => MelOptions.Presets.Where(preset => preset.Value.Scale == FrequencyScale.Mel);

    /// <summary>Writes clips, and the inversion of their mel-spectrograms, into a folder for each preset.</summary>
    public static void Write(string music, string folder, int count)
    {
        foreach ((string preset, MelOptions mel) in MelPresets)
        {
            RawClips.Write(music, Path.Combine(folder, preset), count, mel);
            Invert(Path.Combine(folder, preset), mel);
        }
    }

    /// <summary>Writes the inversion of the mel-spectrogram of each clip in a folder next to the clip.</summary>
    public static void Invert(string folder, MelOptions mel)
    {
        var melSpectrogram = new float[mel.ValueCount];
        var extractor = new MelSpectrogramExtractor(mel, maxThreads: 1);
        foreach ((string name, InversionOptions options) in s_methods)
        {
            var inverter = new MelSpectrogramInverter(mel, options);
            foreach (string file in RawClips.Files(folder))
            {
                extractor.Extract(RawClips.Read(file), melSpectrogram);
                RawClips.Write(file.Replace("clip-", name + "-", StringComparison.Ordinal), inverter.Invert(melSpectrogram));
            }
        }
    }

    /// <summary>Measures the inversion of <paramref name="count"/> evenly spaced clips with each preset; writes times-ours.json.</summary>
    public static void Time(string folder, int count)
    {
        var results = new Dictionary<string, Dictionary<string, double[]>>();
        foreach ((string preset, MelOptions mel) in MelPresets)
        {
            string[] files = RawClips.Files(Path.Combine(folder, preset));
            int chosen = Math.Min(count, files.Length);
            var extractor = new MelSpectrogramExtractor(mel, maxThreads: 1);
            results[preset] = [];
            foreach ((string name, InversionOptions options) in s_methods)
            {
                var inverter = new MelSpectrogramInverter(mel, options);
                var melSpectrogram = new float[mel.ValueCount];
                results[preset][name] = [.. Enumerable.Range(0, chosen).Select(i =>
                {
                    extractor.Extract(RawClips.Read(files[(2 * i + 1) * files.Length / (2 * chosen)]), melSpectrogram);
                    return Seconds(() => inverter.Invert(melSpectrogram));
                })];
            }
        }
        File.WriteAllText(Path.Combine(folder, "times-ours.json"), JsonSerializer.Serialize(results));
    }

    // The median of seven runs, after seven runs to warm up.
    private static double Seconds(Action action)
    {
        const int Runs = 7;
        var times = new double[Runs];
        for (int i = -Runs; i < Runs; i++)
        {
            long start = Stopwatch.GetTimestamp();
            action();
            if (i >= 0) times[i] = Stopwatch.GetElapsedTime(start).TotalSeconds;
        }
        Array.Sort(times);
        return times[Runs / 2];
    }
}
