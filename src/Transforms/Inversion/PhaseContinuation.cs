using Pix2Pitch.Fourier;

namespace Pix2Pitch.Inversion;

/// <summary>
/// The initial phases of a clip that continues existing sound: those of the existing sound. So the phases agree in the overlap, and tones do not cancel
/// each other out there.
/// </summary>
internal static class PhaseContinuation
{
    private const int Lanes = RealFourierTransform.Lanes;

    /// <summary>Finds the phases of the first frames of a clip.</summary>
    /// <param name="stft">The transform.</param>
    /// <param name="sound">The sound joined so far.</param>
    /// <param name="start">The first sample of the clip.</param>
    /// <param name="maxFrames">The number of frames in the clip.</param>
    /// <param name="turns">Receives phases in turns, 0 to 1 [frames, bins].</param>
    /// <returns>The number of frames with known phases: those whose window is completely within the sound.</returns>
    public static int Find(ShortTimeFourierTransform stft, ReadOnlySpan<float> sound, int start, int maxFrames, float[] turns)
    {
        int size = stft.Fourier.Size, bins = stft.Fourier.Bins, room = sound.Length - size / 2 - start;
        if (room < 0) return 0;
        int frames = Math.Min(room / stft.HopLength + 1, maxFrames);
        using AlignedFloats padded = AlignedFloats.Rent(stft.PaddedLength(0, frames));
        using AlignedFloats floats = AlignedFloats.Rent(FourierWorkspace.LengthOf(stft.Fourier));
        using AlignedFloats spectrum = AlignedFloats.Rent(2 * bins * Lanes);
        padded.Span.Clear();
        int from = Math.Max(0, start - size / 2);
        sound[from..].CopyTo(padded.Span[(from - start + size / 2)..]);
        Span<float> re = spectrum.Span[..(bins * Lanes)], im = spectrum.Span[(bins * Lanes)..];
        for (int block = 0; block < ShortTimeFourierTransform.BlockCount(frames); block++)
        {
            var workspace = new FourierWorkspace(stft.Fourier, floats.Span);
            stft.Load(padded.Span, block, ref workspace);
            stft.Fourier.Forward(ref workspace, re, im);
            for (int frame = block * Lanes; frame < Math.Min(frames, (block + 1) * Lanes); frame++)
            {
                for (int bin = 0; bin < bins; bin++)
                {
                    int at = bin * Lanes + frame % Lanes;
                    float phase = MathF.Atan2(im[at], re[at]) / MathF.Tau;
                    turns[frame * bins + bin] = phase - MathF.Floor(phase);
                }
            }
        }
        return frames;
    }
}
