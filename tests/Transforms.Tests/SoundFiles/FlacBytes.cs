using System.Buffers.Binary;
using System.Text;

namespace Pix2Pitch.Transforms.Tests.SoundFiles;

/// <summary>A small FLAC encoder (RFC 9639) for everything that the format allows, including what no encoder writes, and for invalid files.</summary>
internal sealed record FlacBytes
{
    public required int[][] Samples { get; init; } // [channel][sample]

    public int SampleRate { get; init; } = 22050;

    public int Bits { get; init; } = 16;

    public int BlockSize { get; init; } = 1024;

    /// <summary>Sizes of the blocks, repeated; frames then have the number of their first sample.</summary>
    public int[]? VariableSizes { get; init; }

    /// <summary>-2: verbatim; -1: constant; 0 to 4: fixed; from 5 on: linear, with this number minus 4 as the order.</summary>
    public int Predictor { get; init; } = 2;

    public int PartitionOrder { get; init; }

    /// <summary>Whether parameters have five bits.</summary>
    public bool HasLongParameters { get; init; }

    /// <summary>Whether residuals are stored unencoded (escape).</summary>
    public bool IsEscaped { get; init; }

    public int? RiceParameter { get; init; }

    public int WastedBits { get; init; }

    /// <summary>0: independent channels; 8, 9, 10: left and side, side and right, mid and side.</summary>
    public int Stereo { get; init; }

    /// <summary>The code of the sample rate in frames: 0 for none, 12 to 14 if it follows the header.</summary>
    public int RateCode { get; init; }

    public long? TotalSamples { get; init; }

    public byte[]? Md5 { get; init; }

    public string[] Comments { get; init; } = [];

    /// <summary>The number of the frame in which one byte is changed.</summary>
    public int? DamagedFrame { get; init; }

    public long FirstNumber { get; init; }

    public static FlacBytes Of(float[] samples, int sampleRate, int bits = 16) => new()
    {
        Samples = [[.. samples.Select(v => (int)Math.Clamp(Math.Round(v * (1L << (bits - 1))), -(1L << (bits - 1)), (1L << (bits - 1)) - 1))]],
        SampleRate = sampleRate,
        Bits = bits,
    };

    public byte[] ToArray() => [.. "fLaC"u8, .. StreamInfoBlock(isLast: Comments.Length == 0), .. CommentBlock(), .. Frames().SelectMany(frame => frame)];

    /// <summary>The header block with the sizes, rate, number of samples and MD5.</summary>
    public byte[] StreamInfoBlock(bool isLast)
    {
        var bits = new BitWriter();
        bits.Write(isLast ? 0x80 : 0, 8);
        bits.Write(34, 24);
        bits.Write(VariableSizes?.Min() ?? BlockSize, 16);
        bits.Write(VariableSizes?.Max() ?? BlockSize, 16);
        bits.Write(0, 48);
        bits.Write(SampleRate, 20);
        bits.Write(Samples.Length - 1, 3);
        bits.Write(Bits - 1, 5);
        bits.Write(TotalSamples ?? Samples[0].Length, 36);
        return [.. bits.ToArray(), .. Md5 ?? ReferenceFile.HashOf(Interleaved())];
    }

    /// <summary>The frames.</summary>
    public IEnumerable<byte[]> Frames()
    {
        long number = FirstNumber;
        for (int at = 0, n = 0; at < Samples[0].Length; n++)
        {
            int size = Math.Min(VariableSizes is null ? BlockSize : VariableSizes[n % VariableSizes.Length], Samples[0].Length - at);
            int from = at;
            byte[] frame = Frame([.. Samples.Select(channel => channel[from..(from + size)])], VariableSizes is null ? number + n : number + at);
            if (DamagedFrame == n) frame[frame.Length / 2] ^= 0x10;
            yield return frame;
            at += size;
        }
    }

    /// <summary>One frame.</summary>
    public byte[] Frame(int[][] samples, long number)
    {
        int size = samples[0].Length;
        var bits = new BitWriter();
        bits.Write(VariableSizes is null ? 0xFFF8 : 0xFFF9, 16);
        bits.Write(7, 4); // the size follows in 16 bits
        bits.Write(RateCode, 4);
        bits.Write(Stereo > 0 ? Stereo : samples.Length - 1, 4);
        bits.Write(0, 4); // bits as in the header
        foreach (byte value in Number(number)) bits.Write(value, 8);
        bits.Write(size - 1, 16);
        if (RateCode == 12) bits.Write(SampleRate / 1000, 8);
        if (RateCode == 13) bits.Write(SampleRate, 16);
        if (RateCode == 14) bits.Write(SampleRate / 10, 16);
        bits.Write(Crc(bits.ToArray(), 8, 0x07), 8);

        long[][] channels = [.. samples.Select(channel => channel.Select(v => (long)v).ToArray())];
        if (Stereo > 0)
        {
            long[] side = [.. channels[0].Zip(channels[1], (left, right) => left - right)], mid = [.. channels[0].Zip(channels[1], (left, right) => (left + right) >> 1)];
            channels = Stereo switch { 8 => [channels[0], side], 9 => [side, channels[1]], _ => [mid, side] };
        }
        for (int c = 0; c < channels.Length; c++) Subframe(bits, channels[c], Bits + (Stereo is 8 or 10 && c == 1 || Stereo == 9 && c == 0 ? 1 : 0));
        bits.Align();
        byte[] body = bits.ToArray();
        int crc = Crc(body, 16, 0x8005);
        return [.. body, (byte)(crc >> 8), (byte)crc];
    }

