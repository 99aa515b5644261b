using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;
using Pix2Pitch.Estimators;
using Pix2Pitch.SoundFiles;

namespace Pix2Pitch.Mel;

/// <summary>
/// Extracts mel-spectrograms from recordings. In a loaded model, the size of a vector is known only from the row class, so each of the usual sizes has
/// its own class.
/// </summary>
internal abstract class MelExtractionMapping<TOutput> : RowMapping<RecordingInput, TOutput, FilesIn<MelExtractionOptions>>
    where TOutput : class, IMelOutput, new()
{
    protected override Action<RecordingInput, TOutput> Create(FilesIn<MelExtractionOptions> files)
    {
        var extractor = new MelSpectrogramExtractor(files.Options.Mel);
        return (input, output) =>
        {
            VBuffer<float> values = output.Values;
            VBufferEditor<float> editor = VBufferEditor.Create(ref values, extractor.Mel.ValueCount);
            extractor.Extract(files.PathOf(input.Path), input.OffsetAfter(files.Options.OffsetSeconds), editor.Values);
            output.Values = editor.Commit();
        };
    }

    public ComposedEstimator ToEstimator(TransformsCatalog catalog, string output, string path, FilesIn<MelExtractionOptions> files)
        => new MappingEstimator<RecordingInput, TOutput, FilesIn<MelExtractionOptions>>(
            catalog, this, files,
            [(nameof(RecordingInput.Path), path), (nameof(RecordingInput.Offset), files.Options.OffsetColumn)],
            [(nameof(IMelOutput.Values), output)]);
}

/// <summary>Extracts mel-spectrograms of any size, as vectors of unknown size.</summary>
[CustomMappingFactoryAttribute("Pix2Pitch.ExtractMelSpectrogram")]
internal sealed class MelExtractionMapping : MelExtractionMapping<MelExtractionMapping.Output>
{
    public static ComposedEstimator EstimatorFor(TransformsCatalog catalog, string output, string path, FilesIn<MelExtractionOptions> files)
        => (files.Options.Mel.MelBands, files.Options.Mel.Frames) switch
        {
            (64, 64) => new MelExtractionMapping64().ToEstimator(catalog, output, path, files),
            (128, 128) => new MelExtractionMapping128().ToEstimator(catalog, output, path, files),
            (256, 256) => new MelExtractionMapping256().ToEstimator(catalog, output, path, files),
            (512, 512) => new MelExtractionMapping512().ToEstimator(catalog, output, path, files),
            _ => new MelExtractionMapping().ToEstimator(catalog, output, path, files),
        };

    internal sealed class Output : IMelOutput
    {
        [ColumnName(IMelOutput.Column)]
        public VBuffer<float> Values { get; set; }
    }
}

[CustomMappingFactoryAttribute("Pix2Pitch.ExtractMelSpectrogram.64")]
internal sealed class MelExtractionMapping64 : MelExtractionMapping<MelExtractionMapping64.Output>
{
    internal sealed class Output : IMelOutput
    {
        [ColumnName(IMelOutput.Column), VectorType(1, 64, 64)]
        public VBuffer<float> Values { get; set; }
    }
}

[CustomMappingFactoryAttribute("Pix2Pitch.ExtractMelSpectrogram.128")]
internal sealed class MelExtractionMapping128 : MelExtractionMapping<MelExtractionMapping128.Output>
{
    internal sealed class Output : IMelOutput
    {
        [ColumnName(IMelOutput.Column), VectorType(1, 128, 128)]
        public VBuffer<float> Values { get; set; }
    }
}

[CustomMappingFactoryAttribute("Pix2Pitch.ExtractMelSpectrogram.256")]
internal sealed class MelExtractionMapping256 : MelExtractionMapping<MelExtractionMapping256.Output>
{
    internal sealed class Output : IMelOutput
    {
        [ColumnName(IMelOutput.Column), VectorType(1, 256, 256)]
        public VBuffer<float> Values { get; set; }
    }
}

[CustomMappingFactoryAttribute("Pix2Pitch.ExtractMelSpectrogram.512")]
internal sealed class MelExtractionMapping512 : MelExtractionMapping<MelExtractionMapping512.Output>
{
    internal sealed class Output : IMelOutput
    {
        [ColumnName(IMelOutput.Column), VectorType(1, 512, 512)]
        public VBuffer<float> Values { get; set; }
    }
}

/// <summary>A row with a mel-spectrogram.</summary>
internal interface IMelOutput
{
    const string Column = "Pix2Pitch.MelSpectrogram";

    /// <summary>Shape [1, bands, frames], in [-1, 1].</summary>
    VBuffer<float> Values { get; set; }
}
