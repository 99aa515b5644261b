using System.Globalization;
using Pix2Pitch.Generation;
using Pix2Pitch.Inversion;
using Pix2Pitch.Mel;
using Pix2Pitch.SoundFiles;

namespace Pix2Pitch.Bench.Audio;

/// <summary>Compares the mel-spectrogram of generated sound with the mel-spectrogram that the model generated.</summary>
internal static class Listen
{
    private const string Begin = "<!-- listen: begin -->", End = "<!-- listen: end -->";

    private static readonly (string Name, InversionOptions Options)[] s_methods =
    [
        ("fast preview (no iterations)", new InversionOptions { Iterations = 0 }),
        ("32 iterations", new InversionOptions()),
        ("300 iterations", new InversionOptions { Iterations = 300 }),
    ];

    /// <summary>Measures music generated from paintings and real music, and writes the table into a page between its markers.</summary>
    /// <param name="model">The ONNX file.</param>
    /// <param name="page">The page.</param>
    /// <param name="count">Number of paintings from the first folder, evenly spaced; all paintings of the other folders.</param>
    /// <param name="paintings">Folders of paintings.</param>
    /// <param name="music">A folder of sound files; as many clips are used.</param>
    /// <param name="command">The command to name in the page.</param>
    public static void Write(string model, string page, int count, string[] paintings, string music, string command)
    {
        using PaintingToMusic generator = PaintingToMusic.Load(model);
        MelOptions mel = generator.Metadata.Mel;
        string[] files = [.. paintings.SelectMany((folder, i) => Spread(Files(folder, ".jpg", ".png"), i == 0 ? count : int.MaxValue))];
        List<float[]> wanted = [.. files.Select(file => generator.Generate(file, seed: 1).MelSpectrogram.Values)];
        var extractor = new MelSpectrogramExtractor(mel);
        List<float[]> real = [.. Spread(Files(music, ".flac", ".wav"), files.Length).Select(file =>
        {
            var melSpectrogram = new float[mel.ValueCount];
            extractor.Extract(file, 0, melSpectrogram);
            return melSpectrogram;
        })];

        var lines = new List<string>
        {
            Begin,
            string.Create(CultureInfo.InvariantCulture, $"Made by `{command}`: {files.Length} paintings with `{Path.GetFileName(model)}` ({mel.MelBands} x {mel.Frames}, {mel.SampleRate} Hz, "
                + $"FFT {mel.FftSize}, hop {mel.HopLength}), and {real.Count} clips of real music with the same options. Median (minimum to maximum)."),
            "",
            "| mel-spectrogram | inversion | values above the floor, dB | all values, dB |",
            "|---|---|---|---|",
        };
        foreach ((string source, List<float[]> melSpectrograms) in new[] { ("generated", wanted), ("real music", real) })
        {
            foreach ((string name, InversionOptions options) in s_methods)
            {
                var inverter = new MelSpectrogramInverter(mel, options);
                List<(double Above, double All)> off = [.. melSpectrograms.Select(melSpectrogram => Compare(melSpectrogram, inverter.Invert(melSpectrogram), extractor))];
                lines.Add($"| {(name == s_methods[0].Name ? source : "")} | {name} | {Range(off.Select(o => o.Above))} | {Range(off.Select(o => o.All))} |");
            }
        }
        lines.Add(End);

        string text = File.ReadAllText(page);
        int first = text.IndexOf(Begin, StringComparison.Ordinal), last = text.IndexOf(End, StringComparison.Ordinal);
        if (first < 0 || last < first) throw new InvalidDataException($"'{page}' lacks the lines '{Begin}' and '{End}'.");
        File.WriteAllText(page, text[..first] + string.Join('\n', lines) + text[(last + End.Length)..]);
        Console.WriteLine(string.Join('\n', lines[1..^1]));
    }

    // Mean absolute differences in dB, through a WAV file as users get it. Each WAV is scaled to its own loudness, so the mean difference is subtracted.
    private static (double Above, double All) Compare(float[] wanted, float[] samples, MelSpectrogramExtractor extractor)
    {
        MelOptions mel = extractor.Mel;
        string path = Path.Combine(Path.GetTempPath(), $"pix2pitch-listen-{Environment.ProcessId}.wav");
        var heard = new float[wanted.Length];
        try
        {
            WaveWriter.Write(path, samples, mel.SampleRate);
            extractor.Extract(path, 0, heard);
        }
        finally
        {
            File.Delete(path);
        }
        double decibels = mel.TopDecibels / 2, offset = 0;
        int above = 0;
        for (int i = 0; i < wanted.Length; i++)
        {
            if (wanted[i] <= -1) continue;
            offset += heard[i] - wanted[i];
            above++;
        }
        offset /= above;
        double sumAbove = 0, sumAll = 0;
        for (int i = 0; i < wanted.Length; i++)
        {
            double off = Math.Abs(Math.Max(-1, heard[i] - offset) - Math.Max(-1, wanted[i])) * decibels;
            sumAll += off;
            if (wanted[i] > -1) sumAbove += off;
        }
        return (sumAbove / above, sumAll / wanted.Length);
    }

    private static string Range(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        double median = (sorted[sorted.Length / 2] + sorted[(sorted.Length - 1) / 2]) / 2;
        return string.Create(CultureInfo.InvariantCulture, $"{median:F2} ({sorted[0]:F2} to {sorted[^1]:F2})");
    }

    private static string[] Files(string folder, params string[] extensions) => [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
        .Where(file => extensions.Contains(Path.GetExtension(file), StringComparer.OrdinalIgnoreCase)).Order(StringComparer.Ordinal)];

    private static IEnumerable<string> Spread(string[] files, int count)
    {
        count = Math.Min(count, files.Length);
        return Enumerable.Range(0, count).Select(i => files[(int)((i + 0.5) * files.Length / count)]);
    }
}
