using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Microsoft.ML;
using Microsoft.ML.Data;
using Pix2Pitch;
using Pix2Pitch.Bench.Data;
using Pix2Pitch.Features;
using Pix2Pitch.Mel;
using Pix2Pitch.Paintings;
using Pix2Pitch.Pairing;
using Pix2Pitch.Pairing.Assignment;
using Pix2Pitch.Prepared;
using Pix2Pitch.SoundFiles;
using Pix2Pitch.Styles;
using Pix2Pitch.Training;
using Pix2Pitch.Training.Preparation;
using Pix2Pitch.Training.Runs;

// Measures for bench/data.sh, each in a process of its own. 'pairs STYLES PAINTINGS CLIPS PARTNERS' pairs synthetic rows, 'gap PAINTINGS CLIPS'
// says how far the pairs of one style are from the optimum, 'features DATA RUNS' measures paintings and clips, 'prepare DATA WORK RUNS' prepares
// real data with one thread and with two and correlates its pairs, 'fit ROWS SIZE WORK' trains three steps on generated rows and gives the memory
// that is not of files. Each prints one JSON object.
long atStart = PeakKilobytes();
Dictionary<string, double> figures = args switch
{
    ["pairs", string styles, string paintings, string clips, string partners]
        => Pairs(Number(styles), Number(paintings), Number(clips), Number(partners)),
    ["gap", string paintings, string clips] => Gap(Number(paintings), Number(clips)),
    ["features", string data, string runs] => Features(data, Number(runs)),
    ["prepare", string data, string work, string runs] => Prepare(data, work, Number(runs)),
    ["fit", string rows, string size, string work] => Fit(Number(rows), Number(size), work),
    _ => throw new ArgumentException(
        "Usage: pairs STYLES PAINTINGS CLIPS PARTNERS | gap PAINTINGS CLIPS | features DATA RUNS | prepare DATA WORK RUNS | fit ROWS SIZE WORK"),
};
Console.WriteLine(JsonSerializer.Serialize(figures));

Dictionary<string, double> Pairs(int styles, int paintings, int clips, int partners)
{
    var library = new SyntheticLibrary(1, [.. Enum.GetValues<Style>().Take(styles)]);
    var seen = library.Paintings(paintings);
    var heard = library.Music(clips);
    long begun = Stopwatch.GetTimestamp();
    IReadOnlyList<Pair> pairs = PaintingMusicPairing.Pair(seen, heard, new PairingOptions { PartnersPerPainting = partners });
    double seconds = Stopwatch.GetElapsedTime(begun).TotalSeconds;
    return new()
    {
        ["seconds"] = seconds,
        ["mb"] = (PeakKilobytes() - atStart) / 1024.0,
        ["pairs"] = pairs.Count,
        ["mostUses"] = pairs.CountBy(pair => pair.MusicIndex).Max(use => use.Value),
    };
}

Dictionary<string, double> Gap(int paintings, int clips)
{
    var library = new SyntheticLibrary(1, Style.Romanticism);
    var costs = new PairCosts(
        Candidate.From(library.Paintings(paintings), KnowledgeBase.Default, Affinity.Of),
        Candidate.From(library.Music(clips), KnowledgeBase.Default, Affinity.Of), new PairingOptions());
    var problem = new AssignmentProblem
    {
        Costs = costs,
        MaxUses = (paintings + clips - 1) / clips,
        BalanceCost = costs.BalanceWeight,
    };
    (int[][] partners, double bound) = AuctionAssignment.Solve(problem);
    double cost = problem.CostOf(partners);
    return new() { ["cost"] = cost, ["bound"] = bound, ["gap"] = (cost - bound) / bound };
}

Dictionary<string, double> Features(string data, int runs)
{
    const int Files = 20;
    float[][] sounds = [.. Some("*.flac", "*.wav").Select(file => AudioReader.Read(file, MusicFeatureExtractor.SampleRate, 0, 10).Samples)];
    float[][] pictures = [.. Some("*.jpg", "*.png").Select(file => PaintingReader.Read(file, new PaintingOptions { Size = 256 }))];
    var music = new MusicFeatureExtractor();
    var look = new PaintingFeatureExtractor();
    return new()
    {
        ["music"] = Milliseconds(sounds, sound => music.Extract(sound)),
        ["painting"] = Milliseconds(pictures, picture => look.Extract(picture, 256, 256)),
    };

    // Spread evenly over the collection.
    string[] Some(params string[] patterns)
    {
        string[] files = [.. patterns.SelectMany(pattern => Directory.EnumerateFiles(data, pattern, SearchOption.AllDirectories))
            .Order(StringComparer.Ordinal)];
        int count = Math.Min(Files, files.Length);
        return [.. Enumerable.Range(0, count).Select(i => files[(int)((i + 0.5) * files.Length / count)])];
    }

    double Milliseconds(float[][] items, Action<float[]> measure)
    {
        var times = new double[runs];
        for (int run = -1; run < runs; run++) // the first does not count
        {
            long begun = Stopwatch.GetTimestamp();
            foreach (float[] item in items) measure(item);
            if (run >= 0) times[run] = Stopwatch.GetElapsedTime(begun).TotalMilliseconds / items.Length;
        }
        Array.Sort(times);
        return times[runs / 2];
    }
}

