using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.OnnxRuntime;
using Pix2Pitch.Generation;
using Pix2Pitch.Inversion;
using Pix2Pitch.Notes;
using Pix2Pitch.Styles;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.PixelFormats;

namespace Pix2Pitch.EndToEnd.Tests;

/// <summary>The default model: it writes notes, and its music is made of them.</summary>
public sealed class ShippedModelOfNotesTests(ShippedModelOfNotesTests.Opened opened) : IClassFixture<ShippedModelOfNotesTests.Opened>
{
    private const int Families = 8, Pitches = 88, Seeds = 8, Size = 512;

    private static readonly string s_model = Path.Combine(TestData.RepositoryRoot, "data", "models", "ensemble.onnx");

    [Fact]
    public void Its_notes_are_those_of_the_model_and_fill_the_clip()
    {
        NoteSequence notes = opened.Music.Generate(Path.Combine(TestData.RepositoryRoot, "data", "demo", "paintings", "impressionism-harbour-first-sun.png"), seed: 1, Style.Impressionism).Notes;
        Assert.False(notes.IsTranscription);
        Assert.InRange(notes.Count, 10, 256);
        Assert.InRange(notes.Min(note => note.Start), 0, 0.1);
        Assert.InRange(notes.Max(note => note.Start + note.Seconds), 8, 10.1);
        Assert.All(notes, note => Assert.InRange(note.Pitch, 21, 108));
    }

    [Fact]
    public void Its_notes_are_not_equally_loud()
    {
        NoteSequence notes = opened.Music.Generate(Path.Combine(TestData.RepositoryRoot, "data", "demo", "paintings", "impressionism-harbour-first-sun.png"), seed: 1, Style.Romanticism).Notes;
        Assert.InRange(notes.Select(note => note.Velocity).Distinct().Count(), 4, 80);
        Assert.All(notes, note => Assert.InRange(note.Velocity, 14, 80));
    }

    [Fact]
    public void A_light_painting_has_higher_notes_than_a_dark_one()
        => Assert.True(NotesOf(new Rgb24(240, 240, 240)).Average(note => note.Pitch) > NotesOf(new Rgb24(15, 15, 15)).Average(note => note.Pitch) + 3);

    [Fact]
    public void A_warm_painting_has_more_onsets_than_a_cold_one()
    {
        Assert.True(Onsets(new Rgb24(220, 120, 40)) > 1.2 * Onsets(new Rgb24(80, 140, 230)));

        int Onsets(Rgb24 color) => NotesOf(color).DistinctBy(note => note.Start).Count();
    }

    // With several seeds.
    private Note[] NotesOf(Rgb24 color)
    {
        using var painting = new Image<Rgb24>(64, 64, color);
        return [.. Enumerable.Range(1, 6).SelectMany(seed => opened.Music.Generate(painting, seed, Style.Romanticism).Notes.Select(note => note with { Start = note.Start + 100 * seed }))];
    }

    [Fact]
    public void Seed_style_and_creativity_change_the_notes()
    {
        float[] notes = Notes(Style.Baroque, [1]);
        Assert.Equal(notes, Notes(Style.Baroque, [1]));
        Assert.NotEqual(notes, Notes(Style.Baroque, [2]));
        Assert.NotEqual(notes, Notes(Style.Expressionism, [1]));
        Assert.NotEqual(notes, Notes(Style.Baroque, [1], creativity: 0.5f));
        Assert.Equal(Notes(Style.Baroque, [1], creativity: 0), Notes(Style.Baroque, [2], creativity: 0));
    }

    [Fact]
    public void Several_rows_at_once_get_the_notes_that_each_gets_alone()
        => Assert.Equal([.. Notes(Style.Classicism, [5]), .. Notes(Style.Classicism, [6])], Notes(Style.Classicism, [5, 6]));

