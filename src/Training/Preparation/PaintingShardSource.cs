using System.Buffers;
using Pix2Pitch.Features;
using Pix2Pitch.Paintings;
using Pix2Pitch.Paintings.Duplicates;
using Pix2Pitch.Training.Data;

namespace Pix2Pitch.Training.Preparation;

/// <summary>Paintings: bytes of [3, S, S], which hold what the reader gives without loss.</summary>
internal sealed class PaintingShardSource(PrepareOptions options) : IShardSource<PaintingItem>
{
    // To be raised when the reader or the features give other numbers for the same picture.
    internal const int Version = 2;

    private readonly PaintingOptions _reading = new() { Size = options.Size, Fit = options.Fit };
    private readonly PaintingFeatureExtractor _features = new();

    public ShardOptions Settings { get; } = new("paintings", $"{Version} {options.Size} {options.Fit}", NpyType.Byte, [3, options.Size, options.Size]);

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
