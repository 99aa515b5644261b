using Pix2Pitch.Pages.EvaluationReports;

namespace Pix2Pitch.Training.Tests.Reports;

/// <summary>A report of an evaluation in which each text is hostile and each kind of row occurs.</summary>
internal static class HostileEvaluation
{
    public static EvaluationReport Report()
    {
        // Three texts for each model and row, in which many other values stand: more of the same kind only take time.
        string[] texts = HostileReport.Texts, joined = [.. texts.Chunk(3).Select(some => string.Join(' ', some))];
        return new EvaluationReport
        {
            Models = [.. joined.Select(text => new EvaluatedModel(text, text, text, text, text))],
            Options = texts.Distinct().ToDictionary(text => text, text => text),
            Paintings = 200,
            Artists = 60,
            RealClips = 300,
            RealPieces = 80,
            TrainingClips = 5000,
            Classifier = texts[0],
            RealKernelDistance = new Estimate(0.4, -0.8, 1.7),
            Figures = [.. texts.Take(6).Select((text, i) => new EvaluatedFigure($"{i}", text, i % 2 == 0 ? text : "dB", text))],
            Rows = [.. joined.Select(Row)],
            Notes = texts,
        };
    }

    private static EvaluationRow Row(string text, int i)
    {
        Estimate estimate = new(0.3 + 0.01 * i, 0.25, 0.6);
        return new EvaluationRow
        {
            Name = text,
            Kind = (EvaluationRowKind)(i % 6),
            Model = i,
            Clips = 1200,
            Groups = i,
            StyleAccuracy = i % 5 == 0 ? null : estimate,
            ShuffledStyleAccuracy = estimate,
            AccuracyByStyle = new Dictionary<string, Estimate> { ["baroque"] = estimate, ["expressionism"] = estimate, [text] = estimate },
            Confusion = [[10, 2, 3, 4, i], [0, 0, 0, 0, 0], [1, 1, 500, 1, 1], [0, 0, 0, 7, 0], [1, 2, 3, 4, 5]],
            Figures = Enumerable.Range(0, 5).ToDictionary(figure => $"{figure}", figure => new Estimate(1000 * figure + i, 1000 * figure - i, 1000 * figure + 2 * i)),
            KernelDistance = new Estimate(double.NaN, i, double.PositiveInfinity),
            Diversity = estimate,
            DiversityAcrossSeeds = estimate,
            NearestTrainingClip = new Estimate(0, 0, 0),
            PaintingCorrelation = new Estimate(-0.1, -0.2, 0.05),
            ShuffledPaintingCorrelation = new Estimate(0, -0.05, 0.05),
        };
    }
}
