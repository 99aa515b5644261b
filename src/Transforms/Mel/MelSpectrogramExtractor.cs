using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Pix2Pitch.Fourier;
using Pix2Pitch.SoundFiles;

namespace Pix2Pitch.Mel;

/// <summary>
/// Extracts the mel-spectrogram of a clip: float32 [1, bands, frames], row-major, band 0 (the lowest) first, in [-1, 1]. The values are those of
/// librosa's <c>power_to_db(melspectrogram(y, sr, n_fft, hop_length, n_mels, fmin, fmax), ref=max, top_db)</c>, scaled. Safe for use from many
/// threads.
/// </summary>
public sealed class MelSpectrogramExtractor
{
    private const int Lanes = RealFourierTransform.Lanes;

    private readonly ShortTimeFourierTransform _stft;
    private readonly MelFilterBank _bank;
    private readonly int _maxThreads;

    /// <param name="mel">The representation.</param>
    /// <param name="maxThreads">Maximum number of threads for one clip; 0 means all processors. The result does not depend on it.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range, or the options contradict each other.</exception>
    public MelSpectrogramExtractor(MelOptions mel, int maxThreads = 0)
    {
        ArgumentNullException.ThrowIfNull(mel);
        FrameBlocks.CheckThreads(maxThreads);
        Mel = mel;
        _bank = MelFilterBank.For(mel);
        _stft = ShortTimeFourierTransform.For(mel.FftSize, mel.HopLength);
        _maxThreads = maxThreads;
    }

    /// <summary>The representation.</summary>
    public MelOptions Mel { get; }

    /// <summary>Reads a clip from a sound file and extracts its mel-spectrogram.</summary>
    /// <param name="path">A sound file in any format that <see cref="AudioReader"/> supports.</param>
    /// <param name="offsetSeconds">Start of the clip in seconds.</param>
    /// <param name="cancellation">Stops reading.</param>
    /// <exception cref="OperationCanceledException"><paramref name="cancellation"/> was cancelled.</exception>
    /// <exception cref="Pix2PitchException">The file cannot be read, is shorter than the offset, or its clip is silent.</exception>
    public MelSpectrogram Extract(string path, double offsetSeconds = 0, CancellationToken cancellation = default)
    {
        var values = new float[Mel.ValueCount];
        Extract(path, offsetSeconds, values, cancellation);
        return new MelSpectrogram(Mel, values);
    }

    /// <summary>Extracts the mel-spectrogram of a clip.</summary>
    /// <param name="clip">Mono samples at <see cref="MelOptions.SampleRate"/>, at most <see cref="MelOptions.ClipSamples"/>; fewer are padded with zeros.</param>
    /// <param name="melSpectrogram">Receives bands x frames values.</param>
    /// <exception cref="ArgumentException">The clip is too long, or <paramref name="melSpectrogram"/> has the wrong size.</exception>
    /// <exception cref="Pix2PitchException">The clip is silent, or a sample is not a number.</exception>
    public void Extract(ReadOnlySpan<float> clip, Span<float> melSpectrogram) => Extract(clip, melSpectrogram, "The clip");

    /// <summary>Reads a clip from a sound file and extracts its mel-spectrogram.</summary>
    /// <param name="path">A sound file in any format that <see cref="AudioReader"/> supports.</param>
    /// <param name="offsetSeconds">Start of the clip in seconds.</param>
    /// <param name="melSpectrogram">Receives bands x frames values.</param>
    /// <param name="cancellation">Stops reading.</param>
    /// <exception cref="OperationCanceledException"><paramref name="cancellation"/> was cancelled.</exception>
    /// <exception cref="Pix2PitchException">The file cannot be read, is shorter than the offset, or its clip is silent.</exception>
    public void Extract(string path, double offsetSeconds, Span<float> melSpectrogram, CancellationToken cancellation = default)
    {
        AudioClip signal = AudioReader.Read(path, Mel.SampleRate, offsetSeconds, Mel.ClipSeconds, cancellation);
        Extract(signal.Samples.AsSpan(0, Math.Min(signal.Samples.Length, Mel.ClipSamples)), melSpectrogram, $"'{path}'");
    }

