using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using Pix2Pitch.Mel;
using Pix2Pitch.SoundFiles;

namespace Pix2Pitch.Bench.Audio;

/// <summary>Clips as raw float32 files, which the Python peers can read.</summary>
internal static class RawClips
{
    /// <summary>Writes <paramref name="count"/> clips, evenly spaced in a collection, as clip-NN.f32, and their options and names as clips.json.</summary>
    public static void Write(string music, string folder, int count, MelOptions mel)
    {
        string[] files = Spread(music, count);
        Directory.CreateDirectory(folder);
        var names = new string[files.Length];
        for (int i = 0; i < files.Length; i++)
        {
            string file = files[i];
            names[i] = Path.GetRelativePath(music, file);
            float[] clip = AudioReader.Read(file, mel.SampleRate, 0, mel.ClipSeconds).Samples;
            Array.Resize(ref clip, mel.ClipSamples);
            Write(Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"clip-{i:00}.f32")), clip);
        }
        File.WriteAllText(Path.Combine(folder, "clips.json"), JsonSerializer.Serialize(new
        {
            rate = mel.SampleRate,
            size = mel.FftSize,
            hop = mel.HopLength,
            bands = mel.MelBands,
            frames = mel.Frames,
            names,
        }));
    }

    /// <summary><paramref name="count"/> sound files, evenly spaced in a collection.</summary>
    public static string[] Spread(string music, int count)
    {
        string[] files = [.. Directory.EnumerateFiles(music, "*", SearchOption.AllDirectories)
            .Where(file => Path.GetExtension(file).ToUpperInvariant() is ".FLAC" or ".WAV").Order(StringComparer.Ordinal)];
        if (files.Length == 0) throw new FileNotFoundException($"There are no .flac or .wav files in '{music}'.");
        count = Math.Min(count, files.Length);
        return [.. Enumerable.Range(0, count).Select(i => files[(int)((i + 0.5) * files.Length / count)])];
    }

    /// <summary>The clips of a folder, in order.</summary>
    public static string[] Files(string folder) => [.. Directory.GetFiles(folder, "clip-*.f32").Order(StringComparer.Ordinal)];

    public static float[] Read(string path) => MemoryMarshal.Cast<byte, float>(File.ReadAllBytes(path)).ToArray();

    public static void Write(string path, float[] samples) => File.WriteAllBytes(path, MemoryMarshal.AsBytes(samples.AsSpan()).ToArray());
}
