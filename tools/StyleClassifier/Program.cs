using System.CommandLine;
using Pix2Pitch;
using Pix2Pitch.Styles.Classification;
using Pix2Pitch.Terminal;
using Pix2Pitch.Tools.StyleClassifier;

// Trains the classifier that the library has: dotnet run --project tools/StyleClassifier -c Release -- train paintings.csv -o data/models/style.json
var manifest = new Argument<string>("manifest") { Description = "Paintings with their styles and artists: a manifest or a folder, as 'prepare' reads them." };
var output = new Option<string>("--output", "-o") { Description = "The file to write.", HelpName = "style.json", Required = true };
var groupColumn = new Option<string?>("--group") { Description = "A column of the manifest, such as the source of the files: also measure on values that were not in training.", HelpName = "column" };
var split = new Option<string?>("--split")
{
    Description = "Use only the paintings of this split (column 'split'), such as train, so that others can be judged fairly: that of a prepared folder is in its paintings.csv.",
    HelpName = "name",
};
var views = new Option<int>("--views") { Description = "Changed copies of each painting in training, 0 to 64.", DefaultValueFactory = _ => 8 };
var seed = new Option<int>("--seed") { Description = "The seed of the changes.", DefaultValueFactory = _ => 1 };
var train = new Command("train", "Trains a classifier, and measures it on paintings by artists that were not in training.") { manifest, output, groupColumn, split, views, seed };
train.SetAction(arguments =>
{
    string path = arguments.GetRequiredValue(output), source = arguments.GetRequiredValue(manifest);
    int copies = arguments.GetValue(views);
    AtomicFile.Check(path);
    ImageNetwork network = ImageNetwork.Open(null, hasEmbedding: true);
    IReadOnlyList<LabelledPainting> paintings = LabelledPaintings.Read(source, arguments.GetValue(groupColumn), arguments.GetValue(split), network, copies, arguments.GetValue(seed), Console.Error.WriteLine);
    Measure("artists", painting => painting.Artist, folds: 5);
    if (arguments.GetValue(groupColumn) is { } column) Measure($"artists and values of {column}", painting => painting.Group, folds: 10);
    double regularization = ClassifierTrainer.ChooseRegularization(paintings);
    ClassifierTrainer.Train(paintings, regularization, network.Checksum).Write(path);
    Console.WriteLine($"{path}: {paintings.Count} paintings, regularization {regularization}");
    return ExitCode.Success;

    void Measure(string unseen, Func<LabelledPainting, string> group, int folds)
    {
        Console.WriteLine(Evaluation.Measure($"Paintings by {unseen} that were not in training", paintings, group, folds).ToMarkdown());
        if (copies > 0) Compare("changed copies of the same paintings", paintings, painting => painting.Views[0]);
        Compare("for comparison, the network's embedding alone", [.. paintings.Select(painting => painting with { Texture = painting.Embedding, Views = [] })]);
        Compare("for comparison, colours and edges alone", [.. paintings.Select(painting => painting with { Texture = painting.Colors, Views = [] })]);
        Console.WriteLine();

        void Compare(string title, IReadOnlyList<LabelledPainting> compared, Func<LabelledPainting, float[]>? judged = null)
            => Console.WriteLine($"- {title}: {Evaluation.Measure(title, compared, group, folds, judged).Summary}");
    }
});
return ProgramRunner.Run(new RootCommand("The classifier that judges the style of paintings.") { train }, args);
