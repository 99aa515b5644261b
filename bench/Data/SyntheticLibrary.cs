using Pix2Pitch.Features;
using Pix2Pitch.Manifests;
using Pix2Pitch.Pairing;
using Pix2Pitch.Styles;

namespace Pix2Pitch.Bench.Data;

/// <summary>Rows with years, places and features as real ones have them, from a seed.</summary>
internal sealed class SyntheticLibrary(int seed, params Style[] styles)
{
    private static readonly string[] s_places = ["France", "Germany", "Italy", "Austria", "Netherlands", "England", ""];
    private readonly Random _random = new(seed);

    public PairingSide<PaintingFeatures> Paintings(int count) => new()
    {
        Rows = Rows(count, "painting", 1),
        Features = [.. Enumerable.Range(0, count).Select(_ => new PaintingFeatures
        {
            Lightness = Normal(48, 14),
            Saturation = Math.Abs(Normal(22, 10)),
            Warmth = Math.Clamp(Normal(0.4, 0.4), -1, 1),
            Contrast = 15,
            EdgeDensity = 0.2,
            Palette = [],
        })],
    };

    public PairingSide<MusicFeatures> Music(int count) => new()
    {
        Rows = Rows(count, "clip", 5),
        Features = [.. Enumerable.Range(0, count).Select(_ => new MusicFeatures
        {
            Brightness = 1100 * Math.Pow(2, Normal(0, 0.6)),
            Loudness = Normal(-20, 3),
            OnsetRate = Math.Abs(Normal(4, 2)),
            Tempo = 120,
            Harmonicity = 0.9,
            Mode = 0,
            Tonic = 0,
            PitchClasses = [],
        })],
    };

    private Work[] Rows(int count, string kind, int each) =>
    [
        .. Enumerable.Range(0, count).Select(i =>
        {
            Style style = styles[i % styles.Length];
            return new Work
            {
                Path = $"{kind} {i}",
                Style = StyleNames.Of(style),
                Year = _random.Next(5) == 0 ? null : 1550 + 60 * (int)style + _random.Next(100),
                Place = s_places[_random.Next(s_places.Length)],
                PieceId = $"{kind} {i / (each * styles.Length)} {style}",
            };
        }),
    ];

    private double Normal(double mean, double deviation)
        => mean + deviation * Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble());
}
