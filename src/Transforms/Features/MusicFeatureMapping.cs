using Microsoft.ML.Data;
using Microsoft.ML.Transforms;
using Pix2Pitch.Estimators;

namespace Pix2Pitch.Features;

/// <summary>Measures clips of music; ML.NET finds the factory by its contract when a saved model is loaded.</summary>
[CustomMappingFactoryAttribute(Contract)]
public sealed class MusicFeatureMapping : CustomMappingFactory<RecordingRow, MusicFeaturesRow>
{
    internal const string Contract = "Pix2Pitch.ExtractMusicFeatures.v1";

    /// <inheritdoc/>
    public override Action<RecordingRow, MusicFeaturesRow> GetMapping()
    {
        Func<ReadOnlyMemory<char>, (MusicFeatureSource Source, MusicFeatureExtractor Extractor)> workerOf =
            Estimators.OptionsColumn.Reader<MusicFeatureSource, (MusicFeatureSource, MusicFeatureExtractor)>(
                source => (source, new MusicFeatureExtractor(source.Options)));
        return (input, output) =>
        {
            (MusicFeatureSource source, MusicFeatureExtractor extractor) = workerOf(input.Options);
            string path = source.PathOf(input.Path.ToString());
            double offset = source.Options.OffsetSeconds + (float.IsNaN(input.Offset) ? 0 : input.Offset);
            if (!(offset >= 0 && double.IsFinite(offset)))
                throw new Pix2PitchException($"The offset of '{path}' is {offset} s; it has to be 0 s or more.");
            MusicFeatures features = extractor.Extract(path, offset);
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
}
