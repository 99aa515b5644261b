using Microsoft.ML;
using Microsoft.ML.Data;
using Pix2Pitch.Features;
using Pix2Pitch.Paintings;
using Pix2Pitch.Styles;
using Pix2Pitch.Styles.Classification;

namespace Pix2Pitch.Tools.StyleClassifier;

/// <summary>A painting with its style and its features.</summary>
/// <param name="Path">The image file.</param>
/// <param name="Style">The style.</param>
/// <param name="Artist">The artist.</param>
/// <param name="Group">The value of the column of groups; the artist if there is none.</param>
/// <param name="Features">The features of the painting: at first <see cref="ImageFeatures.Correlations"/>.</param>
/// <param name="Views">The features of changed copies of it, for training.</param>
internal sealed record LabelledPainting(string Path, Style Style, string Artist, string Group, float[] Features, IReadOnlyList<float[]> Views)
{
    /// <summary>Means and deviations of the network's channels, for comparison; standardised.</summary>
    public float[] Texture { get; init; } = [];

    /// <summary>The network's embedding, for comparison; standardised.</summary>
    public float[] Embedding { get; init; } = [];

    /// <summary>The features of ExtractPaintingFeatures, for comparison; standardised.</summary>
    public float[] Colors { get; init; } = [];
}

/// <summary>Reads paintings and computes their features.</summary>
internal static class LabelledPaintings
{
    private const string SplitColumn = "split";

    /// <param name="manifest">The manifest or folder.</param>
    /// <param name="groupColumn">The column of groups; null for none.</param>
    /// <param name="split">The split whose paintings are used; null for all.</param>
    /// <param name="network">Computes the features.</param>
    /// <param name="views">The number of changed copies.</param>
    /// <param name="seed">The seed of the changes.</param>
    /// <param name="say">Receives what is done, and which paintings are left out.</param>
    /// <exception cref="Pix2PitchException">The manifest cannot be read, or has no such column, or has too few paintings.</exception>
    public static IReadOnlyList<LabelledPainting> Read(string manifest, string? groupColumn, string? split, ImageNetwork network, int views, int seed, Action<string> say)
    {
        if (views is < 0 or > 64) throw new Pix2PitchException($"--views is {views}; it must be from 0 to 64.");
        IDataView works = new MLContext().Data.ReadManifest(manifest);
        foreach (string column in new[] { groupColumn, split is null ? null : SplitColumn }.OfType<string>())
        {
            if (works.Schema.GetColumnOrNull(column)?.Type is not TextDataViewType)
                throw new Pix2PitchException($"'{manifest}' has no column of texts '{column}'; it has {string.Join(", ", works.Schema.Select(each => each.Name))}.");
        }
        string[] paths = Texts("Path"), artists = Texts("Name"), styles = Texts("Style"), groups = groupColumn is null ? artists : Texts(groupColumn);
        if (split is not null)
        {
            string[] splits = Texts(SplitColumn);
            bool[] used = [.. splits.Select(name => name.Equals(split, StringComparison.OrdinalIgnoreCase))];
            if (!used.Contains(true)) throw new Pix2PitchException($"'{manifest}' has no painting of the split '{split}'; its splits are {string.Join(", ", splits.Where(name => name.Length > 0).Distinct().Order())}.");
            (paths, artists, styles, groups) = (Used(paths), Used(artists), Used(styles), Used(groups));

            string[] Used(string[] all) => [.. all.Where((_, i) => used[i])];
        }
        // Before the features, which take minutes, and again without the paintings that cannot be read.
        CheckArtists(styles.Zip(artists).Where(row => row.Second.Length > 0).Select(row => (StyleNames.TryParse(row.First, out Style style) ? style : (Style?)null, row.Second)));
        var paintings = new List<LabelledPainting>();
        for (int i = 0; i < paths.Length; i++)
        {
            if (i % 50 == 0) say($"{i} of {paths.Length} paintings");
            if (!StyleNames.TryParse(styles[i], out Style style) || artists[i].Length == 0)
            {
                say($"'{paths[i]}' is left out: its style or its artist is not known.");
                continue;
            }
            try
            {
                ImageFeatures features = network.Run(StyleJudge.ReadPicture(paths[i]));
                float[][] changed = [.. ChangedPictures.Of(paths[i], views, new Random(HashCode(seed, i))).Select(picture => network.Run(picture).Correlations)];
                paintings.Add(new LabelledPainting(paths[i], style, artists[i], groups[i], features.Correlations, changed) { Texture = features.Texture, Embedding = features.Embedding, Colors = Colors(paths[i]) });
            }
            catch (Pix2PitchException e)
            {
                say($"{e.Message} It is left out.");
            }
        }
        CheckArtists(paintings.Select(painting => ((Style?)painting.Style, painting.Artist)));
        float[][] texture = Standardised(painting => painting.Texture), embedding = Standardised(painting => painting.Embedding), colors = Standardised(painting => painting.Colors);
        return [.. paintings.Select((painting, i) => painting with { Texture = texture[i], Embedding = embedding[i], Colors = colors[i] })];

        float[][] Standardised(Func<LabelledPainting, float[]> features)
        {
            float[][] rows = [.. paintings.Select(features)];
            float[] means = [.. Enumerable.Range(0, rows[0].Length).Select(k => rows.Average(row => row[k]))];
            float[] deviations = [.. means.Select((mean, k) => MathF.Sqrt(rows.Average(row => (row[k] - mean) * (row[k] - mean))))];
            return [.. rows.Select(row => row.Select((value, k) => deviations[k] > 0 ? (value - means[k]) / deviations[k] : 0).ToArray())];
        }

        void CheckArtists(IEnumerable<(Style? Style, string Artist)> rows)
        {
            ILookup<Style?, string> byStyle = rows.ToLookup(row => row.Style, row => row.Artist);
            foreach (Style style in Enum.GetValues<Style>())
            {
                int count = byStyle[style].Distinct().Count();
                if (count < 5) throw new Pix2PitchException($"'{manifest}' has paintings of {StyleNames.Of(style)} by {count} artists; five or more are needed to measure the classifier.");
            }
        }

        string[] Texts(string column) => [.. works.GetColumn<ReadOnlyMemory<char>>(column).Select(text => text.ToString())];
    }

    private static float[] Colors(string path)
    {
        var options = new PaintingOptions();
        PaintingFeatures features = new PaintingFeatureExtractor().Extract(PaintingReader.Read(path, options), options.Size, options.Size);
        float[] palette = [.. features.Palette.SelectMany(color => (float[])[(float)color.Color.L, (float)color.Color.A, (float)color.Color.B, (float)color.Weight])];
        Array.Resize(ref palette, 4 * new PaintingFeatureOptions().PaletteColors);
        return [(float)features.Lightness, (float)features.Saturation, (float)features.Warmth, (float)features.Contrast, (float)features.EdgeDensity, .. palette];
    }

    private static int HashCode(int seed, int painting) => unchecked(seed * 1_000_003 + painting);
}
