using Pix2Pitch.Training.Data;

namespace Pix2Pitch.Training.Tests.Data;

public sealed class HoldOutTests
{
    private static readonly (string Style, string Artist)[] s_rows =
        [.. Enumerable.Range(0, 200).Select(i => (i % 2 == 0 ? "baroque" : "romanticism", $"artist {i / 2 % 17}"))];

    [Fact]
    public void An_artist_is_held_out_with_all_paintings_or_with_none()
    {
        bool[] held = Choose(0.2, 1);
        Assert.Contains(true, held);
        foreach (var artist in Enumerable.Range(0, s_rows.Length).GroupBy(i => s_rows[i]))
            Assert.Single(artist.Select(i => held[i]).Distinct());
    }

    [Theory]
    [InlineData(0.1)]
    [InlineData(0.3)]
    public void The_share_is_met_in_every_style(double share)
    {
        bool[] held = Choose(share, 1);
        foreach (var style in Enumerable.Range(0, s_rows.Length).GroupBy(i => s_rows[i].Style))
            Assert.InRange(style.Average(i => held[i] ? 1.0 : 0), share - 0.06, share + 0.06);
    }

    [Fact]
    public void The_seed_decides()
    {
        Assert.Equal(Choose(0.2, 1), Choose(0.2, 1));
        Assert.NotEqual(Choose(0.2, 1), Choose(0.2, 2));
        Assert.DoesNotContain(true, Choose(0, 1));
    }

    [Fact]
    public void A_style_of_one_artist_keeps_that_artist()
        => Assert.DoesNotContain(true, HoldOut.Choose(new int[10], _ => "style", _ => "artist", 0.5, 1));

    private static bool[] Choose(double share, long seed) => HoldOut.Choose(s_rows, r => r.Style, r => r.Artist, share, seed);
}
