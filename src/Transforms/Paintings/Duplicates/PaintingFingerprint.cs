using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Numerics;

namespace Pix2Pitch.Paintings.Duplicates;

/// <summary>
/// What a painting looks like in 144 bytes that hardly change when it is resized, compressed, brightened or slightly cropped. Two files show
/// the same painting where <see cref="Matches"/> says so. It holds
/// <list type="bullet">
/// <item>64 signs of low frequencies, by which alike pictures are found among many: the discrete cosine transform of 32 x 32 grey values,
/// coefficients 1 to 8 in both directions, each above or below their median (Zauner, Implementation and Benchmarking of Perceptual
/// Image Hash Functions, 2010, section 3.2.1);</item>
/// <item>16 x 16 grey values of four bits, by whose correlation, and that of their details, different pictures with alike signs are told apart;</item>
/// <item>the mean colour of each quarter against its lightness: a motif that was painted twice in other light is two paintings.</item>
/// </list>
/// </summary>
public sealed class PaintingFingerprint : IEquatable<PaintingFingerprint>
{
    internal const int TonesSide = 16, Bytes = 16 + TonesBytes;
    private const int TonesBytes = TonesSide * TonesSide / 2, ColourAt = 8, TonesAt = 16;

    private readonly byte[] _bytes;

    private PaintingFingerprint(byte[] bytes)
    {
        _bytes = bytes;
        Structure = BinaryPrimitives.ReadUInt64BigEndian(bytes);
    }

    internal PaintingFingerprint(ulong structure, ReadOnlySpan<sbyte> colour, ReadOnlySpan<byte> tones)
    {
        _bytes = new byte[Bytes];
        Structure = structure;
        BinaryPrimitives.WriteUInt64BigEndian(_bytes, structure);
        for (int i = 0; i < colour.Length; i++) _bytes[ColourAt + i] = (byte)colour[i];
        for (int i = 0; i < TonesBytes; i++) _bytes[TonesAt + i] = (byte)(tones[2 * i] << 4 | tones[2 * i + 1]);
    }

    internal ulong Structure { get; }

    /// <summary>The fingerprint of a picture that is decoded already.</summary>
    /// <param name="rgb">Its pixels as <see cref="PaintingReader"/> gives them: [3, height, width], sRGB in [-1, 1].</param>
    /// <param name="width">Its width in pixels; 1 or more.</param>
    /// <param name="height">Its height in pixels; 1 or more.</param>
    /// <remarks>
    /// Take squashed pictures (<see cref="PaintingFit.Squash"/>) or whole ones, of any size from 32 pixels on: all of a picture is looked at,
    /// whatever its proportions. Pictures that were cropped or padded to a square can be compared with such only.
    /// </remarks>
    /// <exception cref="ArgumentException">There are not three values for every pixel.</exception>
    public static PaintingFingerprint Of(ReadOnlySpan<float> rgb, int width, int height) => FingerprintMaker.Make(rgb, width, height);

    /// <summary>The fingerprint of a picture in a file.</summary>
    /// <param name="path">The image file.</param>
    /// <exception cref="Pix2PitchException">The file is missing, empty, broken, too large or not a supported image.</exception>
    public static PaintingFingerprint Read(string path)
    {
        const int Size = 128;
        return Of(PaintingReader.Read(path, new PaintingOptions { Size = Size, Fit = PaintingFit.Squash }), Size, Size);
    }

    /// <summary>In how many of the 64 signs two fingerprints differ; about 32 for pictures that have nothing in common.</summary>
    public int DistanceTo(PaintingFingerprint other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return BitOperations.PopCount(Structure ^ other.Structure);
    }

    /// <summary>
    /// Whether two fingerprints are of the same painting: signs, colours and grey values all have to be alike, by the tolerances of
    /// <see cref="DuplicatePaintings"/>.
    /// </summary>
    public bool Matches(PaintingFingerprint other)
        => DistanceTo(other) <= DuplicatePaintings.StructureTolerance
            && ColourDistanceTo(other) <= DuplicatePaintings.ColourTolerance
            && ToneCorrelation.Between(this, other) is
            { Tones: >= DuplicatePaintings.LeastToneCorrelation, Details: >= DuplicatePaintings.LeastDetailCorrelation };

    /// <summary>The largest difference of a quarter's mean Cb or Cr (ITU-R BT.601), in percent of its lightness.</summary>
    internal int ColourDistanceTo(PaintingFingerprint other)
    {
        int largest = 0;
        for (int i = ColourAt; i < TonesAt; i++) largest = Math.Max(largest, Math.Abs((sbyte)_bytes[i] - (sbyte)other._bytes[i]));
        return largest;
    }

    /// <summary>The grey values, row by row, from 0 to 15.</summary>
    internal void Tones(Span<float> tones)
    {
        for (int i = 0; i < TonesBytes; i++)
            (tones[2 * i], tones[2 * i + 1]) = (_bytes[TonesAt + i] >> 4, _bytes[TonesAt + i] & 15);
    }

    /// <summary>288 hexadecimal digits; <see cref="TryParse"/> reads them.</summary>
    public override string ToString() => Convert.ToHexStringLower(_bytes);

    /// <summary>Reads what <see cref="ToString"/> writes.</summary>
    /// <param name="text">288 hexadecimal digits; null or anything else gives false.</param>
    /// <param name="fingerprint">The fingerprint, where the answer is true.</param>
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
    public override int GetHashCode() => HashCode.Combine(Structure, _bytes[ColourAt], _bytes[TonesAt], _bytes[^1]);
}