    private void Subframe(BitWriter bits, long[] samples, int width)
    {
        int order = Predictor >= 5 ? Predictor - 4 : Math.Max(0, Predictor), shift = Predictor >= 5 ? 9 : 0;
        long[] coefficients = order == 0 ? [] : Predictor >= 5 ? Linear(order) : Fixed(order);
        long[] all = [.. samples.Select(v => v >> WastedBits)];
        long[] residual = [.. Enumerable.Range(order, Math.Max(0, samples.Length - order)).Select(i => all[i] - (Enumerable.Range(0, order).Sum(j => coefficients[j] * all[i - 1 - j]) >> shift))];
        // Residuals that do not fit into 32 bits, or into partitions, are stored verbatim.
        bool isPossible = samples.Length > order && samples.Length % (1 << PartitionOrder) == 0 && samples.Length >> PartitionOrder >= order && residual.All(v => Math.Abs(v) < (IsEscaped ? 1 << 29 : int.MaxValue));
        int predictor = isPossible ? Predictor : -2;
        bits.Write(0, 1);
        bits.Write(predictor switch { -2 => 1, -1 => 0, < 5 => 8 + predictor, _ => 31 + order }, 6);
        bits.Write(WastedBits > 0 ? 1 : 0, 1);
        if (WastedBits > 0) bits.Unary(WastedBits - 1);
        samples = all;
        width -= WastedBits;
        if (predictor is -2 or -1)
        {
            foreach (long value in predictor == -1 ? samples[..1] : samples) bits.Write(value, width);
            return;
        }
        foreach (long value in samples[..order]) bits.Write(value, width);
        if (predictor >= 5)
        {
            bits.Write(12 - 1, 4);
            bits.Write(shift, 5);
            foreach (long coefficient in coefficients) bits.Write(coefficient, 12);
        }
        Residual(bits, residual, order, samples.Length);
    }

    private void Residual(BitWriter bits, long[] residual, int order, int size)
    {
        int parameterBits = HasLongParameters ? 5 : 4;
        bits.Write(HasLongParameters ? 1 : 0, 2);
        bits.Write(PartitionOrder, 4);
        int at = 0;
        for (int partition = 0; partition < 1 << PartitionOrder; partition++)
        {
            int count = (size >> PartitionOrder) - (partition == 0 ? order : 0);
            long[] values = residual[at..(at + count)];
            at += count;
            long largest = values.Length == 0 ? 0 : values.Max(Math.Abs);
            if (IsEscaped)
            {
                int width = largest == 0 ? 0 : 64 - System.Numerics.BitOperations.LeadingZeroCount((ulong)largest) + 1;
                bits.Write((1 << parameterBits) - 1, parameterBits);
                bits.Write(width, 5);
                foreach (long value in values) bits.Write(value, width);
                continue;
            }
            double mean = values.Length == 0 ? 0 : values.Average(v => (double)Math.Abs(v));
            int parameter = RiceParameter ?? Math.Clamp((int)Math.Log2(mean + 1), 0, (1 << parameterBits) - 2);
            bits.Write(parameter, parameterBits);
            foreach (long value in values)
            {
                ulong folded = (ulong)((value << 1) ^ (value >> 63));
                bits.Unary((long)(folded >> parameter));
                bits.Write((long)(folded & ((1UL << parameter) - 1)), parameter);
            }
        }
    }

    private static long[] Fixed(int order) => order switch { 1 => [1], 2 => [2, -1], 3 => [3, -3, 1], _ => [4, -6, 4, -1] };

    // Any coefficients are valid: the residual is the difference.
    private static long[] Linear(int order) => [.. Enumerable.Range(0, order).Select(j => j == 0 ? 900L : j == 1 ? -420L : (j * 37 % 23) - 11)];

    private byte[] CommentBlock()
    {
        if (Comments.Length == 0) return [];
        byte[] content = VorbisComments(Comments);
        return [0x84, (byte)(content.Length >> 16), (byte)(content.Length >> 8), (byte)content.Length, .. content];
    }

    /// <summary>Vorbis comments, without their framing in Ogg.</summary>
    public static byte[] VorbisComments(params string[] comments)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        writer.Write(4);
        writer.Write("test"u8);
        writer.Write(comments.Length);
        foreach (string comment in comments)
        {
            byte[] text = Encoding.UTF8.GetBytes(comment);
            writer.Write(text.Length);
            writer.Write(text);
        }
        return stream.ToArray();
    }

    private byte[] Interleaved()
    {
        int width = (Bits + 7) / 8;
        var bytes = new byte[Samples.Length * Samples[0].Length * width];
        var word = new byte[4];
        for (int i = 0, at = 0; i < Samples[0].Length; i++)
        {
            foreach (int[] channel in Samples)
            {
                BinaryPrimitives.WriteInt32LittleEndian(word, channel[i]);
                word.AsSpan(0, width).CopyTo(bytes.AsSpan(at));
                at += width;
            }
        }
        return bytes;
    }

    // Like a character in UTF-8, up to 36 bits.
    private static byte[] Number(long number)
    {
        if (number < 0x80) return [(byte)number];
        int more = 1;
        while (number >> (6 * more) >= 1L << (6 - more)) more++;
        return [(byte)((0xFF << (7 - more) & 0xFF) | (int)(number >> (6 * more))), .. Enumerable.Range(0, more).Select(i => (byte)(0x80 | ((number >> (6 * (more - 1 - i))) & 0x3F)))];
    }

    // Bit by bit, as the standard defines it.
    private static int Crc(byte[] bytes, int width, int polynomial)
    {
        int crc = 0, top = 1 << (width - 1), mask = (1 << width) - 1;
        foreach (byte value in bytes)
        {
            crc ^= value << (width - 8);
            for (int bit = 0; bit < 8; bit++) crc = ((crc & top) != 0 ? (crc << 1) ^ polynomial : crc << 1) & mask;
        }
        return crc;
    }
}
