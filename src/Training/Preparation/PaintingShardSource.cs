using System.Buffers;
using System.Text.Json.Serialization;
using Pix2Pitch.Features;
using Pix2Pitch.Paintings;
using Pix2Pitch.Paintings.Duplicates;
using Pix2Pitch.Prepared;

namespace Pix2Pitch.Training.Preparation;

/// <summary>Reads paintings: [3, S, S] as bytes, without loss.</summary>
internal sealed class PaintingShardSource(PrepareOptions options) : IShardSource<PaintingItem>
{
    // Increase it when the reader or the features give other numbers for the same picture.
    internal const int Version = 2;

    private readonly PaintingOptions _reading = new() { Size = options.Size, Fit = options.Fit };
    private readonly PaintingFeatureExtractor _features = new();

    public ShardOptions Options { get; } = new("paintings", $"{Version} {options.Size} {options.Fit}", NpyType.Byte, [3, options.Size, options.Size]);

    public (IReadOnlyList<PaintingItem> Items, byte[] Rows, IReadOnlyList<string> LeftOut) Read(string path)
    {
        int size = _reading.Size, length = 3 * size * size;
        float[] rented = ArrayPool<float>.Shared.Rent(length);
        try
        {
            Span<float> rgb = rented.AsSpan(0, length);
            PaintingReader.Read(path, _reading, rgb);
            (int width, int height) = PaintingReader.ReadSize(path);
            var row = new byte[length];
            NpyTypes.Store(NpyType.Byte, rgb, row);
            return ([new PaintingItem(width, height, _features.Extract(rgb, size, size), PaintingFingerprint.Of(rgb, size, size).ToString())], row, []);
        }
        finally
        {
            ArrayPool<float>.Shared.Return(rented);
        }
    }
}

/// <summary>The measurements of a painting.</summary>
/// <param name="Width">Width of the picture file in pixels.</param>
/// <param name="Height">Height of the picture file in pixels.</param>
/// <param name="Features">Its features.</param>
/// <param name="Fingerprint">The fingerprint, as <see cref="PaintingFingerprint.ToString"/> writes it.</param>
internal sealed record PaintingItem(int Width, int Height, PaintingFeatures Features, string Fingerprint)
{
    /// <summary>The fingerprint.</summary>
    [JsonIgnore]
    public PaintingFingerprint ParsedFingerprint => PaintingFingerprint.TryParse(Fingerprint, out PaintingFingerprint? parsed)
        ? parsed : throw new Pix2PitchException($"An index of the shards has the invalid fingerprint '{Fingerprint}'; delete the folder and prepare again.");
}
