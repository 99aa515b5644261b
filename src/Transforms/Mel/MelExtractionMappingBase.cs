using Microsoft.ML.Data;
using Microsoft.ML.Transforms;
using Pix2Pitch.Estimators;

namespace Pix2Pitch.Mel;

/// <summary>Extracts mel images; ML.NET finds the factory by its contract when a saved model is loaded.</summary>
/// <typeparam name="TOutput">The class that says how large they are.</typeparam>
public abstract class MelExtractionMappingBase<TOutput> : CustomMappingFactory<ClipRow, TOutput>
    where TOutput : class, IMelRow, new()
{
    private protected MelExtractionMappingBase()
    {
    }

    /// <inheritdoc/>
    public override Action<ClipRow, TOutput> GetMapping()
    {
        Func<ReadOnlyMemory<char>, (MelExtractionSource Source, MelSpectrogramExtractor Extractor)> workerOf =
            Estimators.OptionsColumn.Reader<MelExtractionSource, (MelExtractionSource, MelSpectrogramExtractor)>(
                source => (source, new MelSpectrogramExtractor(source.Options.Settings)));
        return (input, output) =>
        {
            (MelExtractionSource source, MelSpectrogramExtractor extractor) = workerOf(input.Options);
            string path = source.PathOf(input.Path.ToString());
            double offset = source.Options.OffsetSeconds + (float.IsNaN(input.Offset) ? 0 : input.Offset);
            if (!(offset >= 0 && double.IsFinite(offset)))
                throw new Pix2PitchException($"The offset of '{path}' is {offset} s; it has to be 0 s or more.");
            VBuffer<float> image = output.MelImage;
            VBufferEditor<float> editor = VBufferEditor.Create(ref image, extractor.Settings.ImageLength);
            extractor.Extract(path, offset, editor.Values);
            output.MelImage = editor.Commit();
        };
    }
}
