namespace Pix2Pitch.Styles;

/// <summary>How <c>ClassifyStyle</c> judges the style of a painting.</summary>
public sealed record ClassifyStyleOptions
{
    /// <summary>
    /// The folder <c>DnnImageModels</c> with the ONNX files of the NuGet package Microsoft.ML.DnnImageFeaturizer.ResNet18. Null (the default), or a folder without
    /// them: the folder of that name beside the program, to which the package copies them. The files do not become part of a saved model; a program that loads
    /// the model needs them too.
    /// </summary>
    public string? NetworkFolder { get; init; }

    /// <summary>
    /// A classifier that <c>tools/StyleClassifier</c> has trained. Null (the default): the classifier of this library. It becomes part of a saved model.
    /// </summary>
    public string? ClassifierFile { get; init; }

    /// <summary>
    /// The name of an additional output column: Vector&lt;Single, 512&gt;, the network's features of the whole painting, for models of your own. Null (the
    /// default): no such column.
    /// </summary>
    public string? EmbeddingColumn { get; init; }
}
