using System.Collections.Concurrent;
using NWaves.Filters.Fda;

namespace Pix2Pitch.Audio;

/// <summary>
/// The mel filters of some settings (Slaney's scale and norm, as librosa's default), kept sparse: each filter is one run of
/// weights, and every bin of the spectrum lies under two filters at most.
/// </summary>
internal sealed class MelFilterBank
{
    private static readonly ConcurrentDictionary<MelSettings, MelFilterBank> s_known = new();

    private readonly int[] _first; // per band: its first bin
    private readonly float[][] _weights; // per band: its weights from there on

    /// <summary>The bank for these settings; the last few are remembered.</summary>
    /// <exception cref="Pix2PitchException">The settings make no sense, or a filter would be empty.</exception>
    public static MelFilterBank For(MelSettings settings)
    {
        if (s_known.TryGetValue(settings, out MelFilterBank? known)) return known;
        settings.CheckRanges();
        var bank = new MelFilterBank(settings);
        if (s_known.Count >= 16) s_known.Clear();
        return s_known.GetOrAdd(settings, bank);
    }

    private MelFilterBank(MelSettings settings)
    {
        float[][] dense = FilterBanks.MelBankSlaney(
            settings.MelBands, settings.FftSize, settings.SampleRate, settings.MinimumFrequency, settings.HighestFrequency, true);
        Bands = settings.MelBands;
        Bins = settings.FftSize / 2 + 1;
        _first = new int[Bands];
        _weights = new float[Bands][];
        int empty = 0;
        for (int band = 0; band < Bands; band++)
        {
            ReadOnlySpan<float> filter = dense[band];
            int first = filter.IndexOfAnyExcept(0f);
            if (first < 0)
            {
                empty++;
                continue;
            }
            _first[band] = first;
            _weights[band] = filter[first..(filter.LastIndexOfAnyExcept(0f) + 1)].ToArray();
        }
        if (empty > 0)
            throw new Pix2PitchException($"{empty} of the {Bands} mel bands would be empty with FftSize {settings.FftSize} at {settings.SampleRate} Hz: "
                + "raise FftSize, or lower MelBands, or raise MinimumFrequency.");
    }

    /// <summary>The number of filters.</summary>
    public int Bands { get; }

    /// <summary>The number of bins in a spectrum.</summary>
    public int Bins { get; }

    /// <summary>The first bin of a band.</summary>
    public int FirstBin(int band) => _first[band];

    /// <summary>The weights of a band, from its first bin on.</summary>
    public ReadOnlySpan<float> Weights(int band) => _weights[band];
}
