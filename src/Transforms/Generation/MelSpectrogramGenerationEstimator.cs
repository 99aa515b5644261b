using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Onnx;
using Pix2Pitch.Estimators;
using Pix2Pitch.Paintings;

namespace Pix2Pitch.Generation;

/// <summary>
/// Runs a generator on paintings with <c>ApplyOnnxModel</c>, directly on the caller's columns. <see cref="StyleVectorEstimator"/> makes a temporary
/// vector column of the style. The ONNX file becomes part of the fitted, saved model.
/// </summary>
internal sealed class MelSpectrogramGenerationEstimator : ComposedEstimator
{
    private const string StyleVector = "Pix2Pitch.Generation.Style";
    private const string PaintingCopy = "Pix2Pitch.Generation.Painting";
    private const string EmbeddingCopy = "Pix2Pitch.Generation.Embedding";
    private const string SeedCopy = "Pix2Pitch.Generation.Seed";

    private readonly GeneratorMetadata _metadata;
    private readonly string _modelFile;
    private readonly string _painting;
    private readonly string? _style;
    private readonly string? _embedding;

    /// <param name="catalog">The transforms catalog.</param>
    /// <param name="output">The output column.</param>
    /// <param name="file">The generator.</param>
    /// <param name="painting">The column with the paintings.</param>
    /// <param name="style">The column with the styles; null for none.</param>
    /// <param name="options">Seed, creativity and embedding.</param>
    public MelSpectrogramGenerationEstimator(
        TransformsCatalog catalog, string output, GeneratorFile file, string painting, string? style, GenerationOptions options)
        : base(Compose(catalog, file, output, painting, style, options), [.. Inputs(file, painting, style, options)])
        => (_metadata, _modelFile, _painting, _style, _embedding) = (file.Metadata, file.Path, painting, style, options.EmbeddingColumn);

    private protected override ITransformer Fitted(IEstimator<ITransformer> parts, ITransformer transformer) => TemporaryModelFile.Share(parts, transformer);

    private protected override void Check(DataViewSchema schema)
    {
        CheckPaintings(schema[_painting]);
        if (_style is not null) CheckStyles(schema[_style]);
        if (_embedding is not null && ((VectorDataViewType)schema[_embedding].Type).Size is var length && length != _metadata.EmbeddingLength)
        {
            throw new Pix2PitchException($"The column '{_embedding}' has {(length == 0 ? "an unknown number of" : length)} values, but '{_modelFile}' needs {_metadata.EmbeddingLength}: make it with "
                + "ClassifyStyle.");
        }
    }

    private static IEnumerable<InputColumn> Inputs(GeneratorFile file, string painting, string? style, GenerationOptions options)
    {
        yield return new InputColumn(painting, NumberDataViewType.Single, IsVector: true);
        if (style is not null)
        {
            yield return new InputColumn(style, new KeyDataViewType(typeof(uint), Math.Max(1, file.Metadata.Styles.Count)))
            {
                Or = new InputColumn(style, NumberDataViewType.Single, IsVector: true),
            };
        }
        if (options.EmbeddingColumn is not null) yield return new InputColumn(options.EmbeddingColumn, NumberDataViewType.Single, IsVector: true);
        if (options.SeedColumn is not null) yield return new InputColumn(options.SeedColumn, NumberDataViewType.Int32);
    }

