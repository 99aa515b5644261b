using Pix2Pitch.Notes;
using System.Runtime.InteropServices;

namespace Pix2Pitch.Training.Networks.Notes;

/// <summary>
/// Spectra and envelopes of single notes of each instrument family, which <c>tools/Scores measure-notes</c> has measured with FluidSynth and FluidR3_GM.
/// </summary>
internal static class NoteTables
{
    private const int Bands = 256, FineBands = 512;

    /// <summary>Frames of an envelope, of <see cref="FrameSeconds"/> each.</summary>
    public const int EnvelopeFrames = 64;

    /// <summary>Frames of an envelope in which the spectrum is that of the attack.</summary>
    public const int AttackFrames = 2;

    /// <summary>Seconds from one frame of an envelope to the next.</summary>
    public const double FrameSeconds = 862.0 / 22050;


    private static readonly Lazy<float[]> s_spectra = new(() => Read("note-spectra.npy", InstrumentFamilies.Count * 2 * NoteRoll.PitchCount * Bands));
    private static readonly Lazy<float[]> s_fineSpectra = new(() => Read("note-spectra-512.npy", InstrumentFamilies.Count * 2 * NoteRoll.PitchCount * FineBands));
    private static readonly Lazy<float[]> s_envelopes = new(() => Read("note-envelopes.npy", InstrumentFamilies.Count * EnvelopeFrames));

    /// <summary>[families, 2, pitches, bands]: power of the attack, and of the body of the note, at an envelope of 1.</summary>
    /// <param name="bands">Bands of the representation.</param>
    /// <returns>The spectra, and their number of bands: that of the representation, or 256.</returns>
    public static (float[] Spectra, int Bands) SpectraFor(int bands) => bands == FineBands ? (s_fineSpectra.Value, FineBands) : (s_spectra.Value, Bands);

    /// <summary>[families, frames]: the power after the onset, relative to the largest.</summary>
    public static ReadOnlySpan<float> Envelopes => s_envelopes.Value;

    private static float[] Read(string name, int count)
    {
        using Stream stream = typeof(NoteTables).Assembly.GetManifestResourceStream(name)!;
        stream.Position = stream.Length - sizeof(float) * count; // after the header
        var values = new float[count];
        stream.ReadExactly(MemoryMarshal.AsBytes(values.AsSpan()));
        return values;
    }
}
