using Pix2Pitch.Tools.Scores.Midi;

namespace Pix2Pitch.Tools.Tests.Scores;

public sealed class MidiScoreReaderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Notes_have_their_times_in_seconds_after_tempo_changes()
    {
        // 2 quarter notes at 60 a minute take 2 s; after that, one takes 0.5 s.
        string file = TestScores.Write(_folder.File("a.mid"), [new(0, (0, 1, 60), (2, 1, 62), (3, 2, 64))], (0, 60), (2, 120));
        ScoreNote[] notes = [.. MidiScoreReader.Read(file).Parts.Single().Notes];
        Assert.Equal([0, 2, 2.5], notes.Select(note => note.Start), TimesAreEqual);
        Assert.Equal([1, 2.5, 3.5], notes.Select(note => note.End), TimesAreEqual);
    }

    [Fact]
    public void Without_a_tempo_a_quarter_note_takes_half_a_second()
    {
        string file = TestScores.Write(_folder.File("a.mid"), [new(0, (0, 4, 60))]);
        Assert.Equal(2, MidiScoreReader.Read(file).Seconds, 6);
    }

    [Fact]
    public void Each_track_is_a_part_with_its_program()
        => Assert.Equal([40, 40, 41, 42], MidiScoreReader.Read(TestScores.Write(_folder.File("a.mid"), TestScores.Quartet)).Parts.Select(part => part.Program));

    [Theory]
    [InlineData(0, "empty")]
    [InlineData(200, "damaged")]
    public void A_file_that_ends_too_early_is_refused_with_its_name(int length, string reason)
    {
        byte[] whole = File.ReadAllBytes(TestScores.Write(_folder.File("a.mid"), TestScores.Quartet));
        string file = _folder.Write("cut.mid", whole[..length]);
        var error = Assert.Throws<Pix2PitchException>(() => MidiScoreReader.Read(file));
        Assert.Contains("cut.mid", error.Message, StringComparison.Ordinal);
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void No_damaged_byte_ends_in_another_error()
    {
        byte[] whole = File.ReadAllBytes(TestScores.Write(_folder.File("a.mid"), [TestScores.Scale(0, 60, 8)], (0, 90)));
        foreach (byte value in new byte[] { 0, 0x7f, 0xff })
        {
            for (int at = 0; at < whole.Length; at++)
            {
                byte[] damaged = [.. whole];
                damaged[at] = value;
                string file = _folder.Write("damaged.mid", damaged);
                Exception? error = Record.Exception(() => MidiScoreReader.Read(file));
                Assert.True(error is null or Pix2PitchException, $"byte {at} = {value}: {error}");
            }
        }
    }

    [Fact]
    public void A_file_without_notes_is_refused()
    {
        string file = TestScores.Write(_folder.File("a.mid"), [], (0, 120));
        Assert.Contains("no notes", Assert.Throws<Pix2PitchException>(() => MidiScoreReader.Read(file)).Message, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private static bool TimesAreEqual(double a, double b) => Math.Abs(a - b) < 0.001;
}
