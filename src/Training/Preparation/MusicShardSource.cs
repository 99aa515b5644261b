using System.Buffers;
using System.Text;
using System.Text.Json;
using Pix2Pitch.Features;
using Pix2Pitch.Mel;
using Pix2Pitch.Prepared;
using Pix2Pitch.SoundFiles;
using Pix2Pitch.Training.Evaluation;

namespace Pix2Pitch.Training.Preparation;

/// <summary>Reads the mel-spectrograms of the clips of recordings: [1, S, S].</summary>
internal sealed class MusicShardSource(PrepareOptions options) : IShardSource<ClipItem>
{
    // Increase it when the extractor or the features give other numbers for the same sound.
    internal const int Version = 2;

    private readonly MelOptions _mel = options.MelOrPreset;
    private readonly MelSpectrogramExtractor _extractor = new(options.MelOrPreset, maxThreads: 1);
    private readonly MusicFeatureExtractor _features = new();

    public ShardOptions Options { get; } = new(
        "music", $"{Version} {options.MelOrPreset.ToJson()} {options.ClipsPerRecording} clips{Judged(options)}", options.Type, [1, options.Size, options.Size]);

    public (IReadOnlyList<ClipItem> Items, byte[] Rows, IReadOnlyList<string> LeftOut) Read(string path)
    {
        int bytes = _mel.ValueCount * Options.Type.Size;
        var items = new List<ClipItem>();
        var rows = new List<byte[]>();
        var leftOut = new List<string>();
        float[] image = ArrayPool<float>.Shared.Rent(_mel.ValueCount);
        try
        {
            foreach (AudioClip clip in Clips(path))
            {
                try
                {
                    _extractor.Extract(clip.Samples, image.AsSpan(0, _mel.ValueCount));
                    items.Add(Measure(path, clip));
                }
                catch (Pix2PitchException e)
                {
                    leftOut.Add(clip.OffsetSeconds > 0 ? FormattableString.Invariant($"From {clip.OffsetSeconds:0.##} s on: {e.Message}") : e.Message);
                    continue;
                }
                var row = new byte[bytes];
                NpyTypes.Store(Options.Type, image.AsSpan(0, _mel.ValueCount), row);
                rows.Add(row);
            }
        }
        finally
        {
            ArrayPool<float>.Shared.Return(image);
        }
        var all = new byte[rows.Count * bytes];
        for (int i = 0; i < rows.Count; i++)
            rows[i].CopyTo(all, i * bytes);
        return (items, all, leftOut);
    }

    /// <summary>At most the requested number of whole clips, spread evenly; for a recording that is shorter than a clip, one clip that is padded with zeros.</summary>
    private IEnumerable<AudioClip> Clips(string path)
    {
        double seconds = AudioReader.ReadSeconds(path);
        if (seconds < _mel.ClipSeconds / 2)
            throw new Pix2PitchException(FormattableString.Invariant($"'{path}' lasts {seconds:0.##} s, less than half of a clip of {_mel.ClipSeconds:0.##} s; give a longer recording."));
        long samples = (long)Math.Round(seconds * _mel.SampleRate), whole = Math.Max(1, samples / _mel.ClipSamples);
        int count = (int)Math.Min(whole, options.ClipsPerRecording);
        // Whole samples, so that the last clip ends where the recording does and not after it.
        double? hop = count > 1 && count < whole ? (double)((samples - _mel.ClipSamples) / (count - 1)) / _mel.SampleRate : null;
        return AudioReader.ReadClips(path, _mel.SampleRate, _mel.ClipSamples, hop, keepRest: whole == 1).Take(count);
    }

    private ClipItem Measure(string path, AudioClip clip)
    {
        float[] samples = clip.SampleRate == MusicFeatureExtractor.SampleRate
            ? clip.Samples
            : AudioReader.Read(path, MusicFeatureExtractor.SampleRate, clip.OffsetSeconds, _mel.ClipSeconds).Samples;
        if (options.JudgedStyles == JudgedStyles.None || samples.Length < ClipAnalysis.MinSeconds * ClipAnalysis.SampleRate)
            return new ClipItem(clip.OffsetSeconds, _features.Extract(samples));
        ClipAnalysis analysis = ClipAnalysis.Of(samples, $"'{path}'");
        return new ClipItem(clip.OffsetSeconds, analysis.Features) { StyleProbabilities = MusicStyleClassifier.Default.Classify(analysis.Vector) };
    }

    private static string Judged(PrepareOptions options)
        => options.JudgedStyles == JudgedStyles.None ? "" : $" {Checksum.Of(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(MusicStyleClassifier.Default)))}";
}

/// <summary>The measurements of a clip.</summary>
/// <param name="OffsetSeconds">Where in the recording it begins, in seconds.</param>
/// <param name="Features">Its features.</param>
internal sealed record ClipItem(double OffsetSeconds, MusicFeatures Features)
{
    /// <summary>The probability of each style, judged from the sound; null if it was not judged.</summary>
    public float[]? StyleProbabilities { get; init; }
}