    private void Extract(ReadOnlySpan<float> clip, Span<float> melSpectrogram, string name)
    {
        if (clip.Length > Mel.ClipSamples)
            throw new ArgumentException($"The clip has {clip.Length} samples; at most {Mel.ClipSamples} are allowed.", nameof(clip));
        if (melSpectrogram.Length != Mel.ValueCount)
            throw new ArgumentException($"The mel-spectrogram has {melSpectrogram.Length} values; it must have {Mel.MelBands} x {Mel.Frames}.", nameof(melSpectrogram));

        // Pooled buffers, because spans cannot be passed to other threads.
        int before = Mel.FftSize / 2, blocks = ShortTimeFourierTransform.BlockCount(Mel.Frames);
        using AlignedFloats padded = AlignedFloats.Rent(_stft.PaddedLength(clip.Length, Mel.Frames));
        padded.Span[..before].Clear();
        clip.CopyTo(padded.Span[before..]);
        padded.Span[(before + clip.Length)..].Clear();
        using AlignedFloats logarithms = AlignedFloats.Rent(blocks * Mel.MelBands * Lanes); // [block, band, lane]
        using AlignedFloats extremes = AlignedFloats.Rent(2 * blocks); // for each block: the maximum logarithm; then the sum of the power of each block
        FrameBlocks.Run(blocks, 1, _maxThreads, (block, _) => LogMelPower(padded, block, logarithms, extremes));
        float peak = TensorPrimitives.Max(extremes.Span[..blocks]);
        if (!float.IsFinite(TensorPrimitives.Sum(extremes.Span[blocks..])))
            throw SampleReader.NotNumbers(name);
        if (!(peak > MelDecibels.Silence))
            throw SampleReader.Silent(name, Mel.ClipSeconds);
        Scale(logarithms.Span, peak, melSpectrogram);
    }

    /// <summary>Computes the logarithms of the mel power of a block of frames.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void LogMelPower(AlignedFloats padded, int block, AlignedFloats logarithms, AlignedFloats extremes)
    {
        int bands = _bank.Bands;
        using AlignedFloats floats = AlignedFloats.Rent(FourierWorkspace.LengthOf(_stft.Fourier));
        using AlignedFloats power = AlignedFloats.Rent(_bank.Bins * Lanes);
        var workspace = new FourierWorkspace(_stft.Fourier, floats.Span);
        _stft.Load(padded.Span, block, ref workspace);
        _stft.Fourier.ForwardPower(ref workspace, power.Span);
        Span<float> mel = logarithms.Span.Slice(block * bands * Lanes, bands * Lanes);
        _bank.Apply(power.Span, mel);

        // Lanes after the last frame are ignored.
        Vector512<float> counts = Vector512.LessThan(Vector512<float>.Indices, Vector512.Create((float)(Mel.Frames - block * Lanes)));
        Vector512<float> max = Vector512.Create(MelDecibels.Silence), sum = Vector512<float>.Zero;
        ref float values = ref MemoryMarshal.GetReference(mel);
        for (int band = 0; band < bands; band++)
        {
            Vector512<float> value = RealFourierTransform.Load(ref values, band), logarithm = MelDecibels.Logarithm(value);
            sum += value;
            max = Vector512.Max(max, logarithm);
            RealFourierTransform.Store(logarithm, ref values, band);
        }
        extremes.Span[block] = MaxOf(Vector512.ConditionalSelect(counts, max, Vector512.Create(MelDecibels.Silence)));
        extremes.Span[ShortTimeFourierTransform.BlockCount(Mel.Frames) + block] = Vector512.Sum(Vector512.ConditionalSelect(counts, sum, Vector512<float>.Zero));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Scale(ReadOnlySpan<float> logarithms, float peak, Span<float> melSpectrogram)
    {
        int bands = _bank.Bands, frames = Mel.Frames;
        Vector512<float> peaks = Vector512.Create(peak), scale = Vector512.Create(MelDecibels.Scale(Mel.TopDecibels));
        ref float source = ref MemoryMarshal.GetReference(logarithms), target = ref MemoryMarshal.GetReference(melSpectrogram);
        Span<float> lanes = stackalloc float[Lanes];
        for (int band = 0; band < bands; band++)
        {
            int frame = 0;
            for (int at = band; frame + Lanes <= frames; frame += Lanes, at += bands)
                MelDecibels.FromLogarithm(RealFourierTransform.Load(ref source, at), peaks, scale).StoreUnsafe(ref target, (nuint)(band * frames + frame));
            if (frame == frames) continue;
            MelDecibels.FromLogarithm(RealFourierTransform.Load(ref source, frame / Lanes * bands + band), peaks, scale).CopyTo(lanes);
            lanes[..(frames - frame)].CopyTo(melSpectrogram[(band * frames + frame)..]);
        }
    }

    private static float MaxOf(Vector512<float> values)
    {
        float max = values[0];
        for (int i = 1; i < Lanes; i++) max = Math.Max(max, values[i]);
        return max;
    }
}
