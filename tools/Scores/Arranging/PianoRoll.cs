using Pix2Pitch.Notes;

namespace Pix2Pitch.Tools.Scores.Arranging;

/// <summary>
/// The piano roll of a clip: for each instrument family, 88 pitches and a number of frames, whether a note begins in the frame, and whether one sounds.
/// Frame t has its center at t x 220,672 / <see cref="Frames"/> samples at 22,050 Hz, which are the frames of a mel-spectrogram with as many frames
/// (hop 862 for 256 frames, hop 431 for 512).
/// </summary>
internal sealed class PianoRoll
{
    /// <summary>The planes of a family: onsets, then sounding notes.</summary>
    public const int PlaneCount = 2;

    private const double SampleRate = 22050, RollSamples = 256 * 862;

    private readonly bool[] _cells;

    private PianoRoll(int frames) => (Frames, _cells) = (frames, new bool[InstrumentFamilies.Count * PlaneCount * NoteRoll.PitchCount * frames]);

    /// <summary>Number of frames.</summary>
    public int Frames { get; }

    /// <summary>Shape of <see cref="ToPackedBytes"/>: families, planes, pitches, frames / 8.</summary>
    public int[] PackedShape => [InstrumentFamilies.Count, PlaneCount, NoteRoll.PitchCount, Frames / 8];

    /// <summary>Makes the roll of an excerpt.</summary>
    /// <param name="excerpt">The excerpt. Notes that began before the clip sound from its first frame, without an onset.</param>
    /// <param name="frames">Number of frames; a multiple of 8.</param>
    public static PianoRoll Of(Excerpt excerpt, int frames)
    {
        OptionRange.Require(frames >= 8 && frames % 8 == 0, frames, "a multiple of 8");
        var roll = new PianoRoll(frames);
        double perTick = SampleRate / Excerpt.TicksPerSecond / (RollSamples / frames);
        foreach (ExcerptNote note in excerpt.Notes)
        {
            int first = (int)Math.Round(note.Start * perTick), end = Math.Max(first + 1, (int)Math.Round(note.End * perTick));
            if (end <= 0 || first >= frames) continue;
            InstrumentFamily family = excerpt.Instrumentation.Lines[note.Line].Instrument.Family;
            if (note.Start >= 0) roll._cells[roll.Index(family, plane: 0, note.Pitch, first)] = true;
            for (int frame = Math.Max(0, first); frame < Math.Min(end, frames); frame++) roll._cells[roll.Index(family, plane: 1, note.Pitch, frame)] = true;
        }
        return roll;
    }

    /// <summary>Whether a note of a pitch begins in a frame.</summary>
    public bool HasOnset(InstrumentFamily family, int pitch, int frame) => _cells[Index(family, 0, pitch, frame)];

    /// <summary>Whether a note of a pitch sounds in a frame.</summary>
    public bool Sounds(InstrumentFamily family, int pitch, int frame) => _cells[Index(family, 1, pitch, frame)];

    /// <summary>Eight frames in a byte, the first in the highest bit, as <c>numpy.packbits</c> does; C order of <see cref="PackedShape"/>.</summary>
    public byte[] ToPackedBytes()
    {
        var bytes = new byte[_cells.Length / 8];
        for (int i = 0; i < _cells.Length; i++)
        {
            if (_cells[i]) bytes[i / 8] |= (byte)(0x80 >> (i % 8));
        }
        return bytes;
    }

    private int Index(InstrumentFamily family, int plane, int pitch, int frame)
        => (((int)family * PlaneCount + plane) * NoteRoll.PitchCount + pitch - NoteRoll.LowestPitch) * Frames + frame;
}
