using Pix2Pitch.Notes;
using Pix2Pitch.Training.Networks.Notes;

namespace Pix2Pitch.Training.Data;

/// <summary>Reads the piano rolls that <c>tools/Scores render</c> writes: uint8 [8, 2, 88, 32], a bit for each frame of a clip of 256 frames.</summary>
internal static class PianoRolls
{
    private const int Frames = 256;
    private const int Bytes = InstrumentFamilies.Count * 2 * NoteRoll.PitchCount * Frames / 8;

    /// <summary>The roll of a clip in a folder <c>rolls</c> beside the folder <c>music</c> of the clip; null if there is none.</summary>
    public static string? FindFor(string clip) => ClipFiles.Beside(clip, "rolls", ".npy");

    /// <summary>Reads a roll.</summary>
    /// <param name="path">The file.</param>
    /// <param name="size">Frames: 128, 256 or 512.</param>
    /// <param name="roll">Receives [16, 88, frames] values of 0 and 1: onsets of all families, then sounding notes of all families.</param>
    /// <exception cref="Pix2PitchException">The file is missing or is not a roll.</exception>
    public static void Read(string path, int size, Span<float> roll)
    {
        byte[] file;
        try
        {
            file = File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new Pix2PitchException($"The piano roll '{path}' cannot be read ({e.Message.TrimEnd('.')}); render the scores again.", e);
        }
        if (file.Length <= Bytes)
            throw new Pix2PitchException($"'{path}' is not a piano roll of 8 families and 256 frames; render the scores again.");
        ReadOnlySpan<byte> bits = file.AsSpan(file.Length - Bytes);
        roll.Clear();
        int rows = InstrumentFamilies.Count * 2 * NoteRoll.PitchCount;
        for (int row = 0; row < rows; row++)
        {
            int family = row / (2 * NoteRoll.PitchCount), plane = row / NoteRoll.PitchCount % 2, pitch = row % NoteRoll.PitchCount;
            Span<float> target = roll.Slice(((plane * InstrumentFamilies.Count + family) * NoteRoll.PitchCount + pitch) * size, size);
            for (int frame = 0; frame < Frames; frame++)
            {
                if ((bits[(row * Frames + frame) / 8] & (0x80 >> (frame % 8))) == 0) continue;
                if (size <= Frames) target[frame * size / Frames] = 1;
                else target[(frame * size / Frames)..((frame + 1) * size / Frames)].Fill(1);
            }
        }
    }
}
