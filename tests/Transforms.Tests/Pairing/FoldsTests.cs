using Pix2Pitch.Pairing;
using Pix2Pitch.Styles;

namespace Pix2Pitch.Transforms.Tests.Pairing;

public sealed class FoldsTests
{
    // 40 artists of 1 to 10 paintings, 8 of each style.
    private static readonly (Style Style, string Artist)[] s_paintings =
        [.. Enumerable.Range(0, 40).SelectMany(artist => Enumerable.Range(0, 1 + artist * 7 % 10).Select(_ => ((Style)(1 + artist % 5), $"artist {artist}")))];

    private static int[] Assign(int folds) => Folds.Assign([.. s_paintings.Select(painting => painting.Style)], [.. s_paintings.Select(painting => painting.Artist)], folds);

    [Fact]
    public void An_artist_is_in_one_fold()
    {
        int[] folds = Assign(5);
        Assert.All(s_paintings.Zip(folds).GroupBy(pair => pair.First.Artist), artist => Assert.Single(artist.Select(pair => pair.Second).Distinct()));
    }

    [Fact]
    public void Every_fold_has_about_the_same_share_of_every_style()
    {
        int[] folds = Assign(4);
        Dictionary<Style, int> all = s_paintings.CountBy(painting => painting.Style).ToDictionary();
        foreach (((Style style, int _), int count) in s_paintings.Zip(folds).CountBy(pair => (pair.First.Style, pair.Second)))
            Assert.InRange(count / (double)all[style], 0.1, 0.4);
        Assert.Equal(4, folds.Distinct().Count());
    }
}
