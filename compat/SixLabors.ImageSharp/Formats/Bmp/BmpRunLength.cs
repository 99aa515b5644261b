namespace SixLabors.ImageSharp.Formats.Bmp;

/// <summary>BMP's run-length codes for 4 and 8 bits: (count, colour) pairs, and escapes that begin with 0.</summary>
internal static class BmpRunLength
{
    private const int EndOfLine = 0, EndOfBitmap = 1, Delta = 2;

    /// <summary>Palette indices, top row first; pixels that no code reaches are 0.</summary>
    internal static byte[] Decode(Stream stream, BmpHeader header)
    {
        using var input = new BufferedStream(stream);
        (int width, int height) = (header.Width, header.Height);
        bool nibbles = header.Compression == BmpCompression.RunLength4;
        byte[] indices = new byte[width * height];
        int x = 0, y = 0;
        while (y < height)
        {
            int count = Next(input), code = Next(input);
            if (count > 0)
            {
                for (int i = 0; i < count; i++) Put(nibbles ? (i & 1) == 0 ? code >> 4 : code & 15 : code);
                continue;
            }
            switch (code)
            {
                case EndOfLine:
                    x = 0;
                    y++;
                    break;
                case EndOfBitmap:
                    return indices;
                case Delta:
                    x += Next(input);
                    y += Next(input);
                    break;
                default:
                    ReadLiteral(code);
                    break;
            }
        }
        return indices;

        void ReadLiteral(int count)
        {
            int bytes = nibbles ? (count + 1) / 2 : count, packed = 0;
            for (int i = 0; i < count; i++)
            {
                if (!nibbles || (i & 1) == 0) packed = Next(input);
                Put(nibbles ? (i & 1) == 0 ? packed >> 4 : packed & 15 : packed);
            }
            if ((bytes & 1) == 1) Next(input);
        }

        void Put(int index)
        {
            if (x < width && y < height) indices[((height - 1 - y) * width) + x] = (byte)index;
            x++;
        }
    }

    private static int Next(BufferedStream input)
    {
        int value = input.ReadByte();
        return value >= 0 ? value : throw BmpHeader.Broken("it ends too early");
    }
}
