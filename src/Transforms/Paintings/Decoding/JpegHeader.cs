namespace Pix2Pitch.Paintings.Decoding;

/// <summary>Reads all segments of a JPEG file (ITU-T T.81, annex B).</summary>
internal static class JpegHeader
{
    private const int StartOfImage = 0xD8, EndOfImage = 0xD9, StartOfScan = 0xDA;

    internal static PaintingHeader Read(string path, Stream stream)
    {
        stream.Position = 2;
        var input = new SegmentStream(stream);
        long width = 0, height = 0, coefficients = 0;
        int components = 0, code;
        bool isBuffered = false, hasScan = false;
        while ((code = NextMarker(input)) >= 0)
        {
            if (code == EndOfImage) return new PaintingHeader { Format = PaintingFormat.Jpeg, Width = width, Height = height, DecoderBytes = isBuffered ? coefficients : 0 };
            bool hasNoLength = code is 0x00 or 0x01 or (>= 0xD0 and <= StartOfImage);
            if (hasNoLength) continue;
            int length = (input.ReadByte() << 8) | input.ReadByte();
            if (length < 2) break;
            long next = input.Position + length - 2;
            bool isFrame = code is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC), isProgressive = code is 0xC2 or 0xCA;
            // The decoder uses the first frame. If the first scan lacks components, it buffers the picture until the last scan.
            if (isFrame && components == 0)
            {
                (width, height, components, coefficients) = Frame(input);
                isBuffered = isProgressive;
            }
            else if (code == StartOfScan && !hasScan)
            {
                hasScan = true;
                isBuffered |= input.ReadByte() < components;
            }
            input.Position = next;
        }
        throw PaintingFile.CutShort(path);
    }

    /// <summary>
    /// The size, and the number of bytes of all coefficients, 16 bit each. If the picture is progressive or has several scans, the decoder holds
    /// the coefficients until the last scan is read.
    /// </summary>
    private static (long Width, long Height, int Components, long Coefficients) Frame(SegmentStream input)
    {
        Span<byte> frame = stackalloc byte[6];
        if (!input.Read(frame)) return default;
        long height = (frame[1] << 8) | frame[2], width = (frame[3] << 8) | frame[4];
        int maxH = 1, maxV = 1, samples = 0;
        for (int i = 0; i < frame[5]; i++)
        {
            input.ReadByte();
            int factors = input.ReadByte();
            input.ReadByte();
            if (factors < 0) return default;
            (int h, int v) = (factors >> 4, factors & 15);
            (maxH, maxV, samples) = (Math.Max(maxH, h), Math.Max(maxV, v), samples + (h * v));
        }
        return (width, height, frame[5], 2 * width * height * samples / Math.Max(1, maxH * maxV));
    }

    /// <summary>The byte after the next 0xFF or run of 0xFF; -1 at the end of the file.</summary>
    private static int NextMarker(SegmentStream input) => input.SkipTo(0xFF) ? input.SkipRun(0xFF) : -1;
}
