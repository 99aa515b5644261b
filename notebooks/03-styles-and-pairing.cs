#:project ../src/Transforms/Pix2Pitch.Transforms.csproj
#:property PublishAot=false

// # Styles and pairing
// A network learns from pairs of a painting and a piece of music. Nobody painted music, so pairs have to be made: from works of the same style, close in time and place, and similar in mood. This
// notebook makes pairs of the demo data and asks whether they are better than chance.
//
// This is a notebook, `notebooks/03-styles-and-pairing.ipynb`, and a program with the same text and code: `dotnet run notebooks/03-styles-and-pairing.cs`.

using Microsoft.ML;
using Microsoft.ML.Data;
using Pix2Pitch;
using Pix2Pitch.Paintings;
using Pix2Pitch.Pairing;
using Pix2Pitch.SoundFiles;
using Pix2Pitch.Styles;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.Formats.Jpeg;

// ## Lists of works
// `ReadManifest` reads a list or a folder of works as an `IDataView`, with the columns that the other estimators expect.

string root = Directory.Exists("data") ? "." : "..";
var ml = new MLContext(seed: 1);
IDataView paintings = ml.Data.ReadManifest(Path.Combine(root, "data", "demo", "paintings.csv"));
IDataView music = ml.Data.ReadManifest(Path.Combine(root, "data", "demo", "music.csv"));
string columns = string.Join(", ", paintings.Schema.Select(column => column.Name));
Console.WriteLine($"{paintings.GetRowCount()} paintings and {music.GetRowCount()} pieces with the columns {columns}");

// ## The style of a work
// The knowledge base has painters and composers under many spellings, and the periods of countries. A name that may mean two people is not guessed.

foreach (string name in (string[])["Monet, Claude", "van gogh dutch 1853-1890", "Bach", "workshop of Rembrandt"])
{
    PersonLookup lookup = KnowledgeBase.Default.Lookup(name);
    Console.WriteLine($"{name}: {(lookup.Person is { } person ? $"{person.Name}, {person.Style}" : lookup.Reason)}");
}

// The artist of the demo data is not in the knowledge base. So `LabelStyle` takes the style that prevailed in the year and country of the work, and says how certain that is. The list has the styles that
// were meant, so the two can be compared.

var label = ml.Transforms.LabelStyle("Found", "Name", "Year", "Country", new LabelStyleOptions { ConfidenceColumn = "Confidence" });
IDataView labelled = label.Fit(paintings).Transform(paintings);
string[] titles = [.. labelled.GetColumn<string>("Title")], meant = [.. labelled.GetColumn<string>("Style")];
uint[] found = [.. labelled.GetColumn<uint>("Found")];
float[] confidence = [.. labelled.GetColumn<float>("Confidence")];
for (int i = 0; i < titles.Length; i += 3) Console.WriteLine($"{titles[i]}: {(Style)found[i]} ({confidence[i]:f2}), meant is {meant[i]}");
int right = Enumerable.Range(0, titles.Length).Count(i => StyleNames.TryParse(meant[i], out Style style) && style == (Style)found[i]);
Console.WriteLine($"Year and place give the style that was meant for {right} of {titles.Length} paintings.");

// ## Mood
// Pairing compares three things that can be seen with three that can be heard: lightness with brightness, saturation with loudness, warmth with the number of notes. Two more estimators measure them.

var look = ml.Transforms.LoadPaintings("Pixels", null, "Path", new PaintingOptions { Size = 128 }).Append(ml.Transforms.ExtractPaintingFeatures("Look", "Pixels"));
var sound = ml.Transforms.ExtractMusicFeatures("Music", null, "Path");
string[] visible = ["Look.Lightness", "Look.Saturation", "Look.Warmth"], audible = ["Music.Brightness", "Music.Loudness", "Music.OnsetRate"];
IDataView seen = ml.Data.Cache(look.Fit(paintings).Transform(paintings), visible), heard = ml.Data.Cache(sound.Fit(music).Transform(music), audible); // measured once
float[] lightness = [.. seen.GetColumn<float>("Look.Lightness")], brightness = [.. heard.GetColumn<float>("Music.Brightness")];
Console.WriteLine($"Lightness of the paintings: {lightness.Min():f0} to {lightness.Max():f0}");
Console.WriteLine($"Spectral centroid of the music: {brightness.Min():f0} to {brightness.Max():f0} Hz");

