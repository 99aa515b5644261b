using Pix2Pitch.Features;
using Pix2Pitch.Paintings;
using Pix2Pitch.Pairing;
using Pix2Pitch.Styles;

namespace Pix2Pitch.Training.Reports;

/// <summary>Chooses pairs for the contact sheet, spread over styles and splits, and makes their pictures.</summary>
internal static class ContactSheet
{
    public static IReadOnlyList<SheetPair> Of(ReportSource source, ReportOptions options)
    {
        int size = source.Info.Size;
        var painting = new float[3 * size * size];
        var mel = new float[size * size];
        return [.. Choose(source.Pairs, options).Select(Make)];

        SheetPair Make(ReportPair pair)
        {
            source.ReadPainting(pair.Painting.Row, painting);
            source.ReadMel(pair.Clip.Row, mel);
            // Only squashing changes proportions; a crop and a pad are square pictures.
            (int width, int height) = source.Info.Fit == PaintingFit.Squash
                ? Thumbnails.Fit(pair.Painting.Width, pair.Painting.Height)
                : (Thumbnails.Side, Thumbnails.Side);
            return new SheetPair(
                Work(pair.Painting, Seen(pair.Painting.Painting), width, height, Thumbnails.Painting(painting, size, width, height)),
                Work(pair.Clip, Heard(pair.Clip.Music), Thumbnails.Side, Thumbnails.Side, Thumbnails.Spectrogram(mel, size)),
                pair.Style, pair.Split, pair.YearsApart, pair.IsDated);
        }
    }

    /// <summary>In turn one pair of every style and split, none with a painting or clip that is there already while others are left.</summary>
    internal static IReadOnlyList<ReportPair> Choose(IReadOnlyList<ReportPair> pairs, ReportOptions options)
    {
        ulong seed = SeededRandom.Mix(unchecked((ulong)options.Seed));
        var groups = pairs.GroupBy(pair => (pair.Style, pair.Split)).OrderBy(group => group.Key.Split).ThenBy(group => group.Key.Style)
            .Select(group => new Queue<ReportPair>(group.OrderBy(Chance).ThenBy(pair => pair.Painting.Row).ThenBy(pair => pair.Clip.Row))).ToList();
        var chosen = new List<ReportPair>();
        var later = new List<ReportPair>();
        var used = new HashSet<ReportWork>(ReferenceEqualityComparer.Instance);
        while (chosen.Count < options.SheetPairs && groups.Count > 0)
        {
            foreach (Queue<ReportPair> group in groups)
            {
                while (group.TryDequeue(out ReportPair pair))
                {
                    if (used.Contains(pair.Painting) || used.Contains(pair.Clip))
                    {
                        later.Add(pair);
                        continue;
                    }
                    used.Add(pair.Painting);
                    used.Add(pair.Clip);
                    chosen.Add(pair);
                    break;
                }
            }
            groups.RemoveAll(group => group.Count == 0);
        }
        return
        [
            .. chosen.Concat(later).Take(options.SheetPairs)
                .OrderBy(pair => pair.Style).ThenBy(pair => pair.Split).ThenBy(pair => pair.Painting.Row).ThenBy(pair => pair.Clip.Row),
        ];

        ulong Chance(ReportPair pair) => SeededRandom.Mix(SeededRandom.Mix(seed + (ulong)pair.Painting.Row) + (ulong)pair.Clip.Row);
    }

    private static SheetWork Work(ReportWork work, string description, int width, int height, byte[] picture) => new()
    {
        Row = work.Row,
        Path = work.Path,
        Name = work.Name,
        Title = work.Title,
        Year = work.Year,
        Description = description,
        PictureWidth = width,
        PictureHeight = height,
        Picture = picture,
    };

    private static string Seen(PaintingFeatures? painting)
    {
        if (painting is null) return "";
        string lightness = painting.Lightness < 35 ? "dark" : painting.Lightness > 65 ? "light" : "neither dark nor light";
        string saturation = painting.Saturation < 12 ? "muted" : painting.Saturation > 30 ? "strong" : "moderate";
        string warmth = painting.Warmth > 0.3 ? "warm" : painting.Warmth < -0.3 ? "cool" : "mixed";
        return $"{lightness}, in {saturation}, {warmth} colours";
    }

    private static string Heard(MusicFeatures? music)
        => music is null ? "" : $"loudness {music.Loudness:0} LUFS, centred at {music.Brightness:0} Hz, {music.OnsetRate:0.0} notes begin per second";
}
