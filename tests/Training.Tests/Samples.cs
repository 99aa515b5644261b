using System.Globalization;
using System.Text.Json;
using Pix2Pitch.Audio;
using Pix2Pitch.Styles;
using Pix2Pitch.Training.Data;
using Pix2Pitch.Training.Runs;

namespace Pix2Pitch.Training.Tests;

/// <summary>Small data and settings that train in seconds.</summary>
internal static class Samples
{
    public const int Size = 64;

    /// <summary>Quick settings at 64 px.</summary>
    public static TrainingSettings Settings { get; } = new()
    {
        Size = Size,
        Width = 4,
        Steps = 12,
        CheckpointEvery = 5,
        EvaluateEvery = 4,
        EvaluationPaintings = 3,
        Seed = 7,
        Threads = 1,
    };

    /// <summary>Paintings of smooth colour, each with a mel image of its own stripes.</summary>
    public static InMemoryTrainingData Data(int pairs = 4, int validation = 2, int size = Size)
    {
        int count = pairs + validation;
        TrainingPair[] all = [.. Enumerable.Range(0, count).Select(i => new TrainingPair(i, i, (Style)(i % 5 + 1)))];
        return new InMemoryTrainingData(
            MelSettings.ForImageSize(size), [.. all.Select(p => Painting(p.Painting, size))], [.. all.Select(p => Mel(p.Mel, size))], all[..pairs], all[pairs..]);
    }

    public static DataOrigin Origin { get; } = new() { Fingerprint = "test", Mel = MelSettings.Small64, Description = "stripes" };

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

    /// <summary>Writes data as <c>prepare</c> does.</summary>
    public static string WritePrepared(string folder, int pairs = 4, int validation = 2, int size = Size)
    {
        Directory.CreateDirectory(folder);
        InMemoryTrainingData data = Data(pairs, validation, size);
        int count = pairs + validation;
        using (var paintings = new NpyWriter(Path.Combine(folder, PreparedData.PaintingsFile), NpyType.Half, 3, size, size))
        using (var mels = new NpyWriter(Path.Combine(folder, PreparedData.MelsFile), NpyType.Full, 1, size, size))
        {
            for (int i = 0; i < count; i++)
            {
                paintings.Write(Painting(i, size));
                mels.Write(Mel(i, size));
            }
            paintings.Complete();
            mels.Complete();
        }
        string Line(TrainingPair p, string split) => string.Create(CultureInfo.InvariantCulture, $"{p.Painting},{p.Mel},{StyleNames.Of(p.Style!.Value)},{split}\n");
        File.WriteAllText(Path.Combine(folder, PreparedData.PairsFile),
            PreparedData.PairsHeader + "\n" + string.Concat(data.Training.Select(p => Line(p, "train"))) + string.Concat(data.Validation.Select(p => Line(p, "validation"))));
        var info = new PreparedInfo
        {
            Size = size,
            Mel = data.Mel,
            Styles = StyleNames.All,
            Paintings = count,
            Music = count,
            TrainingPairs = pairs,
            ValidationPairs = validation,
            Description = "stripes",
            Fingerprint = "test",
        };
        File.WriteAllText(Path.Combine(folder, PreparedData.InfoFile), JsonSerializer.Serialize(info, Checkpoint.JsonOptions));
        return folder;
    }
}