    [Fact]
    public void Baroque_music_is_more_often_played_by_harpsichord_and_organ_than_Romantic_music()
    {
        Assert.True(Share(Style.Baroque) > Share(Style.Romanticism) + 0.1);

        // Of the onsets.
        double Share(Style style)
        {
            float[] notes = Notes(style, [.. Enumerable.Range(1, Seeds)]);
            int plane = Pitches * notes.Length / Seeds / (2 * Families * Pitches);
            double[] families = new double[Families];
            for (int row = 0; row < Seeds; row++)
            {
                for (int family = 0; family < Families; family++)
                    families[family] += notes.AsSpan((row * 2 * Families + family) * plane, plane).ToArray().Sum();
            }
            return (families[(int)InstrumentFamily.Harpsichord] + families[(int)InstrumentFamily.Organ]) / families.Sum();
        }
    }

    [Fact]
    public void A_pipeline_that_was_saved_and_loaded_gives_the_mel_spectrogram_of_the_bare_file()
    {
        float[] bare = Run(Style.Romanticism, [3], 1, "MelSpectrogram");
        var ml = new MLContext(seed: 1);
        IDataView rows = ml.Data.LoadFromEnumerable([new Question { Painting = Painting(), Style = (uint)Style.Romanticism - 1, Seed = 3 }]);
        using var folder = new TemporaryFolder();
        using (var fitted = (IDisposable)ml.Transforms.GenerateMelSpectrogram("Answer", s_model, "Painting", "Style", new GenerationOptions { SeedColumn = "Seed" }).Fit(rows))
            ml.Model.Save((ITransformer)fitted, rows.Schema, folder.File("model.zip"));
        ITransformer loaded = ml.Model.Load(folder.File("model.zip"), out _);
        using var owned = loaded as IDisposable;
        Assert.Equal(bare, loaded.Transform(rows).GetColumn<float[]>("Answer").Single());
    }

    private float[] Notes(Style style, int[] seeds, float creativity = 1) => Run(style, seeds, creativity, "Notes");

    private static float[] Painting() => [.. Enumerable.Range(0, 3 * Size * Size).Select(i => MathF.Sin(0.001f * i) * MathF.Cos(0.05f * (i % Size)))];

    private float[] Run(Style style, int[] seeds, float creativity, string output)
    {
        int rows = seeds.Length;
        float[] painting = Painting();
        float[] styles = new float[5];
        styles[(int)style - 1] = 1;
        using OrtValue paintings = OrtValue.CreateTensorValueFromMemory(Enumerable.Repeat(painting, rows).SelectMany(each => each).ToArray(), [rows, 3, Size, Size]);
        using OrtValue styleRows = OrtValue.CreateTensorValueFromMemory(Enumerable.Repeat(styles, rows).SelectMany(each => each).ToArray(), [rows, 5]);
        using OrtValue seed = OrtValue.CreateTensorValueFromMemory(seeds, [rows, 1]);
        using OrtValue creativities = OrtValue.CreateTensorValueFromMemory(Enumerable.Repeat(creativity, rows).ToArray(), [rows, 1]);
        using var options = new RunOptions();
        using IDisposableReadOnlyCollection<OrtValue> outputs = opened.Session.Run(options, ["Painting", "Style", "Seed", "Creativity"], [paintings, styleRows, seed, creativities], [output]);
        return outputs[0].GetTensorDataAsSpan<float>().ToArray();
    }

    /// <summary>The model, opened once for all tests. They look at notes, which do not depend on how the sound is made of them.</summary>
    public sealed class Opened : IDisposable
    {
        // With one thread: others would only wait for work and take processor time from other tests.
        public InferenceSession Session { get; } = new(s_model, new SessionOptions { IntraOpNumThreads = 1 });

        public PaintingToMusic Music { get; } = PaintingToMusic.Load(s_model, new MusicOptions { Inversion = new InversionOptions { Iterations = 1 } });

        public void Dispose()
        {
            Session.Dispose();
            Music.Dispose();
        }
    }

    private sealed class Question
    {
        [VectorType(3, Size, Size)]
        public float[] Painting { get; init; } = [];

        [KeyType(5)]
        public uint Style { get; init; }

        public int Seed { get; init; }
    }
}
