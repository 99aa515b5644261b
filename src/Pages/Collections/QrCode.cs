using System.Globalization;
using System.Text;
using QRCoder;

namespace Pix2Pitch.Pages.Collections;

/// <summary>QR codes as paths of SVG.</summary>
internal static class QrCode
{
    /// <summary>The dark squares of a code, and its side in squares, with the quiet zone of four squares that readers need.</summary>
    /// <param name="text">What the code says. Error correction is M: 15 % of it may be damaged.</param>
    public static (string Path, int Modules) Of(string text)
    {
        using var generator = new QRCodeGenerator();
        using QRCodeData code = generator.CreateQrCode(text, QRCodeGenerator.ECCLevel.M);
        var path = new StringBuilder();
        for (int y = 0; y < code.ModuleMatrix.Count; y++)
        {
            for (int x = 0; x < code.ModuleMatrix[y].Length; x++)
            {
                int start = x;
                while (x < code.ModuleMatrix[y].Length && code.ModuleMatrix[y][x]) x++;
                if (x > start) path.Append(CultureInfo.InvariantCulture, $"M{start} {y}h{x - start}v1h-{x - start}z");
            }
        }
        return (path.ToString(), code.ModuleMatrix.Count);
    }
}
