using Pix2Pitch.Features;
using Pix2Pitch.Pages.DataReports;
using Pix2Pitch.Paintings;

namespace Pix2Pitch.Training.Reports;

/// <summary>Chooses pairs for the contact sheet, spread over styles and splits, and draws their pictures.</summary>
internal static class ContactSheetBuilder
{
    public static IReadOnlyList<SheetPair> Build(ReportSource source, DataReportOptions options)
    {
        int size = source.Info.Size;
        var painting = new float[3 * size * size];
        var mel = new float[size * size];
        return [.. Choose(source.Pairs, options).Select(Make)];

        SheetPair Make(ReportPair pair)
        {
            source.ReadPainting(pair.Painting.Row, painting);
            source.ReadMel(pair.Clip.Row, mel);
            // Only squashing changes proportions; cropped and padded paintings are square.
            (int width, int height) = source.Info.Fit == PaintingFit.Squash
                ? Thumbnails.Fit(pair.Painting.Width, pair.Painting.Height)
                : (Thumbnails.Side, Thumbnails.Side);
            return new SheetPair(
                Work(pair.Painting, Describe(pair.Painting.Painting), width, height, Thumbnails.Painting(painting, size, width, height)),
                Work(pair.Clip, Describe(pair.Clip.Music), Thumbnails.Side, Thumbnails.Side, Thumbnails.Spectrogram(mel, size)),
                pair.Style, pair.Split, pair.YearsApart, pair.IsDated);
        }
    }

    /// <summary>Takes one pair of every style and split in turn. Pairs with a painting or clip that is already chosen come last.</summary>
    internal static IReadOnlyList<ReportPair> Choose(IReadOnlyList<ReportPair> pairs, DataReportOptions options)
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

    private static string Describe(PaintingFeatures? painting)
    {
        if (painting is null) return "";
        string lightness = painting.Lightness < 35 ? "dark" : painting.Lightness > 65 ? "light" : "neither dark nor light";
        string saturation = painting.Saturation < 12 ? "muted" : painting.Saturation > 30 ? "strong" : "moderately saturated";
        string warmth = painting.Warmth > 0.3 ? "warm" : painting.Warmth < -0.3 ? "cool" : "mixed";
        return $"{lightness}, with {saturation}, {warmth} colours";
    }

    private static string Describe(MusicFeatures? music)
        => music is null ? "" : $"loudness {music.Loudness:0} LUFS, brightness {music.Brightness:0} Hz, {music.OnsetRate:0.0} notes per second";
}
