using Microsoft.ML;
using Microsoft.ML.Data;
using Pix2Pitch.Generation;
using Pix2Pitch.ModelLoader;
using Pix2Pitch.Notes;

namespace Pix2Pitch.Transforms.Tests.Generation;

public sealed class GeneratedNotesTests : IDisposable
{
    private const double Frame = 634.0 / 4000;

    private readonly TemporaryFolder _folder = new();
    private readonly string _model;
    private readonly string _painting;

    public GeneratedNotesTests()
    {
        _painting = TestPaintings.Write(_folder, "a.png");
        _model = TinyNotesModel.Write(_folder, even: TinyNotesModel.Roll((0, 60, 4, 10), (4, 72, 40, 64)), odd: TinyNotesModel.Roll((0, 64, 0, 62), (7, 40, 30, 31)));
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_notes_of_a_clip_are_those_of_the_model()
    {
        using PaintingToMusic music = PaintingToMusic.Load(_model);
        GeneratedMusic made = music.Generate(_painting, seed: 2);

        Assert.True(music.Metadata.MakesNotes);
        Assert.False(made.Notes.IsTranscription);
        Assert.Equal([(InstrumentFamily.Piano, 60, 4, 10), (InstrumentFamily.Strings, 72, 40, 64)], InFrames(made.Notes));
    }

    [Fact]
    public void Where_clips_overlap_the_notes_are_those_of_the_louder_one()
    {
        using PaintingToMusic music = PaintingToMusic.Load(_model);
        GeneratedMusic made = music.Generate(_painting, seed: 2, seconds: 25);

        // Clips begin every 58 frames and overlap by 6, so the second is louder from frame 61 on, and the third from frame 119 on. The music has 158 frames.
        Assert.Equal(3, made.Clips);
        Assert.Equal(
            [
                (InstrumentFamily.Piano, 60, 4, 10), (InstrumentFamily.Strings, 72, 40, 61), (InstrumentFamily.Piano, 64, 61, 119), (InstrumentFamily.Brass, 40, 88, 89),
                (InstrumentFamily.Piano, 60, 120, 126), (InstrumentFamily.Strings, 72, 156, 158),
            ],
            InFrames(made.Notes));
    }

    [Fact]
    public void The_MIDI_file_has_the_notes_and_the_origin_of_the_music()
    {
        using PaintingToMusic music = PaintingToMusic.Load(_model);
        GeneratedMusic made = music.Generate(_painting, seed: 2);
        made.WriteMidi(_folder.File("a.mid"));
        using var stream = new MemoryStream();
        made.WriteMidi(stream);

        byte[] bytes = File.ReadAllBytes(_folder.File("a.mid"));
        Assert.Equal(bytes, stream.ToArray());
        Assert.Equal([(1, 60, Ticks(4), Ticks(10))], new MidiBytes(bytes).Notes(1));
        IReadOnlyDictionary<string, string> properties = MidiProperties.Read(_folder.File("a.mid"));
        Assert.Equal(("2", "tiny", "a.png", "model"), (properties["pix2pitch.seed"], properties["pix2pitch.name"], properties["pix2pitch.painting"], properties["pix2pitch.notes"]));

        static long Ticks(int frame) => (long)Math.Round(960 * Frame * frame);
    }

    [Fact]
    public void Music_of_a_model_without_notes_is_transcribed()
    {
        using PaintingToMusic music = PaintingToMusic.Load(TinyModel.Write(_folder));
        GeneratedMusic made = music.Generate(_painting, seed: 2);

        Assert.False(music.Metadata.MakesNotes);
        Assert.True(made.Notes.IsTranscription);
        Assert.Equal(NoteSequence.Transcribe(made.MelSpectrogram), made.Notes);
        made.WriteMidi(_folder.File("a.mid"));
        Assert.Equal("transcription", MidiProperties.Read(_folder.File("a.mid"))["pix2pitch.notes"]);
    }

    [Fact]
    public void A_pipeline_gives_the_mel_spectrogram_alone()
    {
        var ml = new MLContext(seed: 1);
        var data = new Table([GenerationRows.Paintings("Painting", 2)]);

        IDataView with = Generate(_model), without = Generate(TinyModel.Write(_folder));

        Assert.Equal(["Painting", "MelSpectrogram"], with.Schema.Select(column => column.Name));
        Assert.Equal(without.GetColumn<float[]>("MelSpectrogram"), with.GetColumn<float[]>("MelSpectrogram"));

        IDataView Generate(string model) => ml.Transforms.GenerateMelSpectrogram("MelSpectrogram", model, "Painting").Fit(data).Transform(data);
    }

    [Fact]
    public void Notes_of_a_wrong_shape_are_refused()
    {
        string wrong = TinyNotesModel.Write(_folder, new float[TinyNotesModel.RollLength], new float[TinyNotesModel.RollLength], "wrong.onnx", channels: 15);

        var error = Assert.Throws<Pix2PitchException>(() => PaintingToMusic.Load(wrong));
        Assert.Contains("'Notes' of shape N x 16 x 88 x 64", error.Message, StringComparison.Ordinal);
        Assert.Contains("wrong.onnx", error.Message, StringComparison.Ordinal);
    }

    private static IEnumerable<(InstrumentFamily, int, int, int)> InFrames(NoteSequence notes)
        => notes.Select(note => (note.Instrument, note.Pitch, (int)Math.Round(note.Start / Frame), (int)Math.Round((note.Start + note.Seconds) / Frame)));
}
