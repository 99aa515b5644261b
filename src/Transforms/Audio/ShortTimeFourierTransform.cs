using System.Collections.Concurrent;
using System.Numerics.Tensors;

namespace Pix2Pitch.Audio;

/// <summary>
/// The short-time Fourier transform as librosa defines it: frame t is centred on sample t * hop, the signal is followed and preceded
/// by zeros (<c>center=True, pad_mode="constant"</c>), the window is a periodic Hann window as long as the transform. Frame by
/// frame, so that callers choose how to spread the frames. Immutable; any number of threads may use one instance.
/// </summary>
internal sealed class ShortTimeFourierTransform
{
    private static readonly ConcurrentDictionary<(int Size, int Hop), ShortTimeFourierTransform> s_known = new();

    private readonly float[] _window;

    public static ShortTimeFourierTransform For(int fftSize, int hopLength)
        => s_known.GetOrAdd((fftSize, hopLength), static key => new ShortTimeFourierTransform(key.Size, key.Hop));

    private ShortTimeFourierTransform(int fftSize, int hopLength)
    {
        Fourier = RealFourierTransform.For(fftSize);
        HopLength = hopLength;
        _window = new float[fftSize];
        for (int n = 0; n < fftSize; n++) _window[n] = (float)(0.5 - 0.5 * Math.Cos(2 * Math.PI * n / fftSize));
    }

    public RealFourierTransform Fourier { get; }

    public int HopLength { get; }

    public ReadOnlySpan<float> Window => _window;

    /// <summary>Floats of scratch that <see cref="Forward"/> and <see cref="Inverse"/> need.</summary>
    public int ScratchLength => Fourier.Size + Fourier.ScratchLength;

    /// <summary>The number of frames of a signal.</summary>
    public int FrameCount(int samples) => 1 + samples / HopLength;

    /// <summary>The spectrum of one frame.</summary>
    public void Forward(ReadOnlySpan<float> signal, int frame, Span<float> re, Span<float> im, Span<float> scratch)
    {
        int size = Fourier.Size;
        Span<float> windowed = scratch[..size];
        long start = (long)frame * HopLength - size / 2;
        int from = (int)Math.Clamp(-start, 0, size), to = (int)Math.Clamp(signal.Length - start, from, size);
        windowed[..from].Clear();
        windowed[to..].Clear();
        if (to > from) TensorPrimitives.Multiply(signal.Slice((int)(start + from), to - from), _window.AsSpan(from, to - from), windowed[from..to]);
        Fourier.Forward(windowed, re, im, scratch[size..]);
    }

    /// <summary>The windowed samples that one frame adds to the signal, before the multiplication by <see cref="InverseWindowPower"/>.</summary>
    public void Inverse(ReadOnlySpan<float> re, ReadOnlySpan<float> im, Span<float> samples, Span<float> scratch)
    {
        Fourier.Inverse(re, im, samples, scratch);
        TensorPrimitives.Multiply(samples, _window, samples);
    }

    /// <summary>One over the sum of the squared windows at each sample: what overlap-adding has to be multiplied by.</summary>
    public void InverseWindowPower(int frames, Span<float> result)
    {
        result.Clear();
        int size = Fourier.Size;
        for (int frame = 0; frame < frames; frame++)
        {
            long start = (long)frame * HopLength - size / 2;
            int from = (int)Math.Clamp(-start, 0, size), to = (int)Math.Clamp(result.Length - start, from, size);
            for (int n = from; n < to; n++) result[(int)(start + n)] += _window[n] * _window[n];
        }
        // Where no window reaches nothing was added either; 1e-8 keeps rounding errors there from being blown up.
        for (int n = 0; n < result.Length; n++) result[n] = result[n] > 1e-8f ? 1 / result[n] : 1;
    }
}