    private static IEstimator<ITransformer> Compose(
        TransformsCatalog catalog, GeneratorFile file, string output, string painting, string? style, GenerationOptions options)
    {
        var before = new List<IEstimator<ITransformer>>();
        var temporary = new List<string>();
        var inputs = new List<string>();
        var binding = new GeneratorGraphBinding(file).Name(GeneratorFile.MelOutput, output).Set(GeneratorFile.CreativityInput, options.Creativity);

        Bind(GeneratorFile.PaintingInput, painting, PaintingCopy);
        if (options.SeedColumn is { } seed) Bind(GeneratorFile.SeedInput, seed, SeedCopy);
        else binding.Set(GeneratorFile.SeedInput, options.Seed);
        if (options.EmbeddingColumn is { } embedding) Bind(GeneratorFile.EmbeddingInput, embedding, EmbeddingCopy);
        else if (file.Metadata.EmbeddingLength > 0) binding.Set(GeneratorFile.EmbeddingInput, new float[file.Metadata.EmbeddingLength]);
        if (style is null)
        {
            binding.Set(GeneratorFile.StyleInput, new float[file.Metadata.Styles.Count]);
        }
        else
        {
            Add(GeneratorFile.StyleInput, StyleVector, new StyleVectorEstimator(catalog, StyleVector, style));
        }

        OnnxScoringEstimator onnx = Apply(catalog, file, binding, output, [.. inputs]);
        if (temporary.Count == 0) return onnx;
        return TemporaryModelFile.Share(onnx, before.Append(onnx).Append(catalog.DropColumns([.. temporary])).Aggregate((chain, next) => chain.Append(next)));

        // A graph cannot have an input and an output of the same name, so an input that the output replaces is copied.
        void Bind(string value, string column, string copy)
        {
            if (column == output)
            {
                Add(value, copy, catalog.CopyColumns(copy, column));
                return;
            }
            binding.Name(value, column);
            inputs.Add(column);
        }

        void Add(string value, string column, IEstimator<ITransformer> part)
        {
            before.Add(part);
            temporary.Add(column);
            binding.Name(value, column);
            inputs.Add(column);
        }
    }

    private static OnnxScoringEstimator Apply(TransformsCatalog catalog, GeneratorFile file, GeneratorGraphBinding binding, string output, string[] inputs)
    {
        // Given a stream, ML.NET 5.0.1 writes a temporary file that it never deletes.
        var model = new TemporaryModelFile(binding.WriteTo);
        try
        {
            return model.KeepFor(catalog.ApplyOnnxModel([output], inputs, model.Path));
        }
        catch (Exception e) when (e is InvalidOperationException or Microsoft.ML.OnnxRuntime.OnnxRuntimeException)
        {
            // MLContext.GpuDeviceId, which selects the GPU, is not accessible here, so the message shows whether CUDA is the cause.
            if (e.ToString().Contains("cuda", StringComparison.OrdinalIgnoreCase)) CudaProvider.Require();
            throw GeneratorFile.CannotRun(file.Path, e);
        }
    }

    private void CheckPaintings(DataViewSchema.Column column)
    {
        int size = _metadata.ImageSize;
        int length = ((VectorDataViewType)column.Type).Size; // 0: unknown
        if (length != 0 && length != 3 * size * size)
            throw new Pix2PitchException($"The column '{_painting}' has {length} values, but '{_modelFile}' needs "
                + $"3 x {size} x {size}: load the paintings with Size = {size}.");
    }

    private void CheckStyles(DataViewSchema.Column column)
    {
        var vector = column.Type as VectorDataViewType;
        ulong count = vector is null ? ((KeyDataViewType)column.Type).Count : (ulong)vector.Size;
        string remedy = $"make it with {(vector is null ? "LabelStyle" : "ClassifyStyle")} ({string.Join(", ", _metadata.Styles)})";
        if (count != (ulong)_metadata.Styles.Count)
            throw new Pix2PitchException($"The column '{_style}' has {(count == 0 ? "an unknown number of" : count)} styles, but '{_modelFile}' has {_metadata.Styles.Count}: {remedy}.");
        VBuffer<ReadOnlyMemory<char>> names = default;
        if (vector is null && column.HasKeyValues()) column.GetKeyValues(ref names);
        else if (vector is not null && column.HasSlotNames()) column.GetSlotNames(ref names);
        else return;
        if (!names.DenseValues().Select(n => n.ToString()).SequenceEqual(_metadata.Styles, StringComparer.OrdinalIgnoreCase))
            throw new Pix2PitchException($"The column '{_style}' does not have the styles of '{_modelFile}': {remedy}.");
    }
}
