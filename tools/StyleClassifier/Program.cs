using System.CommandLine;
using Pix2Pitch;
using Pix2Pitch.Styles.Classification;
using Pix2Pitch.Terminal;
using Pix2Pitch.Tools.StyleClassifier;
using StyleClassifier = Pix2Pitch.Styles.Classification.StyleClassifier;

// Trains the classifier that the library has: dotnet run --project tools/StyleClassifier -c Release -- train paintings.csv -o data/models/style.json
var manifest = new Argument<string>("manifest") { Description = "Paintings with their styles and artists: a manifest or a folder, as 'prepare' reads them." };
var output = new Option<string>("--output", "-o") { Description = "The file to write.", HelpName = "style.json", Required = true };
var groupColumn = new Option<string?>("--group") { Description = "A column of the manifest, such as the source of the files: also measure on values that were not in training.", HelpName = "column" };
var split = new Option<string?>("--split")
{
    Description = "Use only the paintings of this split (column 'split'), such as train, so that others can be judged fairly: that of a prepared folder is in its paintings.csv.",
    HelpName = "name",
};
var judgedTable = new Option<string?>("--judged")
{
    Description = "Also write a table with the styles of all paintings, each judged by a classifier that was not trained with its artist, for 'evaluate --judged-styles'.",
    HelpName = "judged.csv",
};
var views = new Option<int>("--views") { Description = "Changed copies of each painting in training, 0 to 64.", DefaultValueFactory = _ => 2 };
var seed = new Option<int>("--seed") { Description = "The seed of the changes.", DefaultValueFactory = _ => 1 };
var train = new Command("train", "Trains a classifier, and measures it on paintings by artists that were not in training.") { manifest, output, groupColumn, split, judgedTable, views, seed };
train.SetAction(arguments =>
{
    string path = arguments.GetRequiredValue(output), source = arguments.GetRequiredValue(manifest);
    int copies = arguments.GetValue(views);
    AtomicFile.Check(path);
    string? table = arguments.GetValue(judgedTable);
    if (table is not null) AtomicFile.Check(table);
    ImageNetwork network = ImageNetwork.Open(null, hasEmbedding: true);
    IReadOnlyList<LabelledPainting> read = LabelledPaintings.Read(source, arguments.GetValue(groupColumn), arguments.GetValue(split), network, copies, arguments.GetValue(seed), Console.Error.WriteLine);
    var coordinates = FeatureCoordinates.Of(
        [.. read.SelectMany(painting => painting.Views.Prepend(painting.Features))], ImageFeatures.SecondStagePairs, ImageFeatures.CorrelationLength - ImageFeatures.SecondStagePairs);
    LabelledPainting[] paintings = [.. read.Select((painting, i) =>
    {
        float[][] rows = [.. coordinates.Rows.Skip(i * (1 + copies)).Take(1 + copies)];
        return painting with { Features = rows[0], Views = rows[1..] };
    })];
    Evaluation unseenArtists = Measure("artists", painting => painting.Artist, folds: 5);
    if (table is not null) unseenArtists.WriteTable(table, [.. paintings.Select(painting => painting.Path)]);
    if (arguments.GetValue(groupColumn) is { } column) Measure($"artists and values of {column}", painting => painting.Group, folds: 10);
    double regularization = ClassifierTrainer.ChooseRegularization(paintings);
    StyleClassifier trained = ClassifierTrainer.Train(paintings, regularization, network.Checksum);
    (float[] Weights, float Bias)[] functions = [.. trained.Weights.Zip(trained.Biases).Select(pair => coordinates.ToFeatures(pair.First, pair.Second))];
    (trained with { Weights = [.. functions.Select(function => function.Weights)], Biases = [.. functions.Select(function => function.Bias)] }).Write(path);
    Console.WriteLine($"{path}: {paintings.Length} paintings, regularization {regularization}");
    return ExitCode.Success;

    Evaluation Measure(string unseen, Func<LabelledPainting, string> group, int folds)
    {
        (string, Func<LabelledPainting, float[]>)[] judged = [($"Paintings by {unseen} that were not in training", painting => painting.Features)];
        if (copies > 0) judged = [.. judged, ("changed copies of the same paintings", painting => painting.Views[0])];
        IReadOnlyList<Evaluation> found = Evaluation.Measure(paintings, group, folds, judged);
        Console.WriteLine(found[0].ToMarkdown());
        foreach (Evaluation other in found.Skip(1)) Print(other);
        Compare("for comparison, means and deviations of the same channels", painting => painting.Texture);
        Compare("for comparison, the network's embedding alone", painting => painting.Embedding);
        Compare("for comparison, colours and edges alone", painting => painting.Colors);
        Console.WriteLine();
        return found[0];

        void Compare(string title, Func<LabelledPainting, float[]> features)
            => Print(Evaluation.Measure([.. paintings.Select(painting => painting with { Features = features(painting), Views = [] })], group, folds, (title, painting => painting.Features))[0]);

        void Print(Evaluation evaluation) => Console.WriteLine($"- {evaluation.Title}: {evaluation.Summary}");
    }
});
return ProgramRunner.Run(new RootCommand("The classifier that judges the style of paintings.") { train }, args);
