#:project ../src/Transforms/Pix2Pitch.Transforms.csproj
#:property PublishAot=false
#:property UseCurrentRuntimeIdentifier=true
#:property SelfContained=false
#:property RunsOnnxRuntime=true

// Saves ML.NET pipelines for tests/Snapshots, or with "midi" the notes of two clips to train on: part of tools/snapshots.sh.

using Microsoft.ML;
using Microsoft.ML.Data;
using NAudio.Midi;
using Pix2Pitch;
using Pix2Pitch.Generation;
using Pix2Pitch.Inversion;
using Pix2Pitch.Mel;
using Pix2Pitch.Paintings;
using Pix2Pitch.Styles;

if (args is ["midi", var midi])
{
    WriteNotes(Path.Combine(midi, "baroque-invention-in-two-voices.mid"), program: 6, pitches: [60, 62, 64, 65, 67, 69, 71, 72]);
    WriteNotes(Path.Combine(midi, "romanticism-nocturne.mid"), program: 48, pitches: [45, 52, 57, 61]);
    return;
}
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

// Ten seconds as tools/Scores writes them: markers say where the clip and its beats begin.
static void WriteNotes(string path, int program, int[] pitches)
{
    const int TicksPerSecond = 960, Beat = TicksPerSecond / 2, End = 10 * TicksPerSecond;
    var events = new MidiEventCollection(midiFileType: 1, deltaTicksPerQuarterNote: Beat);
    events.AddTrack(
    [
        new TempoEvent(500_000, 0), new TextEvent("clip", MetaEventType.Marker, 0),
        .. Enumerable.Range(0, End / Beat + 1).Select(beat => new TextEvent("beat", MetaEventType.Marker, beat * Beat)),
        new MetaEvent(MetaEventType.EndTrack, 0, End),
    ]);
    NoteOnEvent[] notes = [.. Enumerable.Range(0, End / Beat).Select(beat => new NoteOnEvent(beat * Beat, 1, pitches[beat % pitches.Length], 64 + beat, Beat - 10))];
    events.AddTrack([new PatchChangeEvent(0, 1, program), .. notes.SelectMany(note => (MidiEvent[])[note, note.OffEvent!]), new MetaEvent(MetaEventType.EndTrack, 0, End)]);
    MidiFile.Export(path, events);
}
