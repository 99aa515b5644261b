using Microsoft.ML;
using Microsoft.ML.Data;
using Pix2Pitch.Estimators;

namespace Pix2Pitch.Paintings;

/// <summary>
/// Loads the paintings that a text column names, as vectors of Single with shape [3, size, size] and values in [-1, 1]. For the
/// sizes 64, 128, 256 and 512 the vector's size is known to the schema, for others it is not. A painting is read when its row's
/// value is asked for. A painting that cannot be read gives a <see cref="Pix2PitchException"/> then.
/// </summary>
public sealed class PaintingLoadingEstimator : ComposedEstimator
{
    internal PaintingLoadingEstimator(TransformsCatalog catalog, string outputColumnName, string inputColumnName, PaintingSource source)
        : base(
            catalog.CopyColumns(PaintingInput.PathColumn, inputColumnName)
                .Append(OptionsColumn.Add(catalog, PaintingInput.OptionsColumn, source))
                .Append(Mapping(catalog, source.Options.Size))
                .Append(catalog.CopyColumns(outputColumnName, PaintingOutput.PixelsColumn))
                .Append(catalog.DropColumns(PaintingInput.PathColumn, PaintingInput.OptionsColumn, PaintingOutput.PixelsColumn)),
            new InputColumn(inputColumnName, TextDataViewType.Instance))
    {
    }

    private static IEstimator<ITransformer> Mapping(TransformsCatalog catalog, int size) => size switch
    {
        64 => catalog.CustomMapping(new PaintingMapping64().GetMapping(), PaintingMapping64.Contract),
        128 => catalog.CustomMapping(new PaintingMapping128().GetMapping(), PaintingMapping128.Contract),
        256 => catalog.CustomMapping(new PaintingMapping256().GetMapping(), PaintingMapping256.Contract),
        512 => catalog.CustomMapping(new PaintingMapping512().GetMapping(), PaintingMapping512.Contract),
        _ => catalog.CustomMapping(new PaintingMapping().GetMapping(), PaintingMapping.Contract),
    };
}
