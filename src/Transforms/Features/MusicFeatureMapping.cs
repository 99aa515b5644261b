using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;
using Pix2Pitch.Estimators;
using Pix2Pitch.SoundFiles;

namespace Pix2Pitch.Features;

/// <summary>Measures clips of recordings.</summary>
[CustomMappingFactoryAttribute("Pix2Pitch.ExtractMusicFeatures")]
internal sealed class MusicFeatureMapping : RowMapping<RecordingInput, MusicFeatureMapping.Output, FilesIn<MusicFeatureOptions>>
{
    private static readonly string[] s_features =
    [
        nameof(Output.Brightness), nameof(Output.Loudness), nameof(Output.LoudnessRange), nameof(Output.OnsetRate), nameof(Output.Tempo),
        nameof(Output.Harmonicity), nameof(Output.Mode), nameof(Output.PitchClasses),
    ];

    public static ComposedEstimator EstimatorFor(TransformsCatalog catalog, string output, string path, FilesIn<MusicFeatureOptions> files)
        => new MappingEstimator<RecordingInput, Output, FilesIn<MusicFeatureOptions>>(
            catalog, new MusicFeatureMapping(), files,
            [(nameof(RecordingInput.Path), path), (nameof(RecordingInput.Offset), files.Options.OffsetColumn)],
            [.. s_features.Select(feature => (feature, FeatureColumn.NameOf(output, feature)))]);

    protected override Action<RecordingInput, Output> Create(FilesIn<MusicFeatureOptions> files)
    {
        var extractor = new MusicFeatureExtractor(files.Options);
        return (input, output) =>
        {
            MusicFeatures features = extractor.Extract(files.PathOf(input.Path), input.OffsetAfter(files.Options.OffsetSeconds));
            output.Brightness = (float)features.Brightness;
            output.Loudness = (float)features.Loudness;
            output.LoudnessRange = (float)features.LoudnessRange;
            output.OnsetRate = (float)features.OnsetRate;
            output.Tempo = (float)features.Tempo;
            output.Harmonicity = (float)features.Harmonicity;
            output.Mode = (float)features.Mode;
            float[] classes = [.. features.PitchClasses.Select(share => (float)share)];
            output.PitchClasses = new VBuffer<float>(classes.Length, classes);
        };
    }

    /// <summary>See <see cref="MusicFeatures"/>.</summary>
    internal sealed class Output
    {
        private const string Prefix = "Pix2Pitch.MusicFeatures.";

        [ColumnName(Prefix + nameof(Brightness))]
        public float Brightness { get; set; }

        [ColumnName(Prefix + nameof(Loudness))]
        public float Loudness { get; set; }

        [ColumnName(Prefix + nameof(LoudnessRange))]
        public float LoudnessRange { get; set; }

        [ColumnName(Prefix + nameof(OnsetRate))]
        public float OnsetRate { get; set; }

        [ColumnName(Prefix + nameof(Tempo))]
        public float Tempo { get; set; }

        [ColumnName(Prefix + nameof(Harmonicity))]
        public float Harmonicity { get; set; }

        [ColumnName(Prefix + nameof(Mode))]
        public float Mode { get; set; }

        [ColumnName(Prefix + nameof(PitchClasses)), VectorType(12)]
        public VBuffer<float> PitchClasses { get; set; }
    }
}