Dictionary<string, double> Prepare(string data, string work, int runs)
{
    double[] one = new double[runs], two = new double[runs];
    PrepareReport report = Run(2, "first"); // does not count: the program is compiled, and the files come into memory
    for (int i = 0; i < runs; i++)
    {
        one[i] = Timed(1, i);
        two[i] = Timed(2, i);
    }
    Array.Sort(one);
    Array.Sort(two);
    using var prepared = new PreparedData(Path.Combine(work, "first"));
    IReadOnlyList<TrainingPair> pairs = prepared.Pairs;
    var paintings = pairs.Select(pair => prepared.Paintings[pair.Painting].Features).ToArray();
    var music = pairs.Select(pair => prepared.Clips[pair.Mel].Features).ToArray();
    PairCorrelation together = PairCorrelation.Of(paintings, music);
    PairCorrelation shuffled = PairCorrelation.OfShuffled(paintings, music, [.. pairs.Select(pair => prepared.Clips[pair.Mel].Style)]);
    return new()
    {
        ["paintings"] = prepared.Paintings.Count,
        ["clips"] = prepared.Clips.Count,
        ["leftOut"] = report.LeftOut.Count,
        ["pairs"] = pairs.Count,
        ["secondsOne"] = one[runs / 2],
        ["secondsTwo"] = two[runs / 2],
        ["lightnessBrightness"] = together.LightnessBrightness,
        ["saturationLoudness"] = together.SaturationLoudness,
        ["warmthOnsetRate"] = together.WarmthOnsetRate,
        ["correlation"] = together.Mean,
        ["lightnessBrightnessShuffled"] = shuffled.LightnessBrightness,
        ["saturationLoudnessShuffled"] = shuffled.SaturationLoudness,
        ["warmthOnsetRateShuffled"] = shuffled.WarmthOnsetRate,
        ["correlationShuffled"] = shuffled.Mean,
        ["megabytesRead"] = (report.Paintings.BytesRead + report.Music.BytesRead) / 1e6,
        ["megabytesWritten"] = (report.Paintings.BytesWritten + report.Music.BytesWritten) / 1e6,
    };

    double Timed(int threads, int run)
    {
        long begun = Stopwatch.GetTimestamp();
        Run(threads, $"{threads} {run}");
        double seconds = Stopwatch.GetElapsedTime(begun).TotalSeconds;
        Directory.Delete(Path.Combine(work, $"{threads} {run}"), recursive: true);
        return seconds;
    }

    PrepareReport Run(int threads, string name)
        => new Preparer(new PrepareOptions { Threads = threads }).Prepare(new LibraryOptions { Data = data }, Path.Combine(work, name));
}

Dictionary<string, double> Fit(int rows, int size, string work)
{
    var ml = new MLContext(1);
    var schema = SchemaDefinition.Create(typeof(PairRow));
    schema[nameof(PairRow.Painting)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, 3, size, size);
    schema[nameof(PairRow.MelSpectrogram)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, 1, size, size);
    IDataView data = ml.Data.LoadFromEnumerable(Enumerable.Range(0, rows).Select(row => new PairRow
    {
        Painting = [.. Enumerable.Range(0, 3 * size * size).Select(at => (byte)(at * (row % 251 + 1)) / 127.5f - 1)],
        MelSpectrogram = [.. Enumerable.Range(0, size * size).Select(at => MathF.Sin(at * (row + 1) * 1e-3f))],
    }), schema);
    var memory = new MemoryObserver();
    var options = new Pix2PixOptions
    {
        Mel = MelOptions.ForImageSize(size),
        StyleColumnName = null,
        RunFolder = work,
        Training = new TrainingOptions { Width = 16, Steps = 3, EvaluateEvery = 1000, CheckpointEvery = 1000 },
    };
    double before = MemoryObserver.Anonymous();
    long begun = Stopwatch.GetTimestamp();
    ml.Transforms.Pix2Pix("Generated", options, memory).Fit(data);
    return new()
    {
        ["rows"] = rows,
        ["anonymousMbBefore"] = before,
        ["anonymousMbAtStart"] = memory.AtStart,
        ["anonymousMbMax"] = memory.Max,
        ["managedMb"] = memory.Managed,
        ["seconds"] = Stopwatch.GetElapsedTime(begun).TotalSeconds,
    };
}

static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

static long PeakKilobytes() => long.Parse(
    File.ReadLines("/proc/self/status").First(line => line.StartsWith("VmHWM", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1],
    CultureInfo.InvariantCulture);

internal sealed class PairRow
{
    public float[] Painting { get; set; } = [];
    public float[] MelSpectrogram { get; set; } = [];
}

/// <summary>Measures memory that is not of mapped files, in MB, while training.</summary>
internal sealed class MemoryObserver : ITrainingObserver
{
    public double AtStart { get; private set; }

    public double Max { get; private set; }

    public double Managed { get; private set; }

    public static double Anonymous() => long.Parse(
        File.ReadLines("/proc/self/status").First(line => line.StartsWith("RssAnon", StringComparison.Ordinal)).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)[1],
        CultureInfo.InvariantCulture) / 1024.0;

    public void OnStarted(string runId, long completedSteps, Accelerator accelerator) => Max = AtStart = Anonymous();

    public void OnStep(StepLosses losses, EvaluationMetrics? metrics, double seconds)
        => (Max, Managed) = (Math.Max(Max, Anonymous()), GC.GetTotalMemory(forceFullCollection: false) / 1048576.0);
}
