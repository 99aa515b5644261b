using Pix2Pitch.Tools.Scores;
using Pix2Pitch.Tools.Scores.Arranging;
using Pix2Pitch.Tools.Scores.Midi;

namespace Pix2Pitch.Tools.Tests.Scores;

public class ArrangerTests
{
    public static TheoryData<string> Names => [.. InstrumentationTable.All.Select(each => each.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_instrument_plays_within_its_range(string name)
    {
        Instrumentation instrumentation = Named(name);
        foreach (TestScores.Part[] parts in new[] { TestScores.Quartet, TestScores.Piano, [TestScores.Scale(0, 21, 40), TestScores.Scale(0, 97, 40)] })
        {
            foreach (ArrangedNote note in Arrange(TestScores.Score(parts), instrumentation, keyShift: 6))
            {
                Instrument instrument = instrumentation.Lines[note.Line].Instrument;
                Assert.InRange(note.Pitch, instrument.Low, instrument.High);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Two_notes_of_the_same_pitch_and_instrument_never_overlap(string name)
    {
        TestScores.Part[] doubled = [.. TestScores.Quartet, .. TestScores.Quartet, new(0, (0, 40, 60))];
        foreach (IGrouping<(int, int), ArrangedNote> same in Arrange(TestScores.Score(doubled), Named(name)).GroupBy(note => (note.Line, note.Pitch)))
        {
            ArrangedNote[] notes = [.. same.OrderBy(note => note.Start)];
            for (int i = 0; i + 1 < notes.Length; i++) Assert.True(notes[i].End <= notes[i + 1].Start);
        }
    }

    [Fact]
    public void A_quartet_on_the_piano_keeps_all_pitches()
    {
        Score quartet = TestScores.Score(TestScores.Quartet);
        Assert.Equal(
            quartet.Parts.SelectMany(part => part.Notes).Select(note => note.Pitch).Order(), Arrange(quartet, Named("piano")).Select(note => note.Pitch).Order());
    }

    [Fact]
    public void Parts_of_a_quartet_stay_parts()
    {
        ArrangedNote[] notes = [.. Arrange(TestScores.Score(TestScores.Quartet), Named("string quartet"))];
        for (int line = 0; line < 4; line++)
            Assert.Equal(TestScores.Quartet[line].Notes.Select(note => note.Pitch), notes.Where(note => note.Line == line).Select(note => note.Pitch));
    }

    [Fact]
    public void The_chords_of_a_piano_piece_are_divided_between_the_instruments_of_a_quartet_from_top_to_bottom()
    {
        (double, double, int)[] chordNotes = [.. Enumerable.Range(0, 20).SelectMany(i => new[] { 76, 67, 60, 48 }.Select(pitch => (i * 2.0, 1.9, pitch)))];
        Score chords = TestScores.Score(new TestScores.Part(0, chordNotes));
        ArrangedNote[] notes = [.. Arrange(chords, Named("string quartet"))];
        Assert.Equal([76, 67, 60, 48], notes.Take(4).OrderBy(note => note.Line).Select(note => note.Pitch));
    }

    [Fact]
    public void The_singer_of_a_song_is_the_melody()
    {
        Score song = TestScores.Score(TestScores.Scale(52, 65, 30), TestScores.Scale(0, 77, 30), TestScores.Scale(0, 48, 30));
        int[] melody = [.. Arrange(song, Named("violin and piano")).Where(note => note.Line == 0).Select(note => note.Pitch)];
        Assert.Equal(song.Parts[0].Notes.Select(note => note.Pitch), melody);
    }

    [Fact]
    public void A_key_shift_moves_every_note_and_a_tempo_scales_every_time()
    {
        Score score = TestScores.Score(TestScores.Piano);
        ArrangedNote[] written = [.. Arrange(score, Named("piano"))], changed = [.. Arranger.Arrange(score, Named("piano"), 3, 2, new ScoreRandom(1, ""))];
        Assert.Equal(written.Select(note => note.Pitch + 3), changed.Select(note => note.Pitch));
        Assert.All(written.Zip(changed), pair => Assert.Equal(pair.First.Start / 2, pair.Second.Start, 9));
    }

    [Fact]
    public void A_chord_that_is_too_large_keeps_its_outer_notes_and_its_pitch_classes()
    {
        int[] chord = [36, 48, 55, 60, 64, 67, 72, 76]; // C major
        Score score = TestScores.Score(new TestScores.Part(0, [.. chord.Select(pitch => (0.0, 4.0, pitch + 4))]));
        int[] guitar = [.. Arrange(score, Named("guitar")).Select(note => note.Pitch)];
        Assert.Equal(4, guitar.Length);
        Assert.Equal([4, 8, 11], guitar.Select(pitch => pitch % 12).Distinct().Order()); // E, G sharp, B
    }

    private static Instrumentation Named(string name) => InstrumentationTable.All.Single(each => each.Name == name);

    private static IReadOnlyList<ArrangedNote> Arrange(Score score, Instrumentation instrumentation, int keyShift = 0)
        => Arranger.Arrange(score, instrumentation, keyShift, 1, new ScoreRandom(1, "test"));
}
