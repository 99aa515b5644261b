using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;
using Pix2Pitch.Estimators;

namespace Pix2Pitch.Styles.Classification;

/// <summary>Judges the style of paintings from their pictures.</summary>
[CustomMappingFactoryAttribute("Pix2Pitch.ClassifyStyle")]
internal sealed class StyleClassificationMapping
    : RowMapping<StyleClassificationMapping.Input, StyleClassificationMapping.Output, FilesIn<StyleClassificationMapping.Judgement>>
{
    private const string Prefix = "Pix2Pitch.StyleClassification.";
    private const string NameColumn = Prefix + "Found", SlotColumn = Prefix + "Slot";

    // The name of style n, n times: as counts of keys this is the vector 1, 2, 3, 4, 5.
    private static readonly string[] s_slots = [.. StyleNames.All.SelectMany((style, i) => Enumerable.Repeat(style, i + 1))];

    private static readonly float[] s_noEmbedding = new float[ImageFeatures.EmbeddingLength]; // the column is dropped

    private static readonly (string Property, string Column)[] s_probabilities =
    [
        (nameof(Output.Baroque), Prefix + "P1"), (nameof(Output.Classicism), Prefix + "P2"), (nameof(Output.Romanticism), Prefix + "P3"),
        (nameof(Output.Impressionism), Prefix + "P4"), (nameof(Output.Expressionism), Prefix + "P5"),
    ];

    public static ComposedEstimator EstimatorFor(
        TransformsCatalog catalog, string output, string path, FilesIn<Judgement> files, string? embeddingColumn)
    {
        List<(string, string)> outputs = [(nameof(Output.Name), NameColumn), (nameof(Output.Slots), SlotColumn), .. s_probabilities];
        if (embeddingColumn is not null) outputs.Add((nameof(Output.Embedding), embeddingColumn));
        var mapping = new MappingEstimator<Input, Output, FilesIn<Judgement>>(
            catalog, new StyleClassificationMapping(), files, [(nameof(Input.Path), path)], outputs);
        IDataView styles = new MLContext().Data.LoadFromEnumerable(StyleNames.All.Select(style => new { Style = style }));
        string probabilities = ProbabilitiesOf(output), first = Prefix + "First", numbers = Prefix + "Numbers";
        string[] p = [.. s_probabilities.Select(probability => probability.Column)];
        return ComposedEstimator.Of(mapping
            .Append(catalog.Conversion.MapValueToKey(output, NameColumn, keyData: styles))
            // The outputs of a mapping have no slot names. MapKeyToVector gives its output the names of the keys, and Expression keeps them: the first makes the
            // vector of the numbers 1 to 5, and the second replaces each number by the probability of that style, three and then two, because it has
            // five inputs at most.
            .Append(catalog.Conversion.MapValueToKey(SlotColumn, keyData: styles))
            .Append(catalog.Conversion.MapKeyToVector(numbers, SlotColumn, outputCountVector: true))
            .Append(catalog.Expression(first, "(n, p1, p2, p3) => n == 1 ? p1 : n == 2 ? p2 : n == 3 ? p3 : n", numbers, p[0], p[1], p[2]))
            .Append(catalog.Expression(probabilities, "(n, p4, p5) => n == 4 ? p4 : n == 5 ? p5 : n", first, p[3], p[4]))
            .Append(catalog.DropColumns([NameColumn, SlotColumn, numbers, first, .. p])));
    }

    /// <summary>The name of the column of probabilities.</summary>
    public static string ProbabilitiesOf(string output) => $"{output}.Probabilities";

    protected override Action<Input, Output> Create(FilesIn<Judgement> files)
    {
        var judge = new StyleJudge(files.Options.Classifier, files.Options.NetworkFolder, files.Options.Embeds);
        return (input, output) =>
        {
            (float[] probabilities, ImageFeatures features) = judge.Judge(files.PathOf(input.Path));
            output.Name = StyleNames.All[Array.IndexOf(probabilities, probabilities.Max())];
            (output.Baroque, output.Classicism, output.Romanticism, output.Impressionism, output.Expressionism)
                = (probabilities[0], probabilities[1], probabilities[2], probabilities[3], probabilities[4]);
            output.Embedding = files.Options.Embeds ? features.Embedding : s_noEmbedding;
            output.Slots = s_slots;
        };
    }

    /// <summary>The options as they are saved with the model.</summary>
    /// <param name="Classifier">The classifier.</param>
    /// <param name="NetworkFolder">See <see cref="ClassifyStyleOptions.NetworkFolder"/>.</param>
    /// <param name="Embeds">Whether the embedding is computed.</param>
    internal sealed record Judgement(StyleClassifier Classifier, string? NetworkFolder, bool Embeds);

    internal sealed class Input : MappingInput
    {
        [ColumnName(Prefix + nameof(Path))]
        public ReadOnlyMemory<char> Path { get; set; }
    }

    internal sealed class Output
    {
        /// <summary>The most probable style: one of <see cref="StyleNames.All"/>.</summary>
        [ColumnName(Prefix + nameof(Name))]
        public string Name { get; set; } = "";

        [ColumnName(Prefix + nameof(Baroque))]
        public float Baroque { get; set; }

        [ColumnName(Prefix + nameof(Classicism))]
        public float Classicism { get; set; }

        [ColumnName(Prefix + nameof(Romanticism))]
        public float Romanticism { get; set; }

        [ColumnName(Prefix + nameof(Impressionism))]
        public float Impressionism { get; set; }

        [ColumnName(Prefix + nameof(Expressionism))]
        public float Expressionism { get; set; }

        [ColumnName(Prefix + nameof(Slots)), VectorType(15)]
        public string[] Slots { get; set; } = [];

        [ColumnName(Prefix + nameof(Embedding)), VectorType(ImageFeatures.EmbeddingLength)]
        public float[] Embedding { get; set; } = [];
    }
}
