namespace Pix2Pitch.Notes;

/// <summary>Reads the notes in the output <c>Notes</c> of a model: [16, 88, frames], the onsets of the eight instrument families, then their sounding notes.</summary>
internal static class NoteRoll
{
    /// <summary>The lowest of the 88 pitches: A0.</summary>
    public const int LowestPitch = 21;

    /// <summary>Pitches of a piano: A0 to C8.</summary>
    public const int PitchCount = 88;

    /// <summary>Onsets and sounding notes of all families.</summary>
    public const int ChannelCount = 2 * InstrumentFamilies.Count;

    /// <summary>The least power of a sounding note relative to the loudest note: -30 dB.</summary>
    public const float MinPower = 0.001f;

    /// <summary>
    /// Reads a part of a roll. A note begins where it has an onset and sounds, and at the start of the part where it sounds. It lasts while it sounds, until the next onset. A note that begins to
    /// sound without an onset elsewhere is left out.
    /// </summary>
    /// <param name="roll">The roll. An onset is a value above 0.5; the value of a sounding note is its power relative to the loudest note, at least <see cref="MinPower"/>.</param>
    /// <param name="frames">Its number of frames.</param>
    /// <param name="from">The first frame of the part.</param>
    /// <param name="to">The frame after the part.</param>
    /// <param name="firstFrame">The number of the roll's first frame in the whole music.</param>
    /// <param name="frameSeconds">Seconds from one frame to the next.</param>
    public static IEnumerable<Note> Read(float[] roll, int frames, int from, int to, int firstFrame, double frameSeconds)
    {
        for (int family = 0; family < InstrumentFamilies.Count; family++)
        {
            for (int row = 0; row < PitchCount; row++)
            {
                int onsets = (family * PitchCount + row) * frames, sounding = ((family + InstrumentFamilies.Count) * PitchCount + row) * frames;
                int start = -1;
                for (int frame = from; frame <= to; frame++)
                {
                    bool sounds = frame < to && roll[sounding + frame] >= MinPower, begins = sounds && (frame == from || roll[onsets + frame] > 0.5f);
                    if (start >= 0 && (begins || !sounds))
                    {
                        double seconds = (firstFrame + start) * frameSeconds;
                        yield return new Note((InstrumentFamily)family, LowestPitch + row, seconds, (frame - start) * frameSeconds, VelocityOf(roll[sounding + start]));
                        start = -1;
                    }
                    if (begins) start = frame;
                }
            }
        }
    }

    // The square of the velocity is heard as amplitude (SoundFont 2.04, section 8.4.1), so its fourth power as power.
    private static int VelocityOf(float power) => Math.Clamp((int)MathF.Round(NoteSequence.Velocity * MathF.Pow(power, 0.25f)), 1, 127);
}
