using Pix2Pitch.Notes;
using Pix2Pitch.Tools.Scores.Arranging;

namespace Pix2Pitch.Tools.Tests.Scores;

public class PianoRollTests
{
    private static readonly Instrumentation s_duo = InstrumentationTable.All.Single(each => each.Name == "violin and piano");

    [Theory]
    [InlineData(256, 862)]
    [InlineData(512, 431)]
    public void A_note_begins_in_the_frame_whose_center_is_nearest(int frames, int hop)
    {
        // 3 s: sample 66,150 at 22,050 Hz
        PianoRoll roll = PianoRoll.Of(Excerpt(new ExcerptNote(0, 3 * 960, 4 * 960, 69, 80)), frames);
        int expected = (int)Math.Round(66150.0 / hop);
        Assert.Equal([expected], Enumerable.Range(0, frames).Where(frame => roll.HasOnset(InstrumentFamily.Strings, 69, frame)));
        int end = (int)Math.Round(88200.0 / hop); // 4 s
        Assert.Equal(Enumerable.Range(expected, end - expected), Enumerable.Range(0, frames).Where(frame => roll.Sounds(InstrumentFamily.Strings, 69, frame)));
    }

    [Fact]
    public void A_note_that_began_before_the_clip_sounds_without_an_onset()
    {
        PianoRoll roll = PianoRoll.Of(Excerpt(new ExcerptNote(1, -960, 960, 60, 80)), 256);
        Assert.True(roll.Sounds(InstrumentFamily.Piano, 60, 0));
        Assert.DoesNotContain(Enumerable.Range(0, 256), frame => roll.HasOnset(InstrumentFamily.Piano, 60, frame));
    }

    [Fact]
    public void A_very_short_note_has_one_frame()
    {
        PianoRoll roll = PianoRoll.Of(Excerpt(new ExcerptNote(1, 960, 961, 60, 80)), 64);
        Assert.Single(Enumerable.Range(0, 64), frame => roll.Sounds(InstrumentFamily.Piano, 60, frame));
    }

    [Fact]
    public void Packed_bytes_are_those_of_numpy_packbits()
    {
        PianoRoll roll = PianoRoll.Of(Excerpt(new ExcerptNote(1, 0, 1, 21, 80)), 256);
        Assert.Equal([8, 2, 88, 32], roll.PackedShape);
        byte[] bytes = roll.ToPackedBytes();
        Assert.Equal(8 * 2 * 88 * 32, bytes.Length);
        Assert.Equal(0x80, bytes[0]); // onset of A0 on the piano in frame 0
        Assert.Equal(0x80, bytes[88 * 32]); // it sounds in frame 0
    }

    private static Excerpt Excerpt(params ExcerptNote[] notes) => new(s_duo, 0, notes);
}
