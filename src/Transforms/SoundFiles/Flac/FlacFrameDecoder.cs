using System.Numerics;

namespace Pix2Pitch.SoundFiles.Flac;

/// <summary>The result of decoding a frame.</summary>
internal enum FlacFrameResult
{
    /// <summary>The samples are decoded.</summary>
    Decoded,

    /// <summary>The frame is longer than the data.</summary>
    TooShort,

    /// <summary>The data is not a frame of this stream, or its checksum is wrong.</summary>
    Damaged,
}

/// <summary>Decodes the frames of a FLAC stream (RFC 9639, section 9).</summary>
internal sealed class FlacFrameDecoder(FlacStreamInfo info)
{
    private const int MaxOrder = 32;

    // The fixed predictors of section 9.2.5 as linear predictors, for samples that need more than 32-bit arithmetic; oldest sample first.
    private static readonly int[][] s_fixed = [[], [1], [-1, 2], [1, -3, 3], [-1, 4, -6, 4]];

    private readonly int[][] _channels = [.. Enumerable.Range(0, info.Channels).Select(_ => Array.Empty<int>())];
    private readonly int[] _coefficients = new int[MaxOrder];
    private long[] _side = []; // the side channel of 32-bit sound has 33 bits

    /// <summary>The header of the last decoded frame.</summary>
    public FlacFrameHeader Header { get; private set; }

    /// <summary>The length of the last decoded frame in bytes.</summary>
    public int ByteLength { get; private set; }

    /// <summary>Decodes a frame.</summary>
    /// <param name="bytes">The frame and what follows, and <see cref="BitReader.Padding"/> more bytes.</param>
    /// <param name="length">Number of bytes without the padding.</param>
    public FlacFrameResult Decode(Span<byte> bytes, int length)
    {
        FlacHeaderResult found = FlacFrameHeader.TryParse(bytes[..length], out FlacFrameHeader header);
        if (found != FlacHeaderResult.Found) return found == FlacHeaderResult.None ? FlacFrameResult.Damaged : FlacFrameResult.TooShort;
        if (!header.Fits(info)) return FlacFrameResult.Damaged;
        for (int channel = 0; channel < _channels.Length; channel++)
        {
            if (_channels[channel].Length < header.BlockSize) _channels[channel] = new int[header.BlockSize];
        }

        var bits = new BitReader(bytes, length);
        bits.Skip(8 * header.ByteLength);
        for (int channel = 0; channel < _channels.Length; channel++)
        {
            bool isSide = channel == (header.Assignment == FlacFrameHeader.SideRight ? 0 : 1) && header.Assignment >= FlacFrameHeader.LeftSide;
            bool isRight = isSide && info.Bits == 32
                ? ReadSide(ref bits, header.BlockSize, _channels[channel].AsSpan(0, header.BlockSize))
                : ReadSubframe(ref bits, _channels[channel].AsSpan(0, header.BlockSize), info.Bits + (isSide ? 1 : 0));
            if (bits.IsPastEnd) return FlacFrameResult.TooShort;
            if (!isRight) return FlacFrameResult.Damaged;
        }
        bits.Align();
        bits.Skip(16);
        if (bits.IsPastEnd) return FlacFrameResult.TooShort;
        if (FlacChecksums.Crc16(bytes[..(bits.Position / 8)]) != 0) return FlacFrameResult.Damaged;
        if (header.Assignment >= FlacFrameHeader.LeftSide) Decorrelate(header.Assignment, header.BlockSize);
        (Header, ByteLength) = (header, bits.Position / 8);
        return FlacFrameResult.Decoded;
    }

    /// <summary>Copies samples of the last frame from <paramref name="first"/> on, interleaved, in [-1, 1).</summary>
    public void CopyTo(Span<float> interleaved, int first)
    {
        int channels = _channels.Length, count = interleaved.Length / channels;
        float scale = 1f / (1L << info.Bits - 1);
        for (int channel = 0; channel < channels; channel++)
        {
            ReadOnlySpan<int> source = _channels[channel].AsSpan(first, count);
            for (int i = 0, to = channel; i < source.Length; i++, to += channels) interleaved[to] = source[i] * scale;
        }
    }

    /// <summary>Copies the last frame in the form that the MD5 in the header is computed from: interleaved, whole bytes, little-endian.</summary>
    /// <returns>The number of bytes.</returns>
    public int CopyTo(Span<byte> interleaved)
    {
        int channels = _channels.Length, width = (info.Bits + 7) / 8, at = 0;
        for (int channel = 0; channel < channels; channel++)
        {
            ReadOnlySpan<int> source = _channels[channel].AsSpan(0, Header.BlockSize);
            at = channel * width;
            if (width == 2)
            {
                for (int i = 0; i < source.Length; i++, at += 2 * channels) System.Buffers.Binary.BinaryPrimitives.WriteInt16LittleEndian(interleaved[at..], (short)source[i]);
                continue;
            }
            for (int i = 0; i < source.Length; i++, at += width * channels)
            {
                for (int n = 0; n < width; n++) interleaved[at + n] = (byte)(source[i] >> 8 * n);
            }
        }
        return Header.BlockSize * channels * width;
    }

