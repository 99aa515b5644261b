// How well do the colours and edges of a painting tell its style? Cross-validation of two of ML.NET's trainers on the measured features of paintings.

using Microsoft.ML;
using Microsoft.ML.Data;
using Pix2Pitch;
using Pix2Pitch.Paintings;

if (args is not [string paintings, string foldsText] || !int.TryParse(foldsText, out int folds) || folds < 2)
{
    Console.Error.WriteLine("Usage: dotnet run -- PAINTINGS FOLDS    (a folder or list with the styles of the paintings, and 2 folds or more)");
    return 2;
}
var ml = new MLContext(seed: 1);
IDataView works = ml.Data.ReadManifest(paintings);

// Reading and measuring a painting takes far longer than learning from it, so it is done once.
var measuring = ml.Transforms.LoadPaintings("Painting", null, "Path", new PaintingOptions { Size = 256 })
    .Append(ml.Transforms.ExtractPaintingFeatures("Look", "Painting"))
    .Append(ml.Transforms.DropColumns("Painting"))
    .Append(ml.Transforms.Conversion.MapValueToKey("Label", "Style"))
    .Append(ml.Transforms.Concatenate("Features", "Look.Lightness", "Look.Saturation", "Look.Warmth", "Look.Contrast", "Look.EdgeDensity"));
IDataView measured = ml.Data.Cache(measuring.Fit(works).Transform(works), "Label", "Features", "PieceId");

Print("maximum entropy (L-BFGS)", ml.MulticlassClassification.Trainers.LbfgsMaximumEntropy());
Print("maximum entropy (SDCA)", ml.MulticlassClassification.Trainers.SdcaMaximumEntropy());
return 0;

void Print(string name, IEstimator<ITransformer> trainer)
{
    // Photographs of one painting (PieceId) stay in one fold.
    IEstimator<ITransformer> learning = ml.Transforms.NormalizeMeanVariance("Features").Append(trainer);
    var results = ml.MulticlassClassification.CrossValidate(measured, learning, folds, samplingKeyColumnName: "PieceId");
    double[] accuracies = [.. results.Select(fold => fold.Metrics.MicroAccuracy)];
    Console.WriteLine($"{name}: accuracy {accuracies.Average():0.00} ({string.Join(", ", accuracies.Select(accuracy => $"{accuracy:0.00}"))})");
}
