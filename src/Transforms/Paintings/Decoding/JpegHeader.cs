namespace Pix2Pitch.Paintings.Decoding;

/// <summary>Reads the segments of a JPEG file (ITU-T T.81, annex B) to its end.</summary>
internal static class JpegHeader
{
    private const int StartOfImage = 0xD8, EndOfImage = 0xD9, StartOfScan = 0xDA;

    internal static PaintingHeader Read(string path, Stream stream)
    {
        stream.Position = 2;
        var input = new SegmentStream(stream);
        long width = 0, height = 0, coefficients = 0;
        int components = 0, code;
        bool isHeldWhole = false, hasScan = false;
        while ((code = NextMarker(input)) >= 0)
        {
            if (code == EndOfImage) return new PaintingHeader { Format = PaintingFormat.Jpeg, Width = width, Height = height, DecoderBytes = isHeldWhole ? coefficients : 0 };
            bool standsAlone = code is 0x00 or 0x01 or (>= 0xD0 and <= StartOfImage);
            if (standsAlone) continue;
            int length = (input.ReadByte() << 8) | input.ReadByte();
            if (length < 2) break;
            long next = input.Position + length - 2;
            bool isFrame = code is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC), isProgressive = code is 0xC2 or 0xCA;
            // The decoder takes the first frame, and decides from the first scan whether there are more.
            if (isFrame && components == 0)
            {
                (width, height, components, coefficients) = Frame(input);
                isHeldWhole = isProgressive;
            }
            else if (code == StartOfScan && !hasScan)
            {
                hasScan = true;
                isHeldWhole |= input.ReadByte() < components;
            }
            input.Position = next;
        }
        throw PaintingFile.CutShort(path);
    }

    /// <summary>
    /// The size, and bytes of all coefficients, 16 bit each. The decoder holds them until the last scan is read if the picture is progressive or
    /// its components are in scans of their own.
    /// </summary>
    private static (long Width, long Height, int Components, long Coefficients) Frame(SegmentStream input)
    {
        Span<byte> frame = stackalloc byte[6];
        if (!input.Read(frame)) return default;
        long height = (frame[1] << 8) | frame[2], width = (frame[3] << 8) | frame[4];
        int widest = 1, highest = 1, samples = 0;
        for (int i = 0; i < frame[5]; i++)
        {
            input.ReadByte();
            int factors = input.ReadByte();
            input.ReadByte();
            if (factors < 0) return default;
            (int h, int v) = (factors >> 4, factors & 15);
            (widest, highest, samples) = (Math.Max(widest, h), Math.Max(highest, v), samples + (h * v));
        }
        return (width, height, frame[5], 2 * width * height * samples / Math.Max(1, widest * highest));
    }

    /// <summary>The byte after the next 0xFF (or run of them); -1 at the end.</summary>
    private static int NextMarker(SegmentStream input) => input.SkipTo(0xFF) ? input.SkipRun(0xFF) : -1;
}
