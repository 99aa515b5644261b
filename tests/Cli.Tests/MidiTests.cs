namespace Pix2Pitch.Cli.Tests;

public sealed class MidiTests(CommandFixture fixture) : IClassFixture<CommandFixture>, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_notes_of_a_model_become_a_MIDI_file()
    {
        ProgramRun run = Run("generate", fixture.Other, "--model", NotesModel(), "--seed", "4", "--style", "none", "-o", "a.wav", "--midi", "a.mid");

        Assert.Contains("a.mid: 2 notes of the model (piano, bowed strings)", run.Output, StringComparison.Ordinal);
        var file = new MidiBytes(File.ReadAllBytes(_folder.File("a.mid")));
        Assert.Equal([60], file.Notes(1).Select(note => note.Pitch));
        Assert.Equal([72], file.Notes(2).Select(note => note.Pitch));
    }

    [Fact]
    public void The_notes_of_other_models_are_called_a_transcription()
    {
        ProgramRun run = Run("generate", fixture.Other, "--model", fixture.Model, "--style", "none", "-o", "a.wav", "--midi", "a.mid");

        Assert.Contains("notes, a transcription of the mel-spectrogram with wrong and missing notes", run.Output, StringComparison.Ordinal);
        Assert.Contains(new MidiBytes(File.ReadAllBytes(_folder.File("a.mid"))).Texts(0x01), text => text.Contains("a transcription", StringComparison.Ordinal));
    }

    [Fact]
    public void A_spectrogram_gives_the_same_transcription_as_the_music()
    {
        Run("generate", fixture.Other, "--model", fixture.Model, "--style", "none", "-o", "a.wav", "--midi", "a.mid", "--spectrogram", "a.png");
        ProgramRun run = Run("invert", "a.png", "-o", "b.wav", "--midi", "b.mid");

        Assert.Contains("b.mid: ", run.Output, StringComparison.Ordinal);
        Assert.Contains("a transcription", run.Output, StringComparison.Ordinal);
        MidiBytes made = new(File.ReadAllBytes(_folder.File("a.mid"))), again = new(File.ReadAllBytes(_folder.File("b.mid")));
        Assert.Equal(made.Tracks.Skip(1).SelectMany(track => track).Select(e => (e.Tick, e.Status)), again.Tracks.Skip(1).SelectMany(track => track).Select(e => (e.Tick, e.Status)));
        Assert.Contains("a.png", Run("describe", "b.mid").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Describe_shows_the_origin_of_a_MIDI_file()
    {
        Run("generate", fixture.Other, "--model", NotesModel(), "--seed", "4", "--style", "none", "-o", "a.wav", "--midi", "a.mid");

        string[] lines = [.. Run("describe", "a.mid").Output.Split('\n').Select(line => string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries)))];
        Assert.Contains("seed 4", lines);
        Assert.Contains("notes model", lines);
        Assert.Contains("painting other.jpg", lines);
    }

    [Fact]
    public void In_a_folder_the_MIDI_file_of_another_painting_is_kept_and_ones_own_is_replaced()
    {
        string[] arguments = ["--model", NotesModel(), "--style", "none", "-o", "waves/", "--midi", "notes/"];
        foreach (string folder in new[] { "waves", "notes" }) Directory.CreateDirectory(_folder.File(folder));
        string first = TestPaintings.Write(_folder, "x/sky.png", 1), second = TestPaintings.Write(_folder, "y/sky.png", 2);

        Run(["generate", first, .. arguments]);
        File.Delete(_folder.File("waves", "sky.wav"));
        byte[] kept = File.ReadAllBytes(_folder.File("notes", "sky.mid"));
        ProgramRun run = Run(["generate", second, .. arguments]);
        Run(["generate", first, .. arguments]);

        Assert.Contains("is kept", run.Error, StringComparison.Ordinal);
        Assert.Equal(["sky-2.mid", "sky.mid"], Directory.GetFiles(_folder.File("notes")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal(kept, File.ReadAllBytes(_folder.File("notes", "sky.mid")));
    }

    [Fact]
    public void A_name_that_does_not_end_with_mid_is_wrong_usage()
    {
        ProgramRun run = Command.Run(_folder.Path, "generate", fixture.Other, "--model", fixture.Model, "--midi", "a.midi");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("--midi 'a.midi' must end with .mid", run.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public void A_folder_that_does_not_exist_is_reported_before_any_work()
    {
        ProgramRun run = Command.Run(_folder.Path, "generate", fixture.Other, "--model", fixture.Model, "--midi", "gone/a.mid");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("'gone/a.mid' cannot be written: the folder", run.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_folder.Path));
    }

    private string NotesModel()
    {
        float[] roll = TinyNotesModel.Roll((0, 60, 4, 10), (4, 72, 40, 64));
        return TinyNotesModel.Write(_folder, roll, roll);
    }

    private ProgramRun Run(params string[] arguments)
    {
        ProgramRun run = Command.Run(_folder.Path, arguments);
        Assert.True(run.ExitCode == 0, $"exit code {run.ExitCode}: {run.Error}");
        return run;
    }
}
