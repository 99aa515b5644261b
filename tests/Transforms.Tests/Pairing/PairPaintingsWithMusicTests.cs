using Microsoft.ML;
using Microsoft.ML.Data;
using Pix2Pitch.Features;
using Pix2Pitch.Pairing;
using Pix2Pitch.Styles;

namespace Pix2Pitch.Transforms.Tests.Pairing;

public sealed class PairPaintingsWithMusicTests
{
    private static readonly string[][] s_artists =
    [
        ["Claude Monet", "MONET, Claude", "claude-monet"], ["Pierre-Auguste Renoir", "Renoir, Pierre-Auguste"], ["Edgar Degas", "DEGAS Edgar"],
        ["Camille Pissarro", "pissarro camille"], ["Alfred Sisley", "Sisley, Alfred"], ["Berthe Morisot", "MORISOT (Berthe)"],
        ["Mary Cassatt", "Cassatt, Mary"], ["Gustave Caillebotte", "caillebotte-gustave"], ["Paul Nobody", "NOBODY, Paul"], ["Anna Noone", "Noone Anna"],
    ];

    private readonly MLContext _ml = new(seed: 1);

    [Fact]
    public void Nothing_of_the_test_set_is_seen_in_training()
    {
        for (int seed = 0; seed < 10; seed++)
        {
            var random = new Random(seed);
            Row[] paintings =
            [
                .. Enumerable.Range(0, 120).Select(i =>
                {
                    string[] artist = s_artists[random.Next(s_artists.Length)];
                    // Every tenth picture is there in two files, the second of them under no name.
                    return new Row
                    {
                        Path = $"p{i}.jpg", Style = "impressionism", Title = $"Painting {i}", Group = i % 10 < 2 ? $"same {i / 10}" : "",
                        Name = i % 10 == 1 ? "" : artist[random.Next(artist.Length)],
                    };
                }),
            ];
            Row[] music =
            [
                .. Enumerable.Range(0, 90).Select(i => new Row
                {
                    Path = $"m{i}.flac", Style = "impressionism", Name = i % 2 == 0 ? "Claude Debussy" : "DEBUSSY, Claude",
                    Title = i % 3 == 0 ? $"Prelude No. {i / 6}" : $"PRELUDE no {i / 6}", PieceId = i % 5 == 0 ? $"{i / 6}" : "",
                }),
            ];
            IDataView pairs = _ml.Data.PairPaintingsWithMusic(
                _ml.Data.LoadFromEnumerable(paintings), _ml.Data.LoadFromEnumerable(music),
                new PairingOptions { PartnersPerPainting = 2, GroupColumn = "Group", Split = new() { TestShare = 0.2, ValidationShare = 0.2, Seed = seed } });
            string[] splits = [.. pairs.GetColumn<string>("Split")];
            Assert.Equal(["test", "train", "validation"], splits.Distinct().Order());
            Dictionary<string, Row> rows = paintings.Concat(music).ToDictionary(row => row.Path);
            Row[] seen = [.. pairs.GetColumn<string>("PaintingPath").Select(path => rows[path])];
            Row[] heard = [.. pairs.GetColumn<string>("MusicPath").Select(path => rows[path])];
            AssertApart(seen, splits, row => row.Path);
            AssertApart(seen, splits, row => row.Group);
            AssertApart(seen, splits, row => Array.FindIndex(s_artists, artist => artist.Contains(row.Name)) is >= 0 and var artist ? $"{artist}" : "");
            AssertApart(heard, splits, row => row.Path);
            AssertApart(heard, splits, row => row.Title.ToUpperInvariant().Replace(".", "", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Features_are_found_under_the_names_that_they_were_given()
    {
        IDataView paintings = _ml.Data.LoadFromEnumerable<Look>([new() { Path = "dark", Lightness = 10 }, new() { Path = "light", Lightness = 90 }]);
        IDataView music = _ml.Data.LoadFromEnumerable<Sound>([new() { Path = "bright", Brightness = 4000 }, new() { Path = "dull", Brightness = 300 }]);
        for (int seed = 0; seed < 8; seed++)
        {
            Assert.Equal(["dull", "bright"], Partners(paintings, music, new PairingOptions { Seed = seed }));
            Assert.Equal(["dull", "bright"], Partners(
                Renamed(paintings, "Look", "Lightness", "Saturation", "Warmth"), Renamed(music, "Heard", "Brightness", "Loudness", "OnsetRate"),
                new PairingOptions { Seed = seed, PaintingFeatures = "Look", MusicFeatures = "Heard" }));
        }
    }

    [Fact]
    public void Probabilities_of_styles_are_read_from_the_columns_that_are_named()
    {
        float[] likeBaroque = [0.3f, 0.05f, 0.6f, 0.03f, 0.02f], likeExpressionism = [0.02f, 0.03f, 0.6f, 0.05f, 0.3f];
        IDataView paintings = _ml.Data.LoadFromEnumerable<Judged>(
            [new() { Path = "a", Probabilities = likeBaroque }, new() { Path = "b", Probabilities = likeExpressionism }, new() { Path = "c", Probabilities = [float.NaN, 0, 0, 0, 1] }]);
        IDataView music = _ml.Data.LoadFromEnumerable<Judged>(
            [new() { Path = "not judged", Probabilities = new float[5] }, new() { Path = "expressive", Probabilities = likeExpressionism }, new() { Path = "strict", Probabilities = likeBaroque }]);
        for (int seed = 0; seed < 8; seed++)
        {
            Assert.Equal(["strict", "expressive", "not judged"], Partners(
                paintings, music, new PairingOptions { Seed = seed, StyleWeight = 4, PaintingProbabilities = "Probabilities", MusicProbabilities = "Probabilities" }));
        }
    }

    [Fact]
    public void A_column_of_probabilities_that_is_no_vector_of_five_numbers_is_refused()
    {
        IDataView data = _ml.Data.LoadFromEnumerable<Row>([new() { Path = "a", Style = "baroque" }]);
        string message = Assert.Throws<ArgumentOutOfRangeException>(() => _ml.Data.PairPaintingsWithMusic(data, data, new() { PaintingProbabilities = "Style" })).Message;
        Assert.Contains("'Style'", message);
        Assert.Contains("Vector<Single, 5>", message);
    }

    [Fact]
    public void Rows_without_measures_are_paired_all_the_same()
    {
        IDataView paintings = _ml.Data.LoadFromEnumerable<Look>([new() { Path = "a", Lightness = float.NaN }, new() { Path = "b", Lightness = 90 }]);
        IDataView music = _ml.Data.LoadFromEnumerable<Sound>([new() { Path = "c", Brightness = float.NaN }, new() { Path = "d", Brightness = 300 }]);
        Assert.Equal(["c", "d"], Partners(paintings, music, new()).Order());
    }

    [Fact]
    public void Columns_that_are_named_and_missing_are_refused()
    {
        IDataView data = _ml.Data.LoadFromEnumerable<Row>([new() { Path = "a", Style = "baroque" }]);
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => _ml.Data.PairPaintingsWithMusic(data, data, new() { PaintingFeatures = "Look" }));
        Assert.Contains("'Look.Lightness'", error.Message);
        Assert.Contains("'None'", Assert.Throws<ArgumentOutOfRangeException>(
            () => _ml.Data.PairPaintingsWithMusic(data, data, new() { GroupColumn = "None" })).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => _ml.Data.PairPaintingsWithMusic(data, data, new() { Split = new() { TestShare = 2 } }));
    }

    private string[] Partners(IDataView paintings, IDataView music, PairingOptions options)
        => [.. _ml.Data.PairPaintingsWithMusic(paintings, music, options).GetColumn<string>("MusicPath")];

    private IDataView Renamed(IDataView data, string prefix, params string[] columns)
    {
        foreach (string column in columns)
        {
            data = _ml.Transforms.CopyColumns($"{prefix}.{column}", column).Fit(data).Transform(data);
            data = _ml.Transforms.DropColumns(column).Fit(data).Transform(data);
        }
        return data;
    }

    private static void AssertApart(Row[] rows, string[] splits, Func<Row, string> what)
    {
        foreach (var group in rows.Zip(splits).Where(pair => what(pair.First).Length > 0).GroupBy(pair => what(pair.First)))
            Assert.Single(group.Select(pair => pair.Second).Distinct());
    }

    private sealed class Row
    {
        public string Path { get; set; } = "";

        public string Name { get; set; } = "";

        public string Title { get; set; } = "";

        public string Style { get; set; } = "";

        public string PieceId { get; set; } = "";

        public string Group { get; set; } = "";
    }

    private sealed class Look
    {
        public string Path { get; set; } = "";

        public string Style { get; set; } = "baroque";

        public float Lightness { get; set; }

        public float Saturation { get; set; } = 20;

        public float Warmth { get; set; }
    }

    private sealed class Sound
    {
        public string Path { get; set; } = "";

        public string Style { get; set; } = "baroque";

        public float Brightness { get; set; }

        public float Loudness { get; set; } = -20;

        public float OnsetRate { get; set; } = 3;
    }

    private sealed class Judged
    {
        public string Path { get; set; } = "";

        public string Style { get; set; } = "romanticism";

        [VectorType(5)]
        public float[] Probabilities { get; set; } = [];
    }
}
