using Pix2Pitch.Notes;
using Pix2Pitch.Styles;
using Pix2Pitch.Tools.Scores;
using Pix2Pitch.Tools.Scores.Arranging;

namespace Pix2Pitch.Tools.Tests.Scores;

public class InstrumentationTableTests
{
    public static TheoryData<Style> Styles => [.. Enum.GetValues<Style>()];

    [Theory]
    [MemberData(nameof(Styles))]
    public void The_shares_of_a_style_are_100_percent(Style style)
        => Assert.All(Enum.GetValues<InstrumentShares>(), shares => Assert.Equal(100, InstrumentationTable.SharesIn(style, shares).Sum()));

    [Fact]
    public void With_usual_shares_every_instrument_that_existed_is_in_every_style()
    {
        foreach (Style style in Enum.GetValues<Style>())
        {
            IReadOnlyList<int> equal = InstrumentationTable.SharesIn(style, InstrumentShares.Equal), usual = InstrumentationTable.SharesIn(style, InstrumentShares.Usual);
            Assert.All(equal.Zip(usual), shares => Assert.Equal(shares.First > 0, shares.Second > 0));
        }
    }

    [Fact]
    public void Equal_distributions_of_two_styles_differ_by_at_most_10_percent_of_the_clips()
    {
        foreach (Style a in Enum.GetValues<Style>())
        {
            foreach (Style b in Enum.GetValues<Style>())
                Assert.InRange(InstrumentationTable.SharesIn(a, InstrumentShares.Equal).Zip(InstrumentationTable.SharesIn(b, InstrumentShares.Equal), (x, y) => Math.Abs(x - y)).Sum() / 2.0, 0, 10);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(504)]
    public void Numbers_of_clips_differ_from_the_shares_by_less_than_one(int clips)
    {
        Instrumentation[] assigned = InstrumentationTable.Assign(Style.Romanticism, InstrumentShares.Usual, clips, new ScoreRandom(1, ""));
        Assert.Equal(clips, assigned.Length);
        foreach ((Instrumentation each, int share) in InstrumentationTable.All.Zip(InstrumentationTable.SharesIn(Style.Romanticism, InstrumentShares.Usual)))
            Assert.True(Math.Abs(assigned.Count(one => one == each) - share * clips / 100.0) < 1, each.Name);
    }

    [Fact]
    public void The_page_on_scores_has_the_same_table()
    {
        string page = File.ReadAllText(Path.Combine(TestData.RepositoryRoot, "docs", "scores.md"));
        for (int row = 0; row < InstrumentationTable.All.Count; row++)
        {
            IEnumerable<string> shares = Enum.GetValues<Style>().Select(style => $"{InstrumentationTable.SharesIn(style, InstrumentShares.Equal)[row]}, {InstrumentationTable.SharesIn(style, InstrumentShares.Usual)[row]}");
            Assert.Contains($"| {InstrumentationTable.All[row].Name} | {string.Join(" | ", shares)} |\n", page, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Every_instrument_is_within_the_88_pitches_of_piano_rolls()
        => Assert.All(InstrumentationTable.All.SelectMany(each => each.Lines), line =>
        {
            Assert.InRange(line.Instrument.Low, NoteRoll.LowestPitch, line.Instrument.High - 12); // an octave at least, so that any pitch fits
            Assert.InRange(line.Instrument.High, 0, NoteRoll.LowestPitch + NoteRoll.PitchCount - 1);
        });
}
