using Pix2Pitch.Styles;
using Pix2Pitch.Tools.StyleClassifier;

namespace Pix2Pitch.Tools.Tests.StyleClassifier;

public sealed class EvaluationTests
{
    // Computed by hand.
    private static readonly Evaluation s_evaluation = new("title",
    [
        (Style.Baroque, [1, 0, 0, 0, 0]), // right, squared errors 0
        (Style.Baroque, [0.4f, 0.6f, 0, 0, 0]), // wrong, 0.36 + 0.36
        (Style.Romanticism, [0, 0, 0.5f, 0.5f, 0]), // the first of equals: right, 0.25 + 0.25
        (Style.Expressionism, [0.2f, 0.2f, 0.2f, 0.2f, 0.2f]), // wrong, 0.64 + 4 x 0.04
    ]);

    [Fact]
    public void The_accuracy_is_the_share_of_right_judgements() => Assert.Equal(0.5, s_evaluation.Accuracy);

    [Fact]
    public void The_mean_of_the_styles_has_every_style_once() => Assert.Equal((0.5 + 1 + 0) / 3, s_evaluation.MeanStyleAccuracy, 6);

    [Fact]
    public void The_Brier_score_is_the_mean_of_the_summed_squared_errors() => Assert.Equal((0 + 0.72 + 0.5 + 0.8) / 4, s_evaluation.Brier, 6);

    [Fact]
    public void The_calibration_error_compares_probability_and_accuracy_in_bins()
        => Assert.Equal((Math.Abs(1 - 1) + Math.Abs(0.6 - 0) + Math.Abs(0.5 - 1) + Math.Abs(0.2 - 0)) / 4, s_evaluation.CalibrationError, 6);

    [Fact]
    public void The_probabilities_of_each_painting_are_written_relative_to_the_folder_of_the_table()
    {
        using var folder = new TemporaryFolder();
        string table = folder.File("judged.csv");

        s_evaluation.WriteTable(table, [folder.File("a.png"), folder.File("sub", "b, c.png"), folder.File("d.png"), folder.File("e.png")]);

        Assert.Equal(
            ["file,baroque,classicism,romanticism,impressionism,expressionism", "a.png,1,0,0,0,0", $"\"{Path.Combine("sub", "b, c.png")}\",0.4,0.6,0,0,0", "d.png,0,0,0.5,0.5,0", "e.png,0.2,0.2,0.2,0.2,0.2"],
            File.ReadAllLines(table));
    }

    [Fact]
    public void The_table_has_a_row_for_each_style_that_occurs()
    {
        string table = s_evaluation.ToMarkdown();
        Assert.Contains("### title", table);
        Assert.Contains("| baroque | 2 | 0.50 | 1 | 1 | 0 | 0 | 0 |", table);
        Assert.Contains("| romanticism | 1 | 1.00 | 0 | 0 | 1 | 0 | 0 |", table);
        Assert.DoesNotContain("| classicism |", table);
    }
}
