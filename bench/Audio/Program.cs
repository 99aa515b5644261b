using System.Globalization;
using Pix2Pitch.Bench.Audio;
using Pix2Pitch.Inversion;
using Pix2Pitch.Mel;

switch (args)
{
    case ["clips", string music, string folder, string count]:
        RawClips.Write(music, folder, Number(count), AudioBenchmarks.Mel);
        return 0;
    case ["measure", string folder, string file]:
        AudioBenchmarks.Measure(folder, file);
        return 0;
    case ["invert", string folder]:
        Tables.Invert(folder, AudioBenchmarks.Mel);
        return 0;
    case ["threads", string folder]:
        Threads.Measure(folder);
        return 0;
    case ["rate", string folder, "registers" or "clips", string seconds]:
        Threads.Rate(folder, args[2], Number(seconds));
        return 0;
    case ["memory", string clip]:
        Memory(clip);
        return 0;
    case ["tables", string music, string folder, string count]:
        Tables.Write(music, folder, Number(count));
        return 0;
    case ["times", string folder, string count]:
        Tables.Time(folder, Number(count));
        return 0;
    case ["listen", string model, string page, string count, string music, string command, .. string[] paintings] when paintings.Length > 0:
        Listen.Write(model, page, Number(count), paintings, music, command);
        return 0;
    case ["scales", string music, string page, string count, string command]:
        Scales.Write(music, page, Number(count), command);
        return 0;
    default:
        Console.Error.WriteLine("Usage (bench/audio.sh calls this): clips MUSIC FOLDER COUNT | measure FOLDER FILE | invert FOLDER | threads FOLDER"
            + " | rate FOLDER registers|clips SECONDS | memory CLIP | tables MUSIC FOLDER COUNT | times FOLDER COUNT | scales MUSIC PAGE COUNT COMMAND | listen MODEL PAGE COUNT MUSIC COMMAND PAINTINGS...");
        return 2;
}

static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

// Prints the memory in MB that extraction and inversion of one clip need in addition to the runtime.
static void Memory(string clip)
{
    long before = PeakKilobytes();
    float[] samples = RawClips.Read(clip), melSpectrogram = new float[MelOptions.Thesis512.ValueCount];
    new MelSpectrogramExtractor(MelOptions.Thesis512).Extract(samples, melSpectrogram);
    new MelSpectrogramInverter(MelOptions.Thesis512).Invert(melSpectrogram);
    Console.WriteLine(((PeakKilobytes() - before) / 1024.0).ToString("F1", CultureInfo.InvariantCulture));
}

static long PeakKilobytes() => long.Parse(
    File.ReadLines("/proc/self/status").First(line => line.StartsWith("VmHWM", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1],
    CultureInfo.InvariantCulture);
