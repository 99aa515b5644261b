using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;
using Pix2Pitch.Estimators;

namespace Pix2Pitch.Paintings;

/// <summary>
/// Loads paintings. The size of a vector column comes from an attribute of the row class, so each of the usual sizes has its own class.
/// </summary>
internal abstract class PaintingMapping<TOutput> : RowMapping<PaintingInput, TOutput, FilesIn<PaintingOptions>>
    where TOutput : class, IPaintingOutput, new()
{
    protected override Action<PaintingInput, TOutput> Create(FilesIn<PaintingOptions> files) => (input, output) =>
    {
        VBuffer<float> pixels = output.Pixels;
        VBufferEditor<float> editor = VBufferEditor.Create(ref pixels, files.Options.Length);
        PaintingReader.Read(files.PathOf(input.Path), files.Options, editor.Values);
        output.Pixels = editor.Commit();
    };

    public ComposedEstimator ToEstimator(TransformsCatalog catalog, string output, string path, FilesIn<PaintingOptions> files)
        => new MappingEstimator<PaintingInput, TOutput, FilesIn<PaintingOptions>>(
            catalog, this, files, [(nameof(PaintingInput.Path), path)], [(nameof(IPaintingOutput.Pixels), output)]);
}

/// <summary>Loads paintings of other sizes, as vectors of unknown size.</summary>
[CustomMappingFactoryAttribute("Pix2Pitch.LoadPaintings")]
internal sealed class PaintingMapping : PaintingMapping<PaintingMapping.Output>
{
    public static ComposedEstimator EstimatorFor(TransformsCatalog catalog, string output, string path, FilesIn<PaintingOptions> files)
        => files.Options.Size switch
        {
            64 => new PaintingMapping64().ToEstimator(catalog, output, path, files),
            128 => new PaintingMapping128().ToEstimator(catalog, output, path, files),
            256 => new PaintingMapping256().ToEstimator(catalog, output, path, files),
            512 => new PaintingMapping512().ToEstimator(catalog, output, path, files),
            _ => new PaintingMapping().ToEstimator(catalog, output, path, files),
        };

    internal sealed class Output : IPaintingOutput
    {
        [ColumnName(IPaintingOutput.Column)]
        public VBuffer<float> Pixels { get; set; }
    }
}

[CustomMappingFactoryAttribute("Pix2Pitch.LoadPaintings.64")]
internal sealed class PaintingMapping64 : PaintingMapping<PaintingMapping64.Output>
{
    internal sealed class Output : IPaintingOutput
    {
        [ColumnName(IPaintingOutput.Column), VectorType(3, 64, 64)]
        public VBuffer<float> Pixels { get; set; }
    }
}

[CustomMappingFactoryAttribute("Pix2Pitch.LoadPaintings.128")]
internal sealed class PaintingMapping128 : PaintingMapping<PaintingMapping128.Output>
{
    internal sealed class Output : IPaintingOutput
    {
        [ColumnName(IPaintingOutput.Column), VectorType(3, 128, 128)]
        public VBuffer<float> Pixels { get; set; }
    }
}

[CustomMappingFactoryAttribute("Pix2Pitch.LoadPaintings.256")]
internal sealed class PaintingMapping256 : PaintingMapping<PaintingMapping256.Output>
{
    internal sealed class Output : IPaintingOutput
    {
        [ColumnName(IPaintingOutput.Column), VectorType(3, 256, 256)]
        public VBuffer<float> Pixels { get; set; }
    }
}

[CustomMappingFactoryAttribute("Pix2Pitch.LoadPaintings.512")]
internal sealed class PaintingMapping512 : PaintingMapping<PaintingMapping512.Output>
{
    internal sealed class Output : IPaintingOutput
    {
        [ColumnName(IPaintingOutput.Column), VectorType(3, 512, 512)]
        public VBuffer<float> Pixels { get; set; }
    }
}

/// <summary>The input row: the path of a painting.</summary>
internal sealed class PaintingInput : MappingInput
{
    [ColumnName("Pix2Pitch.Painting.Path")]
    public ReadOnlyMemory<char> Path { get; set; }
}

/// <summary>The output row: a painting.</summary>
internal interface IPaintingOutput
{
    const string Column = "Pix2Pitch.Painting.Pixels";

    /// <summary>Shape [3, size, size], RGB in [-1, 1].</summary>
    VBuffer<float> Pixels { get; set; }
}
