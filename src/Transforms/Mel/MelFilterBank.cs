using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using NWaves.Filters.Fda;
using Pix2Pitch.Fourier;

namespace Pix2Pitch.Mel;

/// <summary>
/// A filter bank, stored sparsely: each filter is one range of weights. On the mel scale it has Slaney's scale and norm (the default of librosa), and each bin of the spectrum is in
/// two filters at most. On the semitone scale, see <see cref="SemitoneFilters"/>.
/// </summary>
internal sealed class MelFilterBank
{
    private static readonly ConcurrentDictionary<MelOptions, MelFilterBank> s_cache = new();

    private readonly int[] _first; // per band: its first bin
    private readonly float[][] _weights; // per band: its weights, starting at that bin
    private readonly float[] _packed; // the weights of all bands, padded with zeros after (in the last bands: before) them to the length of their run
    private readonly int[] _firstPacked; // per band: the bin of its first packed weight
    private readonly (int End, int Length)[] _runs; // bands before End have Length packed weights each

    /// <summary>The filter bank for these options; the last few are cached.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range, or a filter would be empty.</exception>
    public static MelFilterBank For(MelOptions mel)
    {
        if (s_cache.TryGetValue(mel, out MelFilterBank? cached)) return cached;
        mel.CheckRanges();
        var bank = new MelFilterBank(mel);
        if (s_cache.Count >= 16) s_cache.Clear();
        return s_cache.GetOrAdd(mel, bank);
    }

    private MelFilterBank(MelOptions mel)
    {
        Bands = mel.MelBands;
        Bins = mel.FftSize / 2 + 1;
        _first = new int[Bands];
        _weights = new float[Bands][];
        (int First, float[] Weights)[] filters = mel.Scale == FrequencyScale.Semitone ? SemitoneFilters.For(mel) : Triangles(mel);
        for (int band = 0; band < Bands; band++) (_first[band], _weights[band]) = filters[band];

        // Filters become wider with frequency. Runs of filters with the same padded length make loops that the processor's branch predictor can
        // predict; short loops with changing lengths are not predictable.
        var runs = new List<(int End, int Length)>();
        var packed = new List<float>();
        _firstPacked = new int[Bands];
        int length = 0;
        for (int band = 0; band < Bands; band++)
        {
            int own = _weights[band].Length;
            if (own > length)
            {
                if (band > 0) runs.Add((band, length));
                length = Math.Min(own + own % 2, Bins);
            }
            _firstPacked[band] = Math.Min(_first[band], Bins - length);
            int before = _first[band] - _firstPacked[band];
            packed.AddRange(new float[before]);
            packed.AddRange(_weights[band]);
            packed.AddRange(new float[length - before - own]);
        }
        runs.Add((Bands, length));
        _runs = [.. runs];
        _packed = [.. packed];
    }

    private static (int First, float[] Weights)[] Triangles(MelOptions mel)
    {
        float[][] dense = FilterBanks.MelBankSlaney(
            mel.MelBands, mel.FftSize, mel.SampleRate, mel.MinimumFrequency, mel.UpperFrequency, true);
        var filters = new (int First, float[] Weights)[mel.MelBands];
        int empty = 0;
        for (int band = 0; band < filters.Length; band++)
        {
            ReadOnlySpan<float> filter = dense[band];
            int first = filter.IndexOfAnyExcept(0f);
            if (first < 0) empty++;
            else filters[band] = (first, filter[first..(filter.LastIndexOfAnyExcept(0f) + 1)].ToArray());
        }
        OptionRange.Require(empty == 0, mel.MelBands, $"lower, because {empty} mel bands would be empty with {nameof(mel.FftSize)} {mel.FftSize} at {mel.SampleRate} Hz: "
            + $"raise {nameof(mel.FftSize)}, or lower {nameof(mel.MelBands)}, or raise {nameof(mel.MinimumFrequency)}", nameof(mel.MelBands));
        return filters;
    }

    /// <summary>The number of filters.</summary>
    public int Bands { get; }

    /// <summary>The number of bins in a spectrum.</summary>
    public int Bins { get; }

    /// <summary>The first bin of a band.</summary>
    public int FirstBin(int band) => _first[band];

    /// <summary>The weights of a band, from its first bin on.</summary>
    public ReadOnlySpan<float> Weights(int band) => _weights[band];

    /// <summary>Computes the mel power of <see cref="RealFourierTransform.Lanes"/> frames at once.</summary>
    /// <param name="power">Power [Bins, lane].</param>
    /// <param name="mel">Receives [Bands, lane].</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Apply(ReadOnlySpan<float> power, Span<float> mel)
    {
        ref float bins = ref MemoryMarshal.GetReference(power[..(Bins * RealFourierTransform.Lanes)]);
        ref float result = ref MemoryMarshal.GetReference(mel[..(Bands * RealFourierTransform.Lanes)]);
        ref float weight = ref MemoryMarshal.GetArrayDataReference(_packed);
        int band = 0;
        foreach ((int end, int length) in _runs)
        {
            for (; band < end; band++)
            {
                int bin = _firstPacked[band];
                Vector512<float> sum = Vector512<float>.Zero;
                for (int i = 0; i < length; i++)
                    sum = Vector512.MultiplyAddEstimate(Vector512.Create(Unsafe.Add(ref weight, i)), RealFourierTransform.Load(ref bins, bin + i), sum);
                RealFourierTransform.Store(sum, ref result, band);
                weight = ref Unsafe.Add(ref weight, length);
            }
        }
    }
}
