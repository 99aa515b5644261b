// Music for all paintings of a folder or list, as a pipeline over an IDataView: rows are read, computed and written one by one.

using Microsoft.ML;
using Microsoft.ML.Data;
using Pix2Pitch;
using Pix2Pitch.Generation;
using Pix2Pitch.Models;
using Pix2Pitch.SoundFiles;

if (args is not [string paintings, string output])
{
    Console.Error.WriteLine("Usage: dotnet run -- PAINTINGS OUTPUT    (a folder, or a list such as paintings.csv, and a folder for the sounds)");
    return 2;
}
Directory.CreateDirectory(output);
int sampleRate = GeneratorMetadata.Read(EnsembleModel.Path).Mel.SampleRate;

var ml = new MLContext(seed: 1);
IDataView works = ml.Data.ReadManifest(paintings);

// The music follows the style that the list gives; without one it is unknown. LabelStyle finds styles from artist, year and place, ClassifyStyle from the picture.
var pipeline = ml.Transforms.Conversion.MapValueToKey("StyleKey", "Style", keyData: Styles(ml))
    .Append(ml.Transforms.GenerateMusic("Audio", EnsembleModel.Path, "Path", "StyleKey", new GenerationOptions { Seed = 7 }));
ITransformer model = pipeline.Fit(works);
using var owned = model as IDisposable;
IDataView music = model.Transform(works);

using DataViewRowCursor cursor = music.GetRowCursor([music.Schema["Path"], music.Schema["Style"], music.Schema["Audio"]]);
var path = cursor.GetGetter<ReadOnlyMemory<char>>(music.Schema["Path"]);
var style = cursor.GetGetter<ReadOnlyMemory<char>>(music.Schema["Style"]);
var audio = cursor.GetGetter<VBuffer<float>>(music.Schema["Audio"]);
ReadOnlyMemory<char> pathValue = default, styleValue = default;
VBuffer<float> samples = default;
while (cursor.MoveNext())
{
    path(ref pathValue);
    style(ref styleValue);
    audio(ref samples);
    string file = Path.Combine(output, Path.GetFileNameWithoutExtension(pathValue.ToString()) + ".wav");
    WaveWriter.Write(file, samples.GetValues(), sampleRate);
    Console.WriteLine($"{file}: {styleValue}");
}
return 0;

// The styles in the order of their keys.
static IDataView Styles(MLContext ml) => ml.Data.LoadFromEnumerable(Pix2Pitch.Styles.StyleNames.All.Select(name => new StyleRow { Name = name }));

internal sealed class StyleRow
{
    public string Name { get; set; } = "";
}
