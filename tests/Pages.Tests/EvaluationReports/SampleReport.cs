using Pix2Pitch.Pages.EvaluationReports;

namespace Pix2Pitch.Pages.Tests.EvaluationReports;

/// <summary>Reports for tests.</summary>
internal static class SampleReport
{
    public static Estimate Around(double value, double margin) => new(value, value - margin, value + margin);

    public static EvaluationReport Of(params EvaluationRow[] rows) => new()
    {
        Models = [new EvaluatedModel("first", "first.onnx", new string('a', 64), "run-1", "5,000 pairs"), new EvaluatedModel("second", "second.onnx", new string('b', 64), "", "")],
        Options = new Dictionary<string, string> { ["Seeds"] = "3" },
        Paintings = 200,
        Artists = 60,
        RealClips = 300,
        RealPieces = 80,
        TrainingClips = 5000,
        Classifier = "5,000 clips of 700 pieces",
        RealKernelDistance = Around(1, 0.5),
        Figures = [new EvaluatedFigure("detuning", "Detuning", "semitones", "0 is in tune.")],
        Rows = rows,
        Notes = [],
    };

    public static EvaluationRow Model(Estimate? style = null, double? shuffled = null, int model = 0) => new()
    {
        Name = $"Music of model {model}",
        Kind = EvaluationRowKind.Model,
        Model = model,
        Clips = 600,
        Groups = 60,
        StyleAccuracy = style,
        ShuffledStyleAccuracy = shuffled is { } value ? Around(value, 0.02) : null,
        Figures = new Dictionary<string, Estimate>(),
    };

    public static EvaluationRow Real { get; } = new()
    {
        Name = "Real clips",
        Kind = EvaluationRowKind.Real,
        Clips = 300,
        Groups = 80,
        StyleAccuracy = Around(0.55, 0.05),
        Diversity = Around(0.8, 0.02),
        NearestTrainingClip = Around(0.4, 0.02),
        Figures = new Dictionary<string, Estimate> { ["detuning"] = Around(0.1, 0.01) },
    };
}
