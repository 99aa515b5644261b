using System.Buffers;
using Pix2Pitch.Features;
using Pix2Pitch.Mel;
using Pix2Pitch.SoundFiles;
using Pix2Pitch.Training.Data;

namespace Pix2Pitch.Training.Preparation;

/// <summary>Mel-spectrograms of the clips of recordings: [1, S, S].</summary>
internal sealed class MusicShardSource(PrepareOptions options) : IShardSource<ClipItem>
{
    // To be raised when the extractor or the features give other numbers for the same sound.
    internal const int Version = 2;

    private readonly MelOptions _mel = options.MelOrPreset;
    private readonly MelSpectrogramExtractor _extractor = new(options.MelOrPreset, maxThreads: 1);
    private readonly MusicFeatureExtractor _features = new();

    public ShardOptions Settings { get; } = new(
        "music", $"{Version} {options.MelOrPreset.ToJson()} {options.ClipsPerRecording} clips", options.Type, [1, options.Size, options.Size]);

    public (IReadOnlyList<ClipItem> Items, byte[] Rows, IReadOnlyList<string> LeftOut) Read(string path)
    {
        int bytes = _mel.ValueCount * Settings.Type.Size;
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
                    items.Add(new ClipItem(clip.OffsetSeconds, Measure(path, clip)));
                }
                catch (Pix2PitchException e)
                {
                    leftOut.Add(clip.OffsetSeconds > 0 ? $"From {clip.OffsetSeconds:0.##} s on: {e.Message}" : e.Message);
                    continue;
                }
                var row = new byte[bytes];
                NpyTypes.Store(Settings.Type, image.AsSpan(0, _mel.ValueCount), row);
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

    /// <summary>As many whole clips as are wanted, spread evenly; one that zeros follow where the recording is shorter.</summary>
    private IEnumerable<AudioClip> Clips(string path)
    {
        double seconds = AudioReader.ReadSeconds(path);
        if (seconds < _mel.ClipSeconds / 2)
            throw new Pix2PitchException($"'{path}' lasts {seconds:0.##} s, less than half of a clip of {_mel.ClipSeconds:0.##} s; give a longer recording.");
        long samples = (long)Math.Round(seconds * _mel.SampleRate), whole = Math.Max(1, samples / _mel.ClipSamples);
        int count = (int)Math.Min(whole, options.ClipsPerRecording);
        // Whole samples, so that the last clip ends where the recording does and not after it.
        double? hop = count > 1 && count < whole ? (double)((samples - _mel.ClipSamples) / (count - 1)) / _mel.SampleRate : null;
        return AudioReader.ReadClips(path, _mel.SampleRate, _mel.ClipSamples, hop, keepRest: whole == 1).Take(count);
    }

    private MusicFeatures Measure(string path, AudioClip clip) => _features.Extract(
        clip.SampleRate == MusicFeatureExtractor.SampleRate
            ? clip.Samples
            : AudioReader.Read(path, MusicFeatureExtractor.SampleRate, clip.OffsetSeconds, _mel.ClipSeconds).Samples);
}
