using System.Buffers;
using System.Numerics.Tensors;
using Pix2Pitch.Fourier;
using Pix2Pitch.Loudness;
using Pix2Pitch.Mel;

namespace Pix2Pitch.Inversion;

/// <summary>
/// Turns a mel-spectrogram into sound: mel power to linear power by non-negative least squares, initial phases by phase gradient heap integration, then
/// fast Griffin-Lim. The same mel-spectrogram, options and seed give the same samples for any number of threads. Safe for use from many threads.
/// </summary>
public sealed class MelSpectrogramInverter
{
    private const double SilenceMargin = 1; // dB above the floor

    private readonly ShortTimeFourierTransform _stft;
    private readonly MelInverse _inverse;

    /// <param name="mel">The representation of the mel-spectrograms.</param>
    /// <param name="options">How they are inverted; null means the defaults.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range, or the options contradict each other.</exception>
    public MelSpectrogramInverter(MelOptions mel, InversionOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(mel);
        mel.Validate();
        Mel = mel;
        Options = options ?? new InversionOptions();
        Options.Validate();
        _stft = ShortTimeFourierTransform.For(mel.FftSize, mel.HopLength);
        _inverse = MelInverse.For(mel);
    }

    /// <summary>The representation of the mel-spectrograms.</summary>
    public MelOptions Mel { get; }

    /// <summary>How they are inverted.</summary>
    public InversionOptions Options { get; }

    /// <summary>Inverts the mel-spectrogram of one clip.</summary>
    /// <param name="melSpectrogram">bands x frames values, row-major, band 0 (the lowest) first; values outside [-1, 1] are clamped.</param>
    /// <returns>
    /// <see cref="MelOptions.ClipSamples"/> samples with the loudness of <see cref="InversionOptions.LoudnessLufs"/> and
    /// <see cref="InversionOptions.PeakDecibels"/>, and short fades; all 0 if no value is 1 dB or more above the floor.
    /// </returns>
    /// <exception cref="ArgumentException">The number of values is wrong.</exception>
    /// <exception cref="Pix2PitchException">A value is not a number.</exception>
    public float[] Invert(ReadOnlySpan<float> melSpectrogram) => Invert(melSpectrogram, Mel.ClipSeconds);

    /// <summary>
    /// Inverts a mel-spectrogram of any length, clip by clip, with cross-fades (<see cref="InversionOptions.CrossFadeSeconds"/>). The loudness is
    /// that of the whole sound. Needs the memory of one clip in addition to the sound.
    /// </summary>
    /// <param name="melSpectrogram">The mel-spectrogram, in the representation <see cref="Mel"/>.</param>
    /// <param name="progress">Receives the number of finished clips and of all clips.</param>
    /// <param name="cancellation">Cancels between two iterations.</param>
    /// <returns><see cref="MelSpectrogram.Samples"/> samples; for one clip the same as from <see cref="Invert(ReadOnlySpan{float})"/>.</returns>
    /// <exception cref="ArgumentException">The mel-spectrogram has another representation.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellation"/> was cancelled.</exception>
    public float[] Invert(MelSpectrogram melSpectrogram, IProgress<(int Done, int Count)>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(melSpectrogram);
        if (melSpectrogram.Options != Mel)
            throw new ArgumentException($"The mel-spectrogram has the options {melSpectrogram.Options}; the inverter has {Mel}.", nameof(melSpectrogram));
        return Invert(melSpectrogram.Values, melSpectrogram.Seconds, progress, cancellation);
    }