// ## Pairs
// Every painting gets a clip of its style. The total of all pairs is as good as possible, and no clip is used more often than necessary. With few works there is little choice: here two clips for three
// paintings of a style.

IDataView pairs = ml.Data.PairPaintingsWithMusic(seen, heard, new PairingOptions
{
    PaintingFeatures = "Look",
    MusicFeatures = "Music",
    Split = new SplitOptions { ValidationShare = 0, TestShare = 0 }, // works of one artist cannot be divided
});
string[] styles = [.. pairs.GetColumn<string>("Style")];
string[] paintingPaths = [.. pairs.GetColumn<string>("PaintingPath")], musicPaths = [.. pairs.GetColumn<string>("MusicPath")];
string[] paintingTitles = [.. pairs.GetColumn<string>("PaintingTitle")], musicTitles = [.. pairs.GetColumn<string>("MusicTitle")];
for (int i = 0; i < styles.Length; i++) Console.WriteLine($"{styles[i]}: \"{paintingTitles[i]}\" with \"{musicTitles[i]}\"");
//| HTML($"<img alt='{paintingTitles[0]}' src='{Image.Load(paintingPaths[0]).ToBase64String(JpegFormat.Instance)}'>")

// The music of the first pair:

AudioClip partner = AudioReader.Read(musicPaths[0], 22050);
Console.WriteLine($"{musicTitles[0]}: {(double)partner.Samples.Length / partner.SampleRate:f1} s");
//| partner

// ## Better than chance?
// A rank correlation says how far two measures agree, from -1 to 1 (C. Spearman, 1904). The control has the same works, paired at random within their styles 400 times: the style is given, so the choice is only between
// two clips, and the intervals are narrow. In this set the styles with light paintings happen to have dark music, which no choice inside of a style can change.

double[] Ranks(double[] values) => [.. values.Select(value => values.Count(other => other < value) + (values.Count(other => other == value) + 1) / 2.0)];
double Correlation(double[] a, double[] b)
{
    double[] x = Ranks(a), y = Ranks(b);
    double middle = (x.Length + 1) / 2.0;
    double Product(double[] p, double[] q) => p.Zip(q, (first, second) => (first - middle) * (second - middle)).Sum();
    return Product(x, y) / Math.Sqrt(Product(x, x) * Product(y, y));
}

Dictionary<string, double> Column(IDataView rows, string name)
    => rows.GetColumn<string>("Path").Zip(rows.GetColumn<float>(name)).ToDictionary(row => row.First, row => (double)row.Second);
var random = new Random(1);
double[] ShuffledInStyles(double[] values)
{
    var shuffled = new double[values.Length];
    foreach (var style in styles.Index().GroupBy(pair => pair.Item, pair => pair.Index))
    {
        foreach ((int to, int from) in style.Zip(style.OrderBy(_ => random.Next()))) shuffled[to] = values[from];
    }
    return shuffled;
}
foreach ((string eye, string ear) in visible.Zip(audible))
{
    Dictionary<string, double> ofPaintings = Column(seen, eye), ofMusic = Column(heard, ear);
    double[] x = [.. paintingPaths.Select(path => ofPaintings[path])], y = [.. musicPaths.Select(path => ofMusic[path])];
    double[] chance = [.. Enumerable.Range(0, 400).Select(_ => Correlation(x, ShuffledInStyles(y))).Order()];
    Console.WriteLine($"{eye} and {ear}: {Correlation(x, y):f2}; 95 % of random pairs are from {chance[10]:f2} to {chance[389]:f2}, their mean is {chance.Average():f2}");
}

// Only saturation and loudness agree better than random pairs of the same styles, and by little; the other two are inside of their range. With two clips for three paintings there is hardly a choice. The page
// `docs/pairing.md` has the figures of a larger set, where all three are far above chance.