    private bool ReadSubframe(ref BitReader bits, Span<int> values, int width)
    {
        if (!ReadHead(ref bits, width, out int type, out int wasted)) return false;
        width -= wasted;
        int order = Order(type);
        if (order > values.Length) return false;
        if (type == 0)
        {
            values.Fill((int)bits.ReadSigned(width));
        }
        else if (type == 1)
        {
            for (int i = 0; i < values.Length; i++) values[i] = (int)bits.ReadSigned(width);
        }
        else
        {
            for (int i = 0; i < order; i++) values[i] = (int)bits.ReadSigned(width);
            bool isLinear = type >= 32;
            int shift = 0, precision = 0;
            if (isLinear && !ReadCoefficients(ref bits, order, out precision, out shift)) return false;
            if (!ReadResidual(ref bits, values, order)) return false;
            if (!isLinear && width <= 28) FlacPrediction.RestoreFixed(values, order);
            else if (!isLinear) FlacPrediction.RestoreLinearWide(values, s_fixed[order], 0);
            else if (width + precision + BitOperations.Log2((uint)order) <= 32) FlacPrediction.RestoreLinear(values, _coefficients.AsSpan(0, order), shift);
            else FlacPrediction.RestoreLinearWide(values, _coefficients.AsSpan(0, order), shift);
        }
        if (wasted > 0)
        {
            for (int i = 0; i < values.Length; i++) values[i] <<= wasted;
        }
        return true;
    }

    // The residual is decoded into the buffer of the channel first.
    private bool ReadSide(ref BitReader bits, int blockSize, Span<int> residual)
    {
        if (_side.Length < blockSize) _side = new long[blockSize];
        Span<long> values = _side.AsSpan(0, blockSize);
        if (!ReadHead(ref bits, 33, out int type, out int wasted)) return false;
        int width = 33 - wasted, order = type == 0 ? 1 : type == 1 ? blockSize : Order(type);
        if (order > blockSize) return false;
        for (int i = 0; i < order; i++) values[i] = bits.ReadSigned(width);
        if (type == 0)
        {
            values.Fill(values[0]);
        }
        else if (type > 1)
        {
            int shift = 0;
            if (type >= 32 && !ReadCoefficients(ref bits, order, out _, out shift)) return false;
            if (!ReadResidual(ref bits, residual, order)) return false;
            for (int i = order; i < blockSize; i++) values[i] = residual[i];
            FlacPrediction.RestoreLinear(values, type >= 32 ? _coefficients.AsSpan(0, order) : s_fixed[order], shift);
        }
        for (int i = 0; i < values.Length; i++) values[i] <<= wasted;
        return true;
    }

    // A zero bit, six bits for the type (0 constant, 1 verbatim, 8 to 12 fixed, 32 to 63 linear), and the number of low bits that are 0 in all samples.
    private static bool ReadHead(ref BitReader bits, int width, out int type, out int wasted)
    {
        type = (int)bits.Read(7); // out of range if the first bit is not 0
        wasted = bits.Read(1) == 0 ? 0 : bits.ReadUnary() + 1;
        return type is 0 or 1 or (>= 8 and <= 12) or (>= 32 and <= 63) && wasted < width;
    }

    private static int Order(int type) => type >= 32 ? type - 31 : type >= 8 ? type - 8 : 0;

    private bool ReadCoefficients(ref BitReader bits, int order, out int precision, out int shift)
    {
        precision = (int)bits.Read(4) + 1;
        shift = (int)bits.ReadSigned(5);
        for (int i = order - 1; i >= 0; i--) _coefficients[i] = (int)bits.ReadSigned(precision);
        return precision < 16 && shift >= 0;
    }

    private static bool ReadResidual(ref BitReader bits, Span<int> values, int order)
    {
        uint method = bits.Read(2);
        if (method > 1) return false;
        int parameterBits = (int)method + 4, escape = (1 << parameterBits) - 1, partitionOrder = (int)bits.Read(4), length = values.Length >> partitionOrder;
        if (length << partitionOrder != values.Length || length < order) return false;
        for (int at = order, end = length; at < values.Length; at = end, end += length)
        {
            Span<int> partition = values[at..end];
            int parameter = (int)bits.Read(parameterBits);
            if (parameter < escape)
            {
                bits.ReadRice(partition, parameter);
            }
            else
            {
                int width = (int)bits.Read(5);
                for (int i = 0; i < partition.Length; i++) partition[i] = (int)bits.ReadSigned(width);
            }
            if (bits.IsPastEnd) return true; // the caller checks it
        }
        return true;
    }

    private void Decorrelate(int assignment, int blockSize)
    {
        Span<int> first = _channels[0].AsSpan(0, blockSize), second = _channels[1].AsSpan(0, blockSize);
        if (info.Bits == 32)
        {
            for (int i = 0; i < first.Length; i++)
            {
                long side = _side[i], mid = (long)first[i] << 1 | side & 1;
                if (assignment == FlacFrameHeader.LeftSide) second[i] = (int)(first[i] - side);
                else if (assignment == FlacFrameHeader.SideRight) first[i] = (int)(second[i] + side);
                else (first[i], second[i]) = ((int)(mid + side >> 1), (int)(mid - side >> 1));
            }
            return;
        }
        switch (assignment)
        {
            case FlacFrameHeader.LeftSide:
                for (int i = 0; i < first.Length; i++) second[i] = first[i] - second[i];
                break;
            case FlacFrameHeader.SideRight:
                for (int i = 0; i < first.Length; i++) first[i] += second[i];
                break;
            default:
                for (int i = 0; i < first.Length; i++)
                {
                    // (mid + side) / 2; mid was stored without its last bit, which equals that of side. No value here needs more bits than a sample.
                    int side = second[i], right = first[i] - (side >> 1);
                    (first[i], second[i]) = (right + side, right);
                }
                break;
        }
    }
}
