namespace Pix2Pitch.Generation;

/// <summary>How a generator is run. A painting has many results, one for each seed.</summary>
public sealed record GenerationOptions
{
    /// <summary>The seed of the noise, any number; the same seed always gives the same noise. Default: 0.</summary>
    public int Seed { get; init; }

    /// <summary>
    /// The strength of the noise, from 0 (the same result for every seed) to 1 (as varied as in training). Default: 1.
    /// </summary>
    public float Creativity { get; init; } = 1;

    /// <summary>
    /// The name of an Int32 column with a seed for each row, which is used instead of <see cref="Seed"/>. With it, one saved model can give
    /// many results. Default: null, no such column.
    /// </summary>
    public string? SeedColumn { get; init; }

    /// <summary>
    /// The name of a column with the embedding of each picture, for a generator that takes it (<see cref="GeneratorMetadata.EmbeddingLength"/>): Vector&lt;Single, 512&gt; as
    /// <c>ClassifyStyle</c> makes it (<see cref="Styles.ClassifyStyleOptions.EmbeddingColumn"/>), all 0 for unknown. Null, the default: <c>GenerateMusic</c> computes it if the NuGet
    /// package Microsoft.ML.DnnImageFeaturizer.ResNet18 is there, and <c>GenerateMelSpectrogram</c> uses zeros.
    /// </summary>
    public string? EmbeddingColumn { get; init; }

    /// <summary>Receives a sentence if the generator takes the embedding of the picture and gets zeros, because there is no such column and no network. Default: null.</summary>
    public Action<string>? OnNote { get; init; }

    internal void Validate() => OptionRange.Check(Creativity, 0, 1);
}
