using Pix2Pitch.Features;
using Pix2Pitch.Manifests;
using Pix2Pitch.Pages.DataReports;
using Pix2Pitch.Paintings;
using Pix2Pitch.Prepared;

namespace Pix2Pitch.Training.Reports;

/// <summary>Chooses pairs for the contact sheet, spread over styles and splits, and draws their pictures.</summary>
internal static class ContactSheetBuilder
{
    public static IReadOnlyList<SheetPair> Build(ReportSource source, DataReportOptions options, CancellationToken cancellation)
    {
        int size = source.Info.Size;
        var painting = new float[3 * size * size];
        var mel = new float[size * size];
        return [.. Choose(source, options).Select(Make)];

        SheetPair Make(TrainingPair pair)
        {
            cancellation.ThrowIfCancellationRequested();
            source.ReadPainting(pair.Painting, painting);
            source.ReadMel(pair.Mel, mel);
            (PreparedPainting left, PreparedClip right) = (source.Paintings[pair.Painting], source.Clips[pair.Mel]);
            // Only squashing changes proportions; cropped and padded paintings are square.
            (int width, int height) = source.Info.Fit == PaintingFit.Squash
                ? Thumbnails.Fit(left.Width, left.Height)
                : (Thumbnails.Side, Thumbnails.Side);
            return new SheetPair(
                Work(pair.Painting, left.Work, Describe(left.Features), width, height, Thumbnails.Painting(painting, size, width, height)),
                Work(pair.Mel, right.Work, Describe(right.Features), Thumbnails.Side, Thumbnails.Side, Thumbnails.Spectrogram(mel, size)),
                source.StyleOf(pair), pair.Split,
                left.Work.YearOrMiddle - right.Work.YearOrMiddle is { } years ? Math.Abs(years) : null,
                left.Work.Year is not null && right.Work.Year is not null)
            {
                IsStyleJudged = left.IsStyleJudged,
            };
        }
    }

    /// <summary>Takes one pair of every style and split in turn. Pairs with a painting or clip that is already chosen come last.</summary>
    internal static IReadOnlyList<TrainingPair> Choose(ReportSource source, DataReportOptions options)
    {
        ulong seed = SplitMix64.Mix(unchecked((ulong)options.Seed));
        var groups = source.Pairs.GroupBy(pair => (Style: source.StyleOf(pair), pair.Split)).OrderBy(group => group.Key.Split).ThenBy(group => group.Key.Style)
            .Select(group => new Queue<TrainingPair>(group.OrderBy(Chance).ThenBy(pair => pair.Painting).ThenBy(pair => pair.Mel))).ToList();
        var chosen = new List<TrainingPair>();
        var later = new List<TrainingPair>();
        var usedPaintings = new HashSet<int>();
        var usedClips = new HashSet<int>();
        while (chosen.Count < options.SheetPairs && groups.Count > 0)
        {
            foreach (Queue<TrainingPair> group in groups)
            {
                while (group.TryDequeue(out TrainingPair pair))
                {
                    if (usedPaintings.Contains(pair.Painting) || usedClips.Contains(pair.Mel))
                    {
                        later.Add(pair);
                        continue;
                    }
                    usedPaintings.Add(pair.Painting);
                    usedClips.Add(pair.Mel);
                    chosen.Add(pair);
                    break;
                }
            }
            groups.RemoveAll(group => group.Count == 0);
        }
        return
        [
            .. chosen.Concat(later).Take(options.SheetPairs)
                .OrderBy(source.StyleOf).ThenBy(pair => pair.Split).ThenBy(pair => pair.Painting).ThenBy(pair => pair.Mel),
        ];

        ulong Chance(TrainingPair pair) => SplitMix64.Mix(SplitMix64.Mix(seed + (ulong)pair.Painting) + (ulong)pair.Mel);
    }

    private static SheetWork Work(int row, Work work, string description, int width, int height, byte[] picture) => new()
    {
        Row = row,
        Path = work.Path,
        Name = work.Name,
        Title = work.Title,
        Year = work.Year,
        Description = description,
        PictureWidth = width,
        PictureHeight = height,
        Picture = picture,
    };

    private static string Describe(PaintingFeatures painting)
    {
        string lightness = painting.Lightness < 35 ? "dark" : painting.Lightness > 65 ? "light" : "neither dark nor light";
        string saturation = painting.Saturation < 12 ? "muted" : painting.Saturation > 30 ? "strong" : "moderately saturated";
        string warmth = painting.Warmth > 0.3 ? "warm" : painting.Warmth < -0.3 ? "cool" : "mixed";
        return $"{lightness}, with {saturation}, {warmth} colours";
    }

    private static string Describe(MusicFeatures music)
        => FormattableString.Invariant($"loudness {music.Loudness:0} LUFS, brightness {music.Brightness:0} Hz, {music.OnsetRate:0.0} notes per second");
}
