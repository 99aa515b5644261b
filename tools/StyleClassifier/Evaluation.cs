using System.Globalization;
using System.Text;
using Pix2Pitch.Pairing;
using Pix2Pitch.Prepared;
using Pix2Pitch.Styles;

namespace Pix2Pitch.Tools.StyleClassifier;

/// <summary>Judgements of paintings that were not in training.</summary>
/// <param name="Title">What was not in training.</param>
/// <param name="Judged">The style of each painting, and the probabilities that it got.</param>
internal sealed record Evaluation(string Title, IReadOnlyList<(Style Style, float[] Probabilities)> Judged)
{
    private const int Bins = 10;

    /// <summary>The share of paintings whose most probable style is theirs.</summary>
    public double Accuracy => Judged.Average(judged => IsRight(judged) ? 1.0 : 0);

    /// <summary>The mean of the accuracies of the styles.</summary>
    public double MeanStyleAccuracy => Judged.GroupBy(judged => judged.Style).Average(group => group.Average(judged => IsRight(judged) ? 1.0 : 0));

    /// <summary>
    /// The mean over paintings of the summed squares of the probabilities' errors (G. W. Brier, "Verification of forecasts expressed in terms of probability", Monthly Weather
    /// Review 78(1), 1950): 0 is perfect, 0.8 is that of equal probabilities.
    /// </summary>
    public double Brier => Judged.Average(judged => judged.Probabilities.Select((p, i) => Math.Pow(p - (i == (int)judged.Style - 1 ? 1 : 0), 2)).Sum());

    /// <summary>The expected calibration error: the mean difference between the highest probability and the accuracy, in ten bins of that probability.</summary>
    public double CalibrationError => Judged.GroupBy(judged => Math.Min(Bins - 1, (int)(judged.Probabilities.Max() * Bins)))
        .Sum(bin => bin.Count() / (double)Judged.Count * Math.Abs(bin.Average(judged => (double)judged.Probabilities.Max()) - bin.Average(judged => IsRight(judged) ? 1.0 : 0)));

    /// <summary>
    /// Measures by cross-validation. Neither the group nor the artist of a painting is in the training of the classifier that judges it, and the regularization is chosen
    /// among the paintings in training.
    /// </summary>
    /// <param name="paintings">The paintings.</param>
    /// <param name="group">The group of a painting.</param>
    /// <param name="folds">The number of folds.</param>
    /// <param name="judged">What is judged of each painting, and how it is called.</param>
    /// <returns>An evaluation for each of <paramref name="judged"/>, with the same classifiers.</returns>
    public static IReadOnlyList<Evaluation> Measure(
        IReadOnlyList<LabelledPainting> paintings, Func<LabelledPainting, string> group, int folds, params (string Title, Func<LabelledPainting, float[]> Features)[] judged)
    {
        int[] assigned = Folds.Assign([.. paintings.Select(painting => painting.Style)], [.. paintings.Select(group)], folds);
        (Style, float[])[][] judgements = [.. judged.Select(_ => new (Style, float[])[paintings.Count])];
        Parallel.For(0, folds, fold =>
        {
            HashSet<string> artists = [.. paintings.Where((_, i) => assigned[i] == fold).Select(painting => painting.Artist)];
            LabelledPainting[] training = [.. paintings.Where((painting, i) => assigned[i] != fold && !artists.Contains(painting.Artist))];
            Styles.Classification.StyleClassifier classifier = ClassifierTrainer.Train(training, ClassifierTrainer.ChooseRegularization(training), "");
            for (int i = 0; i < paintings.Count; i++)
            {
                if (assigned[i] != fold) continue;
                for (int kind = 0; kind < judged.Length; kind++) judgements[kind][i] = (paintings[i].Style, classifier.Classify(judged[kind].Features(paintings[i])));
            }
        });
        return [.. judged.Select((each, kind) => new Evaluation(each.Title, judgements[kind]))];
    }

    /// <summary>The measures in one line.</summary>
    public string Summary => string.Create(
        CultureInfo.InvariantCulture,
        $"Accuracy {Accuracy:0.000}, mean of the styles' accuracies {MeanStyleAccuracy:0.000}, Brier score {Brier:0.000}, calibration error {CalibrationError:0.000}; {Judged.Count} paintings.");

    /// <summary>Writes the probabilities of each painting as CSV. The file is written atomically.</summary>
    /// <param name="path">The file.</param>
    /// <param name="paintings">The image files, in the order of <see cref="Judged"/>. They are written relative to the folder of the table.</param>
    public void WriteTable(string path, IReadOnlyList<string> paintings)
    {
        string folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        string text = string.Concat(Judged
            .Select((judged, i) => Csv.Line([Path.GetRelativePath(folder, paintings[i]), .. judged.Probabilities.Select(value => value.ToString("0.######", CultureInfo.InvariantCulture))]))
            .Prepend(Csv.Line(["file", .. StyleNames.All])));
        AtomicFile.Write(path, file => file.Write(Encoding.UTF8.GetBytes(text)));
    }

    /// <summary>The measures and the confusion matrix as tables in Markdown.</summary>
    public string ToMarkdown()
    {
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"""
            ### {Title}

            {Summary}

            | style | paintings | accuracy | {string.Join(" | ", StyleNames.All.Select(style => $"judged {style}"))} |
            |---|---|---|{string.Concat(Enumerable.Repeat("---|", StyleNames.All.Count))}

            """);
        foreach (Style style in Enum.GetValues<Style>())
        {
            (Style Style, float[] Probabilities)[] own = [.. Judged.Where(judged => judged.Style == style)];
            if (own.Length == 0) continue;
            text.Append(CultureInfo.InvariantCulture, $"| {StyleNames.Of(style)} | {own.Length} | {own.Average(judged => IsRight(judged) ? 1.0 : 0):0.00} |");
            for (int other = 0; other < StyleNames.All.Count; other++) text.Append(CultureInfo.InvariantCulture, $" {own.Count(judged => Best(judged) == other)} |");
            text.AppendLine();
        }
        return text.ToString();
    }

    private static int Best((Style Style, float[] Probabilities) judged) => Array.IndexOf(judged.Probabilities, judged.Probabilities.Max());

    private static bool IsRight((Style Style, float[] Probabilities) judged) => Best(judged) == (int)judged.Style - 1;
}
