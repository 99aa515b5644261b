using Pix2Pitch.Notes;

namespace Pix2Pitch.Transforms.Tests.Notes;

public sealed class NoteRollTests
{
    private const int Frames = 24, FirstFrame = 100;
    private const double FrameSeconds = 862.0 / 22050;

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 20)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_note_begins_at_every_onset_that_sounds_and_at_the_start_of_a_part_and_nowhere_else(int seed)
    {
        var random = new Random(seed);
        float[] roll = [.. Enumerable.Range(0, 16 * 88 * Frames).Select(_ => random.Next(2) * 1f)];
        int first = random.Next(4), end = Frames - random.Next(4);

        Note[] notes = [.. NoteRoll.Read(roll, Frames, first, end, FirstFrame, FrameSeconds)];

        IEnumerable<(int, int, int)> expected = from family in Enumerable.Range(0, 8)
                                                from pitch in Enumerable.Range(21, 88)
                                                from frame in Enumerable.Range(first, end - first)
                                                where roll[Cell(8 + family, pitch, frame)] == 1 && (frame == first || roll[Cell(family, pitch, frame)] == 1)
                                                select (family, pitch, frame);
        Assert.Equal(expected, notes.Select(note => ((int)note.Instrument, note.Pitch, FrameOf(note.Start))));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void The_roll_that_is_made_from_the_notes_is_the_roll(int seed)
    {
        var random = new Random(seed);
        var roll = new float[16 * 88 * Frames];
        for (int row = 0; row < 8 * 88; row++)
        {
            for (int frame = 0; frame < Frames; frame++)
            {
                bool before = frame > 0 && roll[(8 * 88 + row) * Frames + frame - 1] == 1, sounds = random.Next(3) < 2;
                if (!sounds) continue;
                roll[(8 * 88 + row) * Frames + frame] = 1;
                if (!before || random.Next(4) == 0) roll[row * Frames + frame] = 1;
            }
        }

        var made = new float[roll.Length];
        foreach (Note note in NoteRoll.Read(roll, Frames, 0, Frames, FirstFrame, FrameSeconds))
        {
            int begin = FrameOf(note.Start), end = FrameOf(note.Start + note.Seconds);
            made[Cell((int)note.Instrument, note.Pitch, begin)] = 1;
            for (int frame = begin; frame < end; frame++) made[Cell(8 + (int)note.Instrument, note.Pitch, frame)] = 1;
        }

        Assert.Equal(roll, made);
    }

    [Theory]
    [InlineData(1, 80)]
    [InlineData(0.0625f, 40)] // the fourth root is a half
    [InlineData(0.001f, 14)]
    public void The_velocity_is_the_fourth_root_of_the_power(float power, int velocity)
    {
        var roll = new float[16 * 88 * Frames];
        roll[Cell(0, 60, 2)] = 1;
        roll[Cell(8, 60, 2)] = roll[Cell(8, 60, 3)] = power;

        Note note = Assert.Single(NoteRoll.Read(roll, Frames, 0, Frames, 0, 1));

        Assert.Equal((2.0, 2.0, velocity), (note.Start, note.Seconds, note.Velocity));
    }

    [Fact]
    public void A_gap_of_one_frame_stays_a_gap()
    {
        var roll = new float[16 * 88 * Frames];
        foreach (int onset in new[] { 2, 6 }) roll[Cell(0, 60, onset)] = 1;
        foreach (int sounding in new[] { 2, 3, 4, 6, 7 }) roll[Cell(8, 60, sounding)] = 1;

        Note[] notes = [.. NoteRoll.Read(roll, Frames, 0, Frames, 0, 1)];

        Assert.Equal([(2.0, 3.0), (6.0, 2.0)], notes.Select(note => (note.Start, note.Seconds)));
    }

    private static int Cell(int channel, int pitch, int frame) => (channel * 88 + pitch - 21) * Frames + frame;

    private static int FrameOf(double seconds) => (int)Math.Round(seconds / FrameSeconds) - FirstFrame;
}
