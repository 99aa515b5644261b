using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Onnx;
using Pix2Pitch.Estimators;
using Pix2Pitch.Paintings;
using Pix2Pitch.Styles;

namespace Pix2Pitch.Generation;

/// <summary>
/// Runs a generator over paintings: <c>ApplyOnnxModel</c>, whose graph takes the caller's columns. A style goes in as a vector, which
/// <c>MapKeyToVector</c> makes and which is dropped at the end. The model's bytes are part of the fitted, saved model.
/// </summary>
/// <remarks>
/// <para><b>Estimator Characteristics</b></para>
/// <list type="table">
/// <item><term>Does this estimator need to look at the data to train its parameters?</term><description>No</description></item>
/// <item><term>Input columns</term><description>painting: vector of Single, 3 x S x S; style (optional): key; seed (optional): Int32</description></item>
/// <item><term>Output column</term><description>vector of Single, 1 x 1 x S x S, in [-1, 1]</description></item>
/// <item><term>Required NuGet in addition to Microsoft.ML</term><description>Microsoft.ML.OnnxTransformer and Microsoft.ML.OnnxRuntime</description></item>
/// <item><term>Exportable to ONNX</term><description>No</description></item>
/// </list>
/// <para>Dispose of the fitted transformer when it is no longer needed: ML.NET keeps the ONNX session, and the model in a temporary file, until then.</para>
/// </remarks>
public sealed class MelSpectrogramGeneratingEstimator : IEstimator<ITransformer>
{
    private const string StyleVector = "Pix2Pitch.Style";
    private const string PaintingCopy = "Pix2Pitch.Painting";
    private const string SeedCopy = "Pix2Pitch.Seed";

    private readonly string _painting;
    private readonly string? _style;
    private readonly string _modelFile;
    private readonly InputColumn[] _inputs;
    private readonly IEstimator<ITransformer> _parts;

    internal MelSpectrogramGeneratingEstimator(
        TransformsCatalog catalog, string output, string modelFile, string painting, string? style, GenerationOptions options)
    {
        options.Validate();
        var file = GeneratorFile.Read(modelFile);
        Metadata = file.Metadata;
        (_modelFile, _painting, _style) = (modelFile, painting, style);
        _inputs = [.. Needed(options)];
        _parts = Compose(catalog, file, output, options);
    }

    /// <summary>What the model file says about itself.</summary>
    public GeneratorMetadata Metadata { get; }

    /// <summary>Fits the parts; nothing is learned from the rows.</summary>
    /// <param name="input">The data; only its schema is looked at.</param>
    /// <exception cref="ArgumentOutOfRangeException">An input column is missing or has another type than is needed.</exception>
    /// <exception cref="Pix2PitchException">The paintings or the styles are not those that the model was trained with.</exception>
    public ITransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        foreach (InputColumn column in _inputs) column.Check(input.Schema);
        CheckPaintings(input.Schema[_painting]);
        if (_style is not null) CheckStyles(input.Schema[_style]);
        return _parts.Fit(input);
    }

    /// <summary>The schema that the fitted transformer gives.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An input column is missing or has another type than is needed.</exception>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        foreach (InputColumn column in _inputs) column.Check(inputSchema);
        return _parts.GetOutputSchema(inputSchema);
    }

    private IEnumerable<InputColumn> Needed(GenerationOptions options)
    {
        yield return new InputColumn(_painting, NumberDataViewType.Single, IsVector: true);
        if (_style is not null) yield return new InputColumn(_style, new KeyDataViewType(typeof(uint), Math.Max(1, Metadata.Styles.Count)));
        if (options.SeedColumn is not null) yield return new InputColumn(options.SeedColumn, NumberDataViewType.Int32);
    }

    private IEstimator<ITransformer> Compose(TransformsCatalog catalog, GeneratorFile file, string output, GenerationOptions options)
    {
        var before = new List<IEstimator<ITransformer>>();
        var temporary = new List<string>();
        var inputs = new List<string>();
        var binding = new GeneratorGraphBinding(file).Name(GeneratorFile.MelOutput, output).Set(GeneratorFile.CreativityInput, options.Creativity);

        Bind(GeneratorFile.PaintingInput, _painting, PaintingCopy);
        if (options.SeedColumn is { } seed) Bind(GeneratorFile.SeedInput, seed, SeedCopy);
        else binding.Set(GeneratorFile.SeedInput, options.Seed);
        if (_style is null)
        {
            binding.Set(GeneratorFile.StyleInput, new float[Metadata.Styles.Count]);
        }
        else
        {
            Add(GeneratorFile.StyleInput, StyleVector, catalog.Conversion.MapKeyToVector(StyleVector, _style));
        }

        OnnxScoringEstimator onnx = Apply(catalog, binding, output, [.. inputs]);
        if (temporary.Count == 0) return onnx;
        return before.Append(onnx).Append(catalog.DropColumns([.. temporary])).Aggregate((chain, next) => chain.Append(next));

        // A graph cannot have an input and an output of one name, so an input that is to be replaced is copied.
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

    private OnnxScoringEstimator Apply(TransformsCatalog catalog, GeneratorGraphBinding binding, string output, string[] inputs)
    {
        try
        {
            using MemoryStream model = binding.ToStream();
            return catalog.ApplyOnnxModel([output], inputs, model);
        }
        catch (Exception e) when (e is InvalidOperationException or Microsoft.ML.OnnxRuntime.OnnxRuntimeException)
        {
            // ML.NET takes the GPU from MLContext.GpuDeviceId, which is not visible here.
            if (e.ToString().Contains("cuda", StringComparison.OrdinalIgnoreCase)) CudaProvider.Require();
            throw GeneratorFile.Refused(_modelFile, e);
        }
    }

    private void CheckPaintings(DataViewSchema.Column column)
    {
        int size = Metadata.ImageSize;
        int length = ((VectorDataViewType)column.Type).Size; // 0: unknown
        if (length != 0 && length != 3 * size * size)
            throw new Pix2PitchException($"The column '{_painting}' holds {length} values and '{_modelFile}' takes "
                + $"3 x {size} x {size}: load the paintings with Size = {size}.");
    }

    private void CheckStyles(DataViewSchema.Column column)
    {
        string expected = string.Join(", ", Metadata.Styles);
        if (((KeyDataViewType)column.Type).Count != (ulong)Metadata.Styles.Count)
            throw new Pix2PitchException($"The column '{_style}' has {((KeyDataViewType)column.Type).Count} styles "
                + $"and '{_modelFile}' knows {Metadata.Styles.Count}: make it with LabelStyle ({expected}).");
        if (!column.HasKeyValues()) return;
        VBuffer<ReadOnlyMemory<char>> names = default;
        column.GetKeyValues(ref names);
        if (!names.DenseValues().Select(n => n.ToString()).SequenceEqual(Metadata.Styles, StringComparer.OrdinalIgnoreCase))
            throw new Pix2PitchException($"The column '{_style}' has other styles than '{_modelFile}': make it with "
                + $"LabelStyle ({expected}).");
    }
}
