using Pix2Pitch.Pages.EvaluationReports;
using static Pix2Pitch.Pages.Tests.EvaluationReports.SampleReport;

namespace Pix2Pitch.Pages.Tests.EvaluationReports;

public sealed class EvaluationFindingsTests
{
    [Fact]
    public void An_interval_that_contains_chance_shows_no_style()
        => Assert.Equal(
            "The style of the painting was found in 22 % of the music of “first” (18 to 27 %), in 20 % after shuffling and in 55 % of real clips: "
                + "the music does not show the style of its painting.",
            Single(EvaluationFindings.Styles(Of(Model(new(0.22, 0.18, 0.27), 0.2), Real))));

    [Fact]
    public void An_interval_above_chance_shows_the_style()
        => Assert.Equal(
            "The style of the painting was found in 40 % of the music of “first” (35 to 45 %), in 20 % after shuffling: the music shows the style of its painting.",
            Single(EvaluationFindings.Styles(Of(Model(Around(0.4, 0.05), 0.2)))));

    [Fact]
    public void An_interval_below_chance_is_less_than_chance()
        => Assert.EndsWith(": the music shows the style of its painting less often than chance gives.", Single(EvaluationFindings.Styles(Of(Model(Around(0.1, 0.05), 0.2)))), StringComparison.Ordinal);

    [Fact]
    public void An_interval_that_ends_at_chance_shows_no_style()
        => Assert.EndsWith("does not show the style of its painting.", Single(EvaluationFindings.Styles(Of(Model(new(0.25, 0.2, 0.3), 0.2)))), StringComparison.Ordinal);

    [Fact]
    public void Rounded_numbers_do_not_contradict_the_judgement()
        => Assert.Contains("(20.3 to 30.0 %), in 20.0 % after shuffling: the music shows", Single(EvaluationFindings.Styles(Of(Model(new(0.25, 0.203, 0.3), 0.2)))), StringComparison.Ordinal);

    [Fact]
    public void Without_shuffled_clips_there_is_no_judgement()
        => Assert.Equal("The style of the painting was found in 22 % of the music of “first” (18 to 26 %).", Single(EvaluationFindings.Styles(Of(Model(Around(0.22, 0.04))))));

    [Fact]
    public void A_style_that_is_not_a_number_was_not_measured()
        => Assert.Equal("The style of the music of “first” was not measured.", Single(EvaluationFindings.Styles(Of(Model(new(double.NaN, double.NaN, double.NaN), 0.2)))));

    [Fact]
    public void The_worst_model_comes_first()
        => Assert.Equal(["second", "first"], EvaluationFindings.Styles(Of(Model(Around(0.4, 0.05), 0.2), Model(Around(0.2, 0.05), 0.2, model: 1))).Select(finding => finding.Name));

    [Fact]
    public void Two_sets_of_one_model_have_their_own_names()
        => Assert.Equal(["Style only", "Music of model 0"],
            EvaluationFindings.Styles(Of(Model(Around(0.4, 0.05), 0.2), Model(Around(0.2, 0.05), 0.2) with { Name = "Style only" })).Select(finding => finding.Name));

    [Theory]
    [InlineData(0.2, "+0.20; after shuffling, 95 of 100 values are from −0.10 to +0.10: similar paintings have similar music.")]
    [InlineData(0.05, "similar paintings do not have more similar music than chance gives.")]
    [InlineData(-0.2, "similar paintings have less similar music than chance gives.")]
    public void The_correlation_is_compared_with_its_range_after_shuffling(double correlation, string expected)
        => Assert.EndsWith(expected, Single(EvaluationFindings.Paintings(Of(
            Model() with { PaintingCorrelation = Around(correlation, 0.3), ShuffledPaintingCorrelation = Around(0, 0.1) }))), StringComparison.Ordinal);

    [Theory]
    [InlineData(20, "The kernel distance of the music of “first” to the training clips is 20.0 (19.0 to 21.0), and that of real music 1.0 (0.5 to 1.5): as a whole, the music differs from real music.")]
    [InlineData(2, "as a whole, no difference from real music was found.")]
    public void The_kernel_distance_is_compared_with_that_of_real_music(double distance, string expected)
        => Assert.EndsWith(expected, Single(EvaluationFindings.Distances(Of(Model() with { KernelDistance = Around(distance, 1) }))), StringComparison.Ordinal);

    [Theory]
    [InlineData(0.3, "less varied than real music.")]
    [InlineData(0.81, "as varied as real music, as far as the intervals tell.")]
    [InlineData(0.9, "more varied than real music.")]
    public void The_diversity_is_compared_with_that_of_real_music(double diversity, string expected)
        => Assert.EndsWith(expected, Single(EvaluationFindings.Diversities(Of(Model() with { Diversity = Around(diversity, 0.02) }, Real))), StringComparison.Ordinal);

    [Theory]
    [InlineData(0.1, "clips from different paintings differ more.")]
    [InlineData(0.5, "no difference was found.")]
    [InlineData(0.7, "clips from one painting differ more.")]
    public void Clips_with_different_seeds_are_compared_with_clips_from_different_paintings(double seeds, string expected)
        => Assert.EndsWith(expected, Single(EvaluationFindings.Seeds(Of(Model() with { Diversity = Around(0.5, 0.02), DiversityAcrossSeeds = Around(seeds, 0.02) }))), StringComparison.Ordinal);

    [Theory]
    [InlineData(0.1, "so parts of it may be copied.")]
    [InlineData(0.41, "the mean shows no sign of copying.")]
    [InlineData(0.6, "farther from the training clips than real music is.")]
    public void The_nearest_training_clip_is_compared_with_that_of_real_clips(double distance, string expected)
        => Assert.EndsWith(expected, Single(EvaluationFindings.Copies(Of(Model() with { NearestTrainingClip = Around(distance, 0.02) }, Real))), StringComparison.Ordinal);

    [Theory]
    [InlineData(0.2, "differs from real clips in 1 of 1 figure: Detuning (higher).")]
    [InlineData(0.05, "differs from real clips in 1 of 1 figure: Detuning (lower).")]
    [InlineData(0.11, "differs from real clips in none of 1 figure.")]
    public void Musical_figures_are_compared_with_those_of_real_clips(double detuning, string expected)
        => Assert.EndsWith(expected, Single(EvaluationFindings.Sound(Of(
            Model() with { Figures = new Dictionary<string, Estimate> { ["detuning"] = Around(detuning, 0.01) } }, Real))), StringComparison.Ordinal);

    [Fact]
    public void Other_pictures_are_compared_with_paintings()
        => Assert.EndsWith("it is farther from real music.", Single(EvaluationFindings.OtherPictures(Of(
            Model() with { KernelDistance = Around(5, 1) },
            Model() with { Name = "Photos", Kind = EvaluationRowKind.OtherPictures, KernelDistance = Around(9, 1) }))), StringComparison.Ordinal);

    private static string Single(IReadOnlyList<Finding> findings) => Assert.Single(findings).ToString();
}
