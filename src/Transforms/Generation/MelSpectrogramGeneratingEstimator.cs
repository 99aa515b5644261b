using Microsoft.ML;
using Microsoft.ML.Data;
using Pix2Pitch.Composition;
using Pix2Pitch.Generation.Mapping;

namespace Pix2Pitch.Generation;

/// <summary>
/// Runs a generator over paintings: makes the style vector and the noise that its graph takes, applies the ONNX model, and leaves
/// nothing but the mel image behind. The model file's bytes are part of the fitted, saved model.
/// </summary>
/// <remarks>
/// ML.NET feeds a graph from the columns that bear the names of its inputs (<c>Painting</c>, <c>StyleVector</c>, <c>Noise</c>) and
/// gives <c>MelSpectrogram</c>. Columns of the caller's that happen to have these names are put aside and come back unchanged.
/// </remarks>
public sealed class MelSpectrogramGeneratingEstimator : IEstimator<ITransformer>
{
    private const string AsidePrefix = "Pix2Pitch.Aside.";

    private readonly TransformsCatalog _catalog;
    private readonly string _output;
    private readonly string _painting;
    private readonly string? _style;
    private readonly string _modelFile;
    private readonly GenerationOptions _options;
    private readonly InputColumn[] _inputs;
    private readonly IEstimator<ITransformer> _generator;

    internal MelSpectrogramGeneratingEstimator(
        TransformsCatalog catalog, string output, string modelFile, string painting, string? style, GenerationOptions options)
    {
        options.Validate();
        Metadata = GeneratorMetadata.Read(modelFile);
        (_catalog, _output, _modelFile, _painting, _style, _options) = (catalog, output, modelFile, painting, style, options);
        _inputs = [.. Needed()];
        List<string> graphInputs = [GeneratorFile.PaintingInput, GeneratorFile.StyleInput];
        if (Metadata.NoiseLength > 0) graphInputs.Add(GeneratorFile.NoiseInput);
        _generator = catalog.ApplyOnnxModel([GeneratorFile.MelOutput], [.. graphInputs], modelFile);
    }

    /// <summary>What the model file says of itself.</summary>
    public GeneratorMetadata Metadata { get; }

    /// <summary>Puts the parts together for the columns of <paramref name="input"/>; nothing is learned from its rows.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An input column is missing or has another type than is needed.</exception>
    /// <exception cref="Pix2PitchException">The paintings or the styles are not those that the model was trained with.</exception>
    public ITransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        foreach (InputColumn column in _inputs) column.Check(input.Schema);
        CheckPaintings(input.Schema[_painting]);
        if (_style is not null) CheckStyles(input.Schema[_style]);
        return Compose(input.Schema.Select(c => c.Name)).Fit(input);
    }

    /// <summary>The schema that the fitted transformer gives.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An input column is missing or has another type than is needed.</exception>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        foreach (InputColumn column in _inputs) column.Check(inputSchema);
        return Compose(inputSchema.Select(c => c.Name)).GetOutputSchema(inputSchema);
    }

    private IEnumerable<InputColumn> Needed()
    {
        yield return new InputColumn(_painting, NumberDataViewType.Single, IsVector: true);
        if (_style is not null) yield return new InputColumn(_style, new KeyDataViewType(typeof(uint), Math.Max(1, Metadata.Styles.Count)));
        if (_options.SeedColumn is not null) yield return new InputColumn(_options.SeedColumn, NumberDataViewType.Int32);
    }

    private IEstimator<ITransformer> Compose(IEnumerable<string> existing)
    {
        var graphColumns = new HashSet<string>
        {
            GeneratorFile.PaintingInput, GeneratorFile.StyleInput, GeneratorFile.NoiseInput, GeneratorFile.MelOutput,
        };
        if (_painting == GeneratorFile.PaintingInput) graphColumns.Remove(_painting);
        string[] aside = [.. existing.Where(graphColumns.Contains).Distinct()];
        string Source(string column) => aside.Contains(column) ? AsidePrefix + column : column;

        List<IEstimator<ITransformer>> parts = [.. aside.Select(c => _catalog.CopyColumns(AsidePrefix + c, c))];
        List<string> made = [GeneratorInputOptions.Column];
        var options = new GeneratorInputOptions(Metadata.NoiseLength, Metadata.Styles.Count, _options.Seed, _options.Creativity);
        parts.Add(OptionsColumn.Add(_catalog, GeneratorInputOptions.Column, options));

        if (_painting != GeneratorFile.PaintingInput)
        {
            parts.Add(_catalog.CopyColumns(GeneratorFile.PaintingInput, Source(_painting)));
            made.Add(GeneratorFile.PaintingInput);
        }

        made.Add(GeneratorFile.StyleInput);
        parts.Add(_style is null
            ? _catalog.CustomMapping(new UnknownStyleMapping().GetMapping(), UnknownStyleMapping.Contract)
            : _catalog.Conversion.MapKeyToVector(GeneratorFile.StyleInput, Source(_style)));

        if (Metadata.NoiseLength > 0)
        {
            made.Add(GeneratorFile.NoiseInput);
            parts.AddRange(Noise(Source, made));
        }

        parts.Add(_generator);
        if (_output != GeneratorFile.MelOutput)
        {
            parts.Add(_catalog.CopyColumns(_output, GeneratorFile.MelOutput));
            made.Add(GeneratorFile.MelOutput);
        }
        parts.Add(_catalog.DropColumns([.. made.Where(c => c != _output)]));

        string[] restored = [.. aside.Where(c => c != _output)];
        parts.AddRange(restored.Select(c => _catalog.CopyColumns(c, AsidePrefix + c)));
        if (aside.Length > 0) parts.Add(_catalog.DropColumns([.. aside.Select(c => AsidePrefix + c)]));
        return parts.Aggregate((chain, next) => chain.Append(next));
    }

    private IEnumerable<IEstimator<ITransformer>> Noise(Func<string, string> source, List<string> made)
    {
        if (_options.SeedColumn is null) return [_catalog.CustomMapping(new NoiseMapping().GetMapping(), NoiseMapping.Contract)];
        made.Add(SeededInputRow.SeedColumn);
        return
        [
            _catalog.CopyColumns(SeededInputRow.SeedColumn, source(_options.SeedColumn)),
            _catalog.CustomMapping(new SeededNoiseMapping().GetMapping(), SeededNoiseMapping.Contract),
        ];
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
