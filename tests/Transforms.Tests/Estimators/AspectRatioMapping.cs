using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;
using Pix2Pitch.Estimators;
using Pix2Pitch.Paintings;

namespace Pix2Pitch.Transforms.Tests.Estimators;

/// <summary>Measures how wide paintings are in proportion to their height.</summary>
[CustomMappingFactoryAttribute("Pix2Pitch.MeasureAspectRatio")]
internal sealed class AspectRatioMapping : RowMapping<AspectRatioMapping.Input, AspectRatioMapping.Output, FilesIn<AspectRatioOptions>>
{
    public static ComposedEstimator EstimatorFor(TransformsCatalog catalog, string output, string path, FilesIn<AspectRatioOptions> files)
        => new MappingEstimator<Input, Output, FilesIn<AspectRatioOptions>>(
            catalog, new AspectRatioMapping(), files, inputs: [(nameof(Input.Path), path)], outputs: [(nameof(Output.Ratio), output)]);

    protected override Action<Input, Output> Create(FilesIn<AspectRatioOptions> files) => (input, output) =>
    {
        (int width, int height) = PaintingReader.ReadSize(files.PathOf(input.Path));
        output.Ratio = (float)Math.Round((double)width / height, files.Options.Decimals);
    };

    internal sealed class Input : MappingInput
    {
        [ColumnName("Pix2Pitch.AspectRatio.Path")]
        public ReadOnlyMemory<char> Path { get; set; }
    }

    internal sealed class Output
    {
        [ColumnName("Pix2Pitch.AspectRatio.Ratio")]
        public float Ratio { get; set; }
    }
}

/// <summary>How aspect ratios are measured.</summary>
public sealed record AspectRatioOptions
{
    /// <summary>Digits after the point, 0 to 6. Default: 2.</summary>
    public int Decimals { get; init; } = 2;
}

/// <summary>The catalog method.</summary>
public static class AspectRatioCatalog
{
    /// <summary>Measures the paintings that a text column names: a column of Single with width / height.</summary>
    public static ComposedEstimator MeasureAspectRatio(
        this TransformsCatalog catalog, string outputColumnName, string? imageFolder = null, string? inputColumnName = null, AspectRatioOptions? options = null)
        => AspectRatioMapping.EstimatorFor(
            catalog, outputColumnName, inputColumnName ?? outputColumnName, new FilesIn<AspectRatioOptions>(imageFolder ?? "", options ?? new AspectRatioOptions()));
}
