using System.Numerics.Tensors;
using Pix2Pitch.Fourier;

namespace Pix2Pitch.Features;

/// <summary>
/// The magnitudes of the short-time spectra of a clip. Only frames completely inside the clip are used: at the ends of a clip, a steady tone would look
/// like a click.
/// </summary>
internal sealed class MagnitudeSpectrogram
{
    private readonly float[] _magnitudes; // [frame, bin]

    public MagnitudeSpectrogram(ReadOnlySpan<float> samples, int fftSize, int hopLength)
    {
        const int Lanes = RealFourierTransform.Lanes;
        var stft = ShortTimeFourierTransform.For(fftSize, hopLength);
        Bins = stft.Fourier.Bins;
        Frames = 1 + Math.Max(0, samples.Length - fftSize) / hopLength;
        _magnitudes = new float[Frames * Bins];
        int blocks = ShortTimeFourierTransform.BlockCount(Frames), values = Bins * Lanes;
        using AlignedFloats padded = AlignedFloats.Rent(Math.Max(samples.Length, (blocks - 1) * stft.BlockHop + stft.BlockSamples));
        padded.Span.Clear();
        samples.CopyTo(padded.Span);
        using AlignedFloats floats = AlignedFloats.Rent(FourierWorkspace.LengthOf(stft.Fourier));
        using AlignedFloats spectrum = AlignedFloats.Rent(2 * values);
        Span<float> re = spectrum.Span[..values], im = spectrum.Span[values..];
        for (int block = 0; block < blocks; block++)
        {
            var workspace = new FourierWorkspace(stft.Fourier, floats.Span);
            stft.Load(padded.Span, block, ref workspace);
            stft.Fourier.Forward(ref workspace, re, im);
            TensorPrimitives.Hypot(re, im, re);
            for (int lane = 0; lane < Math.Min(Lanes, Frames - block * Lanes); lane++)
            {
                Span<float> frame = _magnitudes.AsSpan((block * Lanes + lane) * Bins, Bins);
                for (int bin = 0; bin < Bins; bin++) frame[bin] = re[bin * Lanes + lane];
            }
        }
    }

    public int Frames { get; }

    public int Bins { get; }

    public float Max => TensorPrimitives.Max(_magnitudes);

    public ReadOnlySpan<float> Frame(int frame) => _magnitudes.AsSpan(frame * Bins, Bins);
}
