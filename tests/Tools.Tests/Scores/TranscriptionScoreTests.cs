using Pix2Pitch.Notes;
using Pix2Pitch.Tools.Scores;
using Pix2Pitch.Tools.Scores.Corpus;
using Pix2Pitch.Tools.Scores.Midi;

namespace Pix2Pitch.Tools.Tests.Scores;

public sealed class TranscriptionScoreTests(RenderedCorpora corpora) : IClassFixture<RenderedCorpora>
{
    [Fact]
    public void A_note_counts_as_found_if_its_onset_is_near_and_only_once()
    {
        var score = new TranscriptionScore();
        score.Add(Transcription((60, 1.04, 1), (60, 1.06, 0.5), (62, 3, 1), (64, 5.06, 1)), [(60, 1, 2), (62, 3, 4), (64, 5, 6), (67, 7, 8)]);

        Assert.Equal((4, 4), (score.Found, score.Played));
        Assert.Equal("F1 0.500, precision 0.500, recall 0.500", $"{score.Notes}");
    }

    [Fact]
    public void Unisons_of_two_instruments_are_one_note()
    {
        var score = new TranscriptionScore();
        score.Add(Transcription((60, 1, 1)), [(60, 1, 2), (60, 1.02, 2)]);

        Assert.Equal(1, score.Notes.F1);
    }

    [Fact]
    public void Frames_are_compared_by_where_notes_sound()
    {
        double frame = TranscriptionScore.FrameSeconds;
        var score = new TranscriptionScore();
        score.Add(Transcription((60, 0, 6 * frame)), [(60, 2 * frame, 8 * frame)]);

        Assert.Equal(4 / 6.0, score.Frames.F1, 9);
    }

    [Fact]
    public void The_notes_of_a_clip_are_those_of_its_piano_roll()
    {
        string roll = Directory.GetFiles(Path.Combine(corpora.Small, ClipMaker.RollFolder), "*.npy", SearchOption.AllDirectories).Order(StringComparer.Ordinal).First();
        string midi = Path.ChangeExtension(roll.Replace($"{ClipMaker.RollFolder}{Path.DirectorySeparatorChar}", $"{ClipMaker.MidiFolder}{Path.DirectorySeparatorChar}", StringComparison.Ordinal), ".mid");
        byte[] bits = File.ReadAllBytes(roll)[^(8 * 2 * 88 * 32)..];
        IEnumerable<(int, int)> cells = from family in Enumerable.Range(0, 8)
                                        from pitch in Enumerable.Range(0, 88)
                                        from frame in Enumerable.Range(0, 256)
                                        where (bits[((family * 2 + 1) * 88 + pitch) * 32 + frame / 8] & (0x80 >> (frame % 8))) != 0
                                        select (21 + pitch, frame);

        IEnumerable<(int Pitch, int Frame)> played = ClipMidiFile.Read(midi).Notes.SelectMany(note => Enumerable.Range(0, 256)
            .Where(frame => frame >= FrameOf(note.Start) && frame < Math.Max(FrameOf(note.Start) + 1, FrameOf(note.End))).Select(frame => (note.Pitch, frame)));

        Assert.Equal(cells.Distinct().Order(), played.Distinct().Where(cell => cell.Frame < 256).Order());

        static int FrameOf(double seconds) => (int)Math.Round(seconds / TranscriptionScore.FrameSeconds);
    }

    private static NoteSequence Transcription(params (int Pitch, double Start, double Seconds)[] notes)
        => new(notes.Select(note => new Note(InstrumentFamily.Piano, note.Pitch, note.Start, note.Seconds, 80)), 10, isTranscription: true);
}
