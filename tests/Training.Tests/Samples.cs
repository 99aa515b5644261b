using Pix2Pitch.Features;
using Pix2Pitch.Manifests;
using Pix2Pitch.Mel;
using Pix2Pitch.Pairing;
using Pix2Pitch.Prepared;
using Pix2Pitch.Styles;
using Pix2Pitch.Training.Data;
using Pix2Pitch.Training.Health;
using Pix2Pitch.Training.Preparation;
using Pix2Pitch.Training.Runs;

namespace Pix2Pitch.Training.Tests;

/// <summary>Small data, and options that train in seconds.</summary>
internal static class Samples
{
    public const int Size = 64;

    /// <summary>Options for a quick training at 64 px.</summary>
    public static TrainingOptions Options { get; } = new()
    {
        Size = Size,
        Width = 4,
        Steps = 12,
        CheckpointEvery = 5,
        EvaluateEvery = 4,
        EvaluationPaintings = 3,
        Seed = 7,
        Threads = 1,
        Health = new HealthOptions { SoundPaintings = 0 },
    };

    /// <summary>Paintings of smooth colour, each with a mel-spectrogram of its own stripes.</summary>
    /// <param name="pairs">Number of pairs for training.</param>
    /// <param name="validation">Number of pairs for validation.</param>
    /// <param name="size">The size in pixels.</param>
    /// <param name="hasNotes">Whether each clip has notes: a scale.</param>
    public static TrainingData Data(int pairs = 4, int validation = 2, int size = Size, bool hasNotes = false)
    {
        int count = pairs + validation;
        TrainingPair[] all = [.. Enumerable.Range(0, count).Select(i => new TrainingPair(i, i, (Style)(i % 5 + 1), i < pairs ? Split.Train : Split.Validation))];
        float[][] paintings = [.. all.Select(p => Painting(p.Painting, size))], mels = [.. all.Select(p => Mel(p.Mel, size))];
        return new TrainingData(
            MelOptions.ForImageSize(size), (row, values) => paintings[row].CopyTo(values), (row, values) => mels[row].CopyTo(values), all[..pairs], all[pairs..],
            readNotes: hasNotes ? Notes : null);
    }

    private static NoteEvents Notes(int clip)
        => new(clip % NoteGrid.TempoCount, [.. Enumerable.Range(0, 12).Select(i => new NoteEvent(i == 0 ? 0 : 4, clip % 8, 30 + clip + 2 * i, 3))], IsCut: false);

    public static DataOrigin Origin { get; } = new() { Fingerprint = "test", Mel = MelOptions.Small64, Description = "stripes" };

    public static float[] Painting(int number, int size = Size)
    {
        var random = new SeededRandom(number, RandomPurpose.Jitter);
        double[] parameters = [.. Enumerable.Range(0, 9).Select(_ => random.NextDouble())];
        var values = new float[3 * size * size];
        for (int c = 0; c < 3; c++)
        {
            for (int i = 0; i < size * size; i++)
                values[c * size * size + i] = (float)Math.Sin(6 * parameters[c] + 5 * parameters[3 + c] * (i % size) / size + 5 * parameters[6 + c] * (i / size) / size);
        }
        return values;
    }

    public static float[] Mel(int number, int size = Size)
    {
        var values = new float[size * size];
        for (int i = 0; i < values.Length; i++)
            values[i] = (i / size + number * 5) % 16 < 4 ? 0.6f : (i % size + number) % 16 < 2 ? 0.2f : -0.8f;
        return values;
    }

    /// <summary>Writes data as <c>prepare</c> does, two rows to a shard.</summary>
    /// <param name="folder">Where.</param>
    /// <param name="pairs">Number of paintings and of clips for training.</param>
    /// <param name="validation">The same for validation.</param>
    /// <param name="size">The size in pixels.</param>
    /// <param name="isPaired">Whether painting i is paired with clip i; otherwise there is no pair.</param>
    public static string WritePrepared(string folder, int pairs = 4, int validation = 2, int size = Size, bool isPaired = true)
    {
        TrainingData data = Data(pairs, validation, size);
        int count = pairs + validation;
        var info = new PreparedInfo
        {
            Size = size,
            Mel = data.Mel,
            Styles = StyleNames.All,
            Paintings = count,
            Music = count,
            TrainingPairs = isPaired ? pairs : 0,
            ValidationPairs = isPaired ? validation : 0,
            Description = "stripes",
            Fingerprint = "test",
            PaintingShards = WriteShards(folder, "paintings", NpyType.Half, [3, size, size], count, i => Painting(i, size)),
            MusicShards = WriteShards(folder, "music", NpyType.Full, [1, size, size], count, i => Mel(i, size)),
        };
        Publication.Write(
            folder, info,
            [.. Enumerable.Range(0, count).Select(i => new PreparedPainting
            {
                Shard = i / 2, Row = i % 2, Work = new Work { Path = $"/p/{i}.png", Name = $"Painter {i}", Title = $"Painting {i}" }, ContentHash = $"{i:x64}", Style = (Style)(i % 5 + 1), Split = i < pairs ? Split.Train : Split.Validation, Features = PaintingFeatures(i),
            })],
            [.. Enumerable.Range(0, count).Select(i => new PreparedClip
            {
                Shard = i / 2, Row = i % 2, Work = new Work { Path = $"/m/{i}.wav", Name = $"Composer {i}", Title = $"Piece {i}" }, ContentHash = $"{i:x64}", Style = (Style)(i % 5 + 1), Split = i < pairs ? Split.Train : Split.Validation, Features = MusicFeatures(i),
            })],
            isPaired ? [.. data.Training, .. data.Validation] : [], [], []);
        return folder;
    }

    /// <summary>The first file of a prepared folder with rows of paintings or of music.</summary>
    public static string Shard(string folder, string kind) => $"shards/test/{kind}-00000.npy" is var name && File.Exists(Path.Combine(folder, name)) ? name : throw new FileNotFoundException(name);

    /// <summary>A table of a prepared folder.</summary>
    public static string Table(string folder, string name) => Path.Combine(PreparedFolder.ReadInfo(folder).Tables, name);

    private static List<ShardFile> WriteShards(string folder, string kind, NpyType type, int[] shape, int count, Func<int, float[]> row)
    {
        Directory.CreateDirectory(Path.Combine(folder, "shards", "test"));
        var shards = new List<ShardFile>();
        for (int first = 0; first < count; first += 2)
        {
            string name = $"shards/test/{kind}-{first / 2:D5}.npy", path = Path.Combine(folder, name);
            using (var writer = new NpyWriter(path, type, shape))
            {
                for (int i = first; i < Math.Min(count, first + 2); i++)
                    writer.Write(row(i));
                writer.Complete();
            }
            shards.Add(new ShardFile(name, Math.Min(2, count - first), new FileInfo(path).Length, Checksum.OfFile(path)));
        }
        return shards;
    }

    private static PaintingFeatures PaintingFeatures(int number) => new()
    {
        Lightness = 10 * number,
        Saturation = 5 * number,
        Warmth = 0.1 * number,
        Contrast = number,
        EdgeDensity = 0.01 * number,
        Palette = [new PaletteColor(new LabColor(50, number, -number), 1)],
    };

    private static MusicFeatures MusicFeatures(int number) => new()
    {
        Brightness = 1000 + number,
        Loudness = -20,
        OnsetRate = 1,
        Tempo = number == 0 ? double.NaN : 100,
        Harmonicity = 0.5,
        Mode = 0.1,
        Tonic = number,
        PitchClasses = [.. Enumerable.Repeat(1 / 12.0, 12)],
    };
}
