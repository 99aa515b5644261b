#:project ../src/Transforms/Pix2Pitch.Transforms.csproj
#:property PublishAot=false
#:property UseCurrentRuntimeIdentifier=true
#:property SelfContained=false
#:property RunsOnnxRuntime=true

// Saves ML.NET pipelines for tests/Snapshots: part of tools/snapshots.sh.

using Microsoft.ML;
using Microsoft.ML.Data;
using Pix2Pitch;
using Pix2Pitch.Generation;
using Pix2Pitch.Inversion;
using Pix2Pitch.Mel;
using Pix2Pitch.Paintings;
using Pix2Pitch.Styles;

string folder = args[0];
var ml = new MLContext(seed: 1);
IDataView paintings = ml.Data.ReadManifest("data/demo/paintings.csv");
IDataView music = ml.Data.ReadManifest("data/demo/music.csv");

Save("style.zip", ml.Transforms.LabelStyle("Style", "Name", "Year", "Place", new LabelStyleOptions { StyleColumn = "Style", ConfidenceColumn = "Confidence" }), paintings);
Save("painting.zip", ml.Transforms.LoadPaintings("Painting", null, "Path", new PaintingOptions { Size = 64, Fit = PaintingFit.Pad })
    .Append(ml.Transforms.ExtractPaintingFeatures("Look", "Painting")), paintings);
Save("music.zip", ml.Transforms.ExtractMelSpectrogram("MelSpectrogram", null, "Path", new MelExtractionOptions { Mel = MelOptions.Small64 })
    .Append(ml.Transforms.ExtractMusicFeatures("Heard", null, "Path"))
    .Append(ml.Transforms.InvertMelSpectrogram("Audio", "MelSpectrogram", MelOptions.Small64, new InversionOptions { Iterations = 0 })), music);
Save("generate.zip", ml.Transforms.GenerateMusic("Audio", Path.Combine(folder, "model.onnx"), "Path", null, new GenerationOptions { Seed = 7 }), paintings);

void Save<T>(string name, IEstimator<T> pipeline, IDataView rows)
    where T : class, ITransformer
{
    T model = pipeline.Fit(rows);
    using (model as IDisposable) ml.Model.Save(model, rows.Schema, Path.Combine(folder, name));
}
