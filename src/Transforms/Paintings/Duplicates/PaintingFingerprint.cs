using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Numerics;

namespace Pix2Pitch.Paintings.Duplicates;

/// <summary>
/// A perceptual hash of a painting: 144 bytes that change little when the picture is resized, compressed, brightened or slightly cropped.
/// <see cref="Matches"/> decides whether two files show the same painting. A fingerprint consists of
/// <list type="bullet">
/// <item>64 signs of low frequencies, which find candidates among many pictures: the discrete cosine transform of 32 x 32 grey values,
/// coefficients 1 to 8 in both directions, each above or below their median (Zauner, Implementation and Benchmarking of Perceptual
/// Image Hash Functions, 2010, section 3.2.1);</item>
/// <item>16 x 16 grey values of four bits, whose correlation distinguishes different pictures with similar signs;</item>
/// <item>the mean colour of each quarter relative to its lightness, which distinguishes a motif that was painted twice in different light.</item>
/// </list>
/// </summary>
public sealed class PaintingFingerprint : IEquatable<PaintingFingerprint>
{
    internal const int TonesSide = 16, Bytes = 16 + TonesBytes;
    private const int TonesBytes = TonesSide * TonesSide / 2, ColorAt = 8, TonesAt = 16;

    private readonly byte[] _bytes;

    private PaintingFingerprint(byte[] bytes)
    {
        _bytes = bytes;
        Structure = BinaryPrimitives.ReadUInt64BigEndian(bytes);
    }

    internal PaintingFingerprint(ulong structure, ReadOnlySpan<sbyte> color, ReadOnlySpan<byte> tones)
    {
        _bytes = new byte[Bytes];
        Structure = structure;
        BinaryPrimitives.WriteUInt64BigEndian(_bytes, structure);
        for (int i = 0; i < color.Length; i++) _bytes[ColorAt + i] = (byte)color[i];
        for (int i = 0; i < TonesBytes; i++) _bytes[TonesAt + i] = (byte)(tones[2 * i] << 4 | tones[2 * i + 1]);
    }

    internal ulong Structure { get; }

    /// <summary>Computes the fingerprint of a decoded picture.</summary>
    /// <param name="rgb">The pixels as <see cref="PaintingReader"/> returns them: [3, height, width], sRGB in [-1, 1].</param>
    /// <param name="width">The width in pixels; 1 or more.</param>
    /// <param name="height">The height in pixels; 1 or more.</param>
    /// <remarks>
    /// Use squashed pictures (<see cref="PaintingFit.Squash"/>) or whole ones with at least 32 pixels a side. The proportions of a picture have no
    /// effect. Pictures that were cropped or padded to a square can only be compared with each other.
    /// </remarks>
    /// <exception cref="ArgumentException">The number of values is not three times the number of pixels.</exception>
    public static PaintingFingerprint Of(ReadOnlySpan<float> rgb, int width, int height) => FingerprintMaker.Make(rgb, width, height);

    /// <summary>Computes the fingerprint of a picture in a file.</summary>
    /// <param name="path">The image file.</param>
    /// <param name="cancellation">Stops reading.</param>
    /// <exception cref="OperationCanceledException"><paramref name="cancellation"/> was cancelled.</exception>
    /// <exception cref="Pix2PitchException">The file is missing, empty, damaged, too large or not a supported image.</exception>
    public static PaintingFingerprint Read(string path, CancellationToken cancellation = default)
    {
        const int Size = 128;
        return Of(PaintingReader.Read(path, new PaintingOptions { Size = Size, Fit = PaintingFit.Squash }, cancellation), Size, Size);
    }

    /// <summary>The number of signs, of 64, in which two fingerprints differ; about 32 for unrelated pictures.</summary>
    public int DistanceTo(PaintingFingerprint other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return BitOperations.PopCount(Structure ^ other.Structure);
    }

    /// <summary>
    /// Whether two fingerprints are of the same painting: signs, colours and grey values must all be similar. docs/duplicates.md gives the
    /// tolerances.
    /// </summary>
    public bool Matches(PaintingFingerprint other)
        => DistanceTo(other) <= DuplicatePaintings.StructureTolerance
            && ColorDistanceTo(other) <= DuplicatePaintings.ColorTolerance
            && ToneCorrelation.Between(this, other) is
            { Tones: >= DuplicatePaintings.MinToneCorrelation, Details: >= DuplicatePaintings.MinDetailCorrelation };

    /// <summary>The max difference of a quarter's mean Cb or Cr (ITU-R BT.601), in percent of its lightness.</summary>
    internal int ColorDistanceTo(PaintingFingerprint other)
    {
        int max = 0;
        for (int i = ColorAt; i < TonesAt; i++) max = Math.Max(max, Math.Abs((sbyte)_bytes[i] - (sbyte)other._bytes[i]));
        return max;
    }

    /// <summary>The grey values, row by row, from 0 to 15.</summary>
    internal void Tones(Span<float> tones)
    {
        for (int i = 0; i < TonesBytes; i++)
            (tones[2 * i], tones[2 * i + 1]) = (_bytes[TonesAt + i] >> 4, _bytes[TonesAt + i] & 15);
    }

    /// <summary>The fingerprint as 288 hexadecimal digits, which <see cref="TryParse"/> reads.</summary>
    public override string ToString() => Convert.ToHexStringLower(_bytes);

    /// <summary>Reads what <see cref="ToString"/> writes.</summary>
    /// <param name="text">288 hexadecimal digits; anything else, or null, gives false.</param>
    /// <param name="fingerprint">The fingerprint, if the result is true.</param>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out PaintingFingerprint? fingerprint)
    {
        fingerprint = null;
        if (text is null || text.Length != 2 * Bytes) return false;
        var bytes = new byte[Bytes];
        if (Convert.FromHexString(text, bytes, out _, out int written) != System.Buffers.OperationStatus.Done || written != Bytes) return false;
        fingerprint = new PaintingFingerprint(bytes);
        return true;
    }

    /// <inheritdoc/>
    public bool Equals(PaintingFingerprint? other) => other is not null && _bytes.AsSpan().SequenceEqual(other._bytes);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as PaintingFingerprint);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Structure, _bytes[ColorAt], _bytes[TonesAt], _bytes[^1]);
}
