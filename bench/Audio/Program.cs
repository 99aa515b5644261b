using System.Diagnostics;
using System.Globalization;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using System.Text.Json;
using Pix2Pitch.Audio;

// Measures our own side for bench/audio.sh: 'clips MUSIC FOLDER COUNT' writes raw clips there, 'measure FOLDER' inverts them and writes
// the sound and ours.json beside them, 'memory CLIP' prints how many bytes one clip takes.
MelSettings settings = MelSettings.Thesis512;
int bins = settings.FftSize / 2 + 1, frames = settings.Frames;
switch (args)
{
    case ["clips", string music, string folder, string count]:
        WriteClips(music, folder, int.Parse(count, CultureInfo.InvariantCulture));
        return 0;
    case ["measure", string folder]:
        Measure(folder);
        return 0;
    case ["memory", string clip]:
        Memory(clip);
        return 0;
    default:
        Console.Error.WriteLine("Usage: clips MUSIC FOLDER COUNT | measure FOLDER | memory CLIP");
        return 2;
}

void WriteClips(string music, string folder, int count)
{
    string[] files = [.. Directory.EnumerateFiles(music, "*", SearchOption.AllDirectories)
        .Where(file => Path.GetExtension(file).ToUpperInvariant() is ".FLAC" or ".WAV").Order(StringComparer.Ordinal)];
    if (files.Length == 0) throw new FileNotFoundException($"There are no .flac or .wav files in '{music}'.");
    count = Math.Min(count, files.Length);
    for (int i = 0; i < count; i++)
    {
        // Spread evenly over the collection.
        string file = files[(int)((i + 0.5) * files.Length / count)];
        float[] clip = AudioReader.Read(file, settings.SampleRate, 0, settings.ClipSeconds).Samples;
        Array.Resize(ref clip, settings.ClipSamples);
        WriteRaw(Path.Combine(folder, $"clip-{i:00}.f32"), clip);
    }
}

void Measure(string folder)
{
    string[] files = [.. Directory.GetFiles(folder, "clip-*.f32").Order(StringComparer.Ordinal)];
    float[][] clips = [.. files.Select(ReadRaw)], images = [.. clips.Select(_ => new float[settings.ImageLength])];
    var extractor = new MelSpectrogramExtractor(settings, maximumThreads: 1);
    var inverter = new MelSpectrogramInverter(settings, new InversionOptions { MaximumThreads = 1 });
    double mel = Seconds(() => extractor.Extract(clips[0], images[0]), 30);
    for (int i = 0; i < clips.Length; i++) extractor.Extract(clips[i], images[i]);
    double inversion = Seconds(() => inverter.Invert(images[0]), 7);
    for (int i = 0; i < clips.Length; i++) WriteRaw(files[i].Replace("clip-", "ours-", StringComparison.Ordinal), inverter.Invert(images[i]));

    // The phase step alone, from random phases as the peer's.
    float[] power = new float[settings.ImageLength], magnitudes = new float[frames * bins], turns = new float[frames * bins], signal = new float[settings.ClipSamples];
    MelScaleImage.ToPower(images[0], settings.TopDecibels, power);
    MelInverse.For(settings).Solve(power, frames, 100, 1, magnitudes);
    TensorPrimitives.Sqrt<float>(magnitudes, magnitudes);
    for (int frame = 0; frame < frames; frame++) RandomPhase.Fill(0, frame, turns.AsSpan(frame * bins, bins));
    var griffinLim = new FastGriffinLim(ShortTimeFourierTransform.For(settings.FftSize, settings.HopLength), 32, 0.99, 1);
    double phase = Seconds(() => griffinLim.Run(magnitudes, frames, turns, signal), 9);

    // A folder of clips, there and back, with one thread and with two.
    int[] work = [.. Enumerable.Range(0, Math.Max(16, clips.Length))];
    double Folder(int threads) => Seconds(
        () => Parallel.ForEach(work, new ParallelOptions { MaxDegreeOfParallelism = threads }, i =>
        {
            var image = new float[settings.ImageLength];
            extractor.Extract(clips[i % clips.Length], image);
            inverter.Invert(image);
        }), 3);
    double one = Folder(1), two = Folder(2);

    File.WriteAllText(Path.Combine(folder, "ours.json"), JsonSerializer.Serialize(new Dictionary<string, double>
    {
        ["mel"] = mel,
        ["griffinlim"] = phase,
        ["inversion"] = inversion,
        ["one_thread"] = one,
        ["two_threads"] = two,
    }));
}

void Memory(string clip)
{
    long before = PeakKilobytes();
    float[] samples = ReadRaw(clip), image = new float[settings.ImageLength];
    new MelSpectrogramExtractor(settings).Extract(samples, image);
    new MelSpectrogramInverter(settings).Invert(image);
    Console.WriteLine(((PeakKilobytes() - before) / 1024.0).ToString("F1", CultureInfo.InvariantCulture));
}

static long PeakKilobytes() => long.Parse(
    File.ReadLines("/proc/self/status").First(line => line.StartsWith("VmHWM", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1],
    CultureInfo.InvariantCulture);

static float[] ReadRaw(string path) => MemoryMarshal.Cast<byte, float>(File.ReadAllBytes(path)).ToArray();

static void WriteRaw(string path, float[] samples) => File.WriteAllBytes(path, MemoryMarshal.AsBytes(samples.AsSpan()).ToArray());

// The median of several runs after one that does not count.
static double Seconds(Action action, int runs)
{
    action();
    var times = new double[runs];
    for (int i = 0; i < runs; i++)
    {
        long begun = Stopwatch.GetTimestamp();
        action();
        times[i] = Stopwatch.GetElapsedTime(begun).TotalSeconds;
    }
    Array.Sort(times);
    return times[runs / 2];
}
