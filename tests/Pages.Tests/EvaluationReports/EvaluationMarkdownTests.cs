using Pix2Pitch.Pages.EvaluationReports;
using static Pix2Pitch.Pages.Tests.EvaluationReports.SampleReport;

namespace Pix2Pitch.Pages.Tests.EvaluationReports;

public sealed class EvaluationMarkdownTests
{
    [Fact]
    public void Tables_have_the_columns_that_have_values()
        => Assert.Contains(
            """
            | Music | Clips | Style found | Style found after shuffling |
            | --- | ---: | ---: | ---: |
            | Music of model 0 | 600 | 22 % (18 to 27 %) | 20 % (18 to 22 %) |
            | Real clips | 300 | 55 % (50 to 60 %) |  |

            """.ReplaceLineEndings("\n"),
            Of(Model(new(0.22, 0.18, 0.27), 0.2), Real).ToMarkdown(), StringComparison.Ordinal);

    [Fact]
    public void The_summary_has_real_music_and_models_but_no_controls_and_no_other_pictures()
    {
        EvaluationRow model = Model(new(0.22, 0.18, 0.27), 0.2);
        string summary = Of(
            model, Real, model with { Name = "another painting", Kind = EvaluationRowKind.Control }, model with { Name = "sketches", Kind = EvaluationRowKind.OtherPictures }).ToSummary();
        string[] lines = summary.TrimEnd('\n').Split('\n');
        Assert.StartsWith("| Music | Clips | Style found | Style found after shuffling |", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("| Music of model 0 | 600 | 22 % (18 to 27 %) | 20 % (18 to 22 %) |", lines[2], StringComparison.Ordinal);
        Assert.StartsWith("| Real clips | 300 | 55 % (50 to 60 %) |  |", lines[3], StringComparison.Ordinal);
        Assert.Equal(4, lines.Length);
    }

    [Fact]
    public void Intervals_have_two_digits()
    {
        string text = Of(Real with { KernelDistance = Around(123.456, 7.1), Diversity = Around(-0.01234, 0.0062) }).ToMarkdown();
        Assert.Contains("| 123 (116 to 131) | −0.012 (−0.019 to −0.006) |", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a | b\nc", "a &#124; b c")]
    [InlineData("\\|", "\\\\&#124;")]
    [InlineData("<b>*x*_y_[l](m)`c`~$#@", "\\<b\\>\\*x\\*\\_y\\_\\[l\\](m)\\`c\\`\\~\\$\\#\\@")]
    [InlineData("&lt;", "&amp;lt;")]
    [InlineData("- 1. x", "\\- 1. x")]
    [InlineData("1. x-y", "1\\. x-y")]
    [InlineData("\u202ex", "\\[U+202E\\]x")]
    public void Names_and_notes_are_escaped(string name, string escaped)
    {
        string text = (Of(Real with { Name = name }) with { Notes = [name] }).ToMarkdown();
        Assert.Contains($"\n| {escaped} | 300 |", text, StringComparison.Ordinal);
        Assert.EndsWith($"\n\n{escaped}\n\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_report_without_rows_has_no_tables() => Assert.DoesNotContain("|", Of().ToMarkdown(), StringComparison.Ordinal);

    [Fact]
    public void The_judgement_comes_first()
        => Assert.StartsWith("The style of the painting was found in 40 %", Of(Model(Around(0.4, 0.05), 0.2)).ToMarkdown(), StringComparison.Ordinal);
}