    internal float[] Invert(
        ReadOnlySpan<float> melSpectrogram, double seconds, IProgress<(int Done, int Count)>? progress = null, CancellationToken cancellation = default)
    {
        var layout = new ClipLayout(Mel, Options.CrossFadeSeconds, seconds);
        if (melSpectrogram.Length != Mel.MelBands * layout.Frames)
        {
            throw new ArgumentException(
                $"The mel-spectrogram has {melSpectrogram.Length} values; it must have {Mel.MelBands} x {layout.Frames}.", nameof(melSpectrogram));
        }
        foreach (float value in melSpectrogram)
        {
            if (float.IsNaN(value)) throw new Pix2PitchException("The mel-spectrogram has values that are not numbers; generate it again.");
        }

        var signal = new float[layout.Samples];
        float[] values = new float[Mel.ValueCount], clip = new float[Mel.ClipSamples];
        for (int n = 0; n < layout.Clips; n++)
        {
            cancellation.ThrowIfCancellationRequested();
            layout.Take(melSpectrogram, n, values);
            int start = layout.StartOf(n), joined = n > 0 ? Math.Max(start, layout.StartOf(n - 1) + clip.Length) : 0;
            Restore(values, unchecked(Options.Seed + n), signal.AsSpan(0, joined), start, clip, cancellation);
            ClipJoiner.Add(signal, start, clip, joined - start);
            progress?.Report((n + 1, layout.Clips));
        }
        Finish(signal);
        return signal;
    }

    // The sound of one clip, without fades and scaling: the value 1 has the same loudness in all clips. The clip starts at sample `start`; `joined` is
    // the sound before it.
    private void Restore(ReadOnlySpan<float> melSpectrogram, int seed, ReadOnlySpan<float> joined, int start, float[] signal, CancellationToken cancellation)
    {
        if (TensorPrimitives.Max(melSpectrogram) < -1 + 2 * SilenceMargin / Mel.TopDecibels)
        {
            signal.AsSpan().Clear();
            return;
        }
        int bins = Mel.FftSize / 2 + 1, frames = Mel.Frames;
        float[] mel = ArrayPool<float>.Shared.Rent(Mel.ValueCount);
        float[] magnitudes = ArrayPool<float>.Shared.Rent(frames * bins);
        float[] turns = ArrayPool<float>.Shared.Rent(frames * bins);
        try
        {
            MelDecibels.ToPower(melSpectrogram, Mel.TopDecibels, mel);
            _inverse.Solve(mel, frames, Options.NnlsIterations, Options.MaxThreads, magnitudes);
            Span<float> linear = magnitudes.AsSpan(0, frames * bins);
            TensorPrimitives.Sqrt(linear, linear);
            cancellation.ThrowIfCancellationRequested();
            StartPhases(magnitudes, seed, joined, start, turns);
            var griffinLim = new FastGriffinLim(_stft, Options.Iterations, Options.Momentum, Options.MaxThreads);
            griffinLim.Run(magnitudes, frames, turns, signal, cancellation);
        }
        finally
        {
            ArrayPool<float>.Shared.Return(mel);
            ArrayPool<float>.Shared.Return(magnitudes);
            ArrayPool<float>.Shared.Return(turns);
        }
    }

    private void StartPhases(float[] magnitudes, int seed, ReadOnlySpan<float> joined, int start, float[] turns)
    {
        int frames = Mel.Frames, bins = _stft.Fourier.Bins;
        if (Options.PhaseStart == PhaseStart.PhaseGradient)
        {
            int known = PhaseContinuation.Find(_stft, joined, start, frames, turns);
            PhaseGradient.Integrate(_stft, magnitudes, frames, seed, Options.MaxThreads, turns, known);
            return;
        }
        FrameBlocks.Run(frames, 16, Options.MaxThreads, (start, end) =>
        {
            for (int frame = start; frame < end; frame++) RandomPhase.Fill(seed, frame, turns.AsSpan(frame * bins, bins));
        });
    }

    // Fades first, so that the loudness of the result is measured.
    private void Finish(Span<float> signal)
    {
        int fade = Math.Min((int)(Options.FadeSeconds * Mel.SampleRate), signal.Length / 2);
        for (int n = 0; n < fade; n++)
        {
            float gain = 0.5f - 0.5f * MathF.Cos(MathF.PI * (n + 0.5f) / fade);
            signal[n] *= gain;
            signal[^(n + 1)] *= gain;
        }
        LoudnessMeter.Normalize(signal, Mel.SampleRate, Options.LoudnessLufs, Options.PeakDecibels);
    }
}
