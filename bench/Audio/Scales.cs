using System.Globalization;
using System.Numerics.Tensors;
using Pix2Pitch.Features;
using Pix2Pitch.Inversion;
using Pix2Pitch.Mel;
using Pix2Pitch.SoundFiles;
using Pix2Pitch.Training.Evaluation;

namespace Pix2Pitch.Bench.Audio;

/// <summary>What real clips lose on the way to a representation and back, for the mel scale and the semitone scale; writes the tables in docs/audio.md.</summary>
internal static class Scales
{
    private const string Begin = "<!-- scales: begin -->", End = "<!-- scales: end -->";
    private const int Size = 2048, Hop = 256; // the grid of bench/audio_metrics.py
    private const int FineSize = 8192;

    private static readonly string[] s_names = ["C", "C sharp", "D", "D sharp", "E", "F", "F sharp", "G", "G sharp", "A", "A sharp", "B"];
    private static readonly (string Name, double Hertz)[] s_lowest = [("A0", 27.5), ("C1", 440 * Math.Pow(2, -45 / 12.0)), ("A1", 55)];

    /// <summary>Measures clips evenly spaced in a collection, and writes the tables into a page between its markers.</summary>
    /// <param name="music">A folder of sound files.</param>
    /// <param name="page">The page.</param>
    /// <param name="count">Number of clips.</param>
    /// <param name="command">The command to name in the page.</param>
    public static void Write(string music, string page, int count, string command)
    {
        string[] files = RawClips.Spread(music, count);
        float[][] clips = [.. files.Select(file => AudioReader.Read(file, ClipAnalysis.SampleRate, 0, MelOptions.MaxClipSeconds).Samples)];
        string date = DateTime.UtcNow.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);
        int styles = files.Select(file => Path.GetDirectoryName(file)).Distinct().Count();
        List<string> lines =
        [
            Begin,
            $"Made by `{command}` on {date}: {clips.Length} clips of {styles} styles. Median (first to third quartile). Seconds are processor time of the inversion on one thread. "
            + "Neighbours: the lowest note from which on two tones a semitone apart are two maxima, with a band between them that is 3 dB below both.",
            "",
            "| representation | bands x frames | FFT | lowest band | neighbours from | detuning, cents | onset contrast | spectral convergence, dB | seconds |",
            "|---|---|---|---|---|---|---|---|---|",
        ];
        MusicalFigures[] real = [.. clips.Select(clip => ClipAnalysis.Of(clip, "A clip").Figures)];
        lines.Add($"| the clips themselves | | | | | {Spread(real.Select(f => 100 * f.Detuning), 1)} | {Spread(real.Select(f => f.OnsetContrast), 1)} | | |");
        foreach ((string name, MelOptions mel) in Representations())
        {
            var found = new List<(MusicalFigures Figures, double Convergence, double Seconds)>();
            for (int i = 0; i < clips.Length; i++) found.Add(ThereAndBack(mel, files[i], clips[i]));
            string lowest = mel.Scale == FrequencyScale.Mel ? "" : s_lowest.Single(note => note.Hertz == mel.MinimumFrequency).Name;
            lines.Add($"| {name} | {mel.MelBands} x {mel.Frames} | {mel.FftSize} | {lowest} | {LowestNeighbours(mel)} | {Spread(found.Select(f => 100 * f.Figures.Detuning), 1)} "
                + $"| {Spread(found.Select(f => f.Figures.OnsetContrast), 1)} | {Spread(found.Select(f => f.Convergence), 1)} | {Spread(found.Select(f => f.Seconds), 2)} |");
            Console.WriteLine(lines[^1]);
        }
        lines.AddRange(
        [
            "", "The power of the same clips outside 256 bands on the semitone scale. Median (first to third quartile; most).", "",
            "| lowest band | highest band, Hz | below, % of the power | above, % of the power |", "|---|---|---|---|",
        ]);
        foreach ((string name, double hertz) in s_lowest)
        {
            MelOptions mel = MelOptions.Semitone256 with { MinimumFrequency = hertz };
            double highest = hertz * Math.Pow(2, (mel.MelBands - 1) / 36.0);
            (double Below, double Above)[] lost = [.. clips.Select(clip => Outside(clip, hertz, highest))];
            lines.Add($"| {name}, {Text(hertz, 1)} Hz | {Text(highest, 0)} | {WithMost(lost.Select(l => 100 * l.Below))} | {WithMost(lost.Select(l => 100 * l.Above))} |");
        }
        lines.Add(End);
        string text = File.ReadAllText(page);
        int first = text.IndexOf(Begin, StringComparison.Ordinal), last = text.IndexOf(End, StringComparison.Ordinal) + End.Length;
        if (first < 0 || last < first) throw new InvalidDataException($"'{page}' has no markers {Begin} and {End}.");
        File.WriteAllText(page, text[..first] + string.Join('\n', lines) + text[last..]);
        Console.WriteLine(string.Join('\n', lines[1..^1]));
    }

    private static IEnumerable<(string Name, MelOptions Mel)> Representations()
    {
        foreach ((string name, MelOptions mel) in MelOptions.Presets.Where(preset => preset.Value.Scale == FrequencyScale.Mel)) yield return (name, mel);
        foreach (MelOptions preset in new[] { MelOptions.Semitone256, MelOptions.Semitone256x512 })
        {
            foreach (int size in new[] { 2048, 4096, 8192, 16384 }) yield return Named(preset with { FftSize = size });
        }
        foreach ((_, double hertz) in s_lowest.Where(note => note.Hertz != MelOptions.Semitone256.MinimumFrequency))
            yield return Named(MelOptions.Semitone256 with { MinimumFrequency = hertz });

        static (string, MelOptions) Named(MelOptions mel)
            => (MelOptions.Presets.FirstOrDefault(preset => preset.Value == mel) is { Key: { } name } ? $"**{name}**" : "semitones", mel);
    }

    private static (MusicalFigures Figures, double Convergence, double Seconds) ThereAndBack(MelOptions mel, string file, float[] clip)
    {
        float[] read = mel.SampleRate == ClipAnalysis.SampleRate ? clip : AudioReader.Read(file, mel.SampleRate, 0, mel.ClipSeconds).Samples;
        float[] samples = read[..Math.Min(read.Length, mel.ClipSamples)];
        var values = new float[mel.ValueCount];
        new MelSpectrogramExtractor(mel, maxThreads: 1).Extract(samples, values);
        var inverter = new MelSpectrogramInverter(mel, new InversionOptions { MaxThreads = 1 });
        TimeSpan before = Environment.CpuUsage.TotalTime;
        float[] sound = inverter.Invert(values);
        double seconds = (Environment.CpuUsage.TotalTime - before).TotalSeconds;
        sound = Resampler.Convert(sound, mel.SampleRate, ClipAnalysis.SampleRate);
        return (ClipAnalysis.Of(sound, "A sound").Figures, Convergence(clip, sound), seconds);
    }

    // The lowest note from which on two tones a semitone apart are two maxima, with a band between them that is 3 dB below both.
    private static string LowestNeighbours(MelOptions mel)
    {
        const int First = 33, Last = 96; // A1 to C7, MIDI numbers
        int lowest = Last + 1;
        while (lowest > First && AreApart(mel, lowest - 1)) lowest--;
        return $"{s_names[lowest % 12]}{lowest / 12 - 1}";
    }

    private static bool AreApart(MelOptions mel, int note)
    {
        double[] hertz = [.. new[] { note, note + 1 }.Select(n => 440 * Math.Pow(2, (n - 69) / 12.0))];
        var samples = new float[mel.ClipSamples];
        for (int i = 0; i < samples.Length; i++)
            samples[i] = (float)hertz.Sum(h => 0.3 * Math.Sin(2 * Math.PI * h * i / mel.SampleRate));
        var values = new float[mel.ValueCount];
        new MelSpectrogramExtractor(mel, maxThreads: 1).Extract(samples, values);
        // The mean power over the frames, because the two tones beat.
        double[] power = [.. Enumerable.Range(0, mel.MelBands).Select(band => Enumerable.Range(0, mel.Frames).Average(frame => Math.Pow(10, (values[band * mel.Frames + frame] - 1) * mel.TopDecibels / 20)))];
        int low = Loudest(hertz[0]), high = Loudest(hertz[1]);
        if (high - low < 2) return false;
        double least = power[(low + 1)..high].Min();
        return least <= 0.5 * Math.Min(power[low], power[high]);

        int Loudest(double h)
        {
            int band = (int)Math.Round(mel.BandOf(h));
            return Enumerable.Range(band - 1, 3).Where(b => b >= 0 && b < power.Length).MaxBy(b => power[b]);
        }
    }

    // As in bench/audio_metrics.py, but only with frames that are completely inside the clip.
    private static double Convergence(float[] clip, float[] sound)
    {
        MagnitudeSpectrogram wanted = new(clip, Size, Hop), found = new(sound, Size, Hop);
        double aa = 0, ab = 0, bb = 0;
        for (int frame = 0; frame < Math.Min(wanted.Frames, found.Frames); frame++)
        {
            ReadOnlySpan<float> a = wanted.Frame(frame), b = found.Frame(frame);
            aa += TensorPrimitives.SumOfSquares(a);
            ab += TensorPrimitives.Dot(a, b);
            bb += TensorPrimitives.SumOfSquares(b);
        }
        return 10 * Math.Log10((aa - ab * ab / bb) / aa);
    }

    // The shares of the power more than half a band below the lowest band, and above the highest one.
    private static (double Below, double Above) Outside(float[] clip, double lowest, double highest)
    {
        var fine = new MagnitudeSpectrogram(clip, FineSize, FineSize / 2);
        double half = Math.Pow(2, 0.5 / 36), bin = (double)ClipAnalysis.SampleRate / FineSize, below = 0, above = 0, all = 0;
        int from = (int)Math.Ceiling(lowest / half / bin), to = (int)Math.Ceiling(highest * half / bin);
        for (int frame = 0; frame < fine.Frames; frame++)
        {
            ReadOnlySpan<float> magnitudes = fine.Frame(frame);
            below += TensorPrimitives.SumOfSquares(magnitudes[..from]);
            above += TensorPrimitives.SumOfSquares(magnitudes[to..]);
            all += TensorPrimitives.SumOfSquares(magnitudes);
        }
        return (below / all, above / all);
    }

    private static string Spread(IEnumerable<double> values, int digits)
    {
        double[] sorted = [.. values.Order()];
        return $"{Text(At(sorted, 0.5), digits)} ({Text(At(sorted, 0.25), digits)} to {Text(At(sorted, 0.75), digits)})";
    }

    private static string WithMost(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return $"{Text(At(sorted, 0.5), 3)} ({Text(At(sorted, 0.25), 3)} to {Text(At(sorted, 0.75), 3)}; {Text(sorted[^1], 2)})";
    }

    private static double At(double[] sorted, double share)
    {
        double place = share * (sorted.Length - 1);
        int low = (int)place, high = Math.Min(low + 1, sorted.Length - 1);
        return sorted[low] + (sorted[high] - sorted[low]) * (place - low);
    }

    private static string Text(double value, int digits) => value.ToString($"F{digits}", CultureInfo.InvariantCulture);
}
