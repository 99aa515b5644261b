using Pix2Pitch.Generation;
using Pix2Pitch.Paintings;

namespace Pix2Pitch.Pages.Collections;

/// <summary>The part of the shown picture that a stretch of the music was made from. The borders are shares of the picture's width or height, 0 to 1.</summary>
/// <param name="Start">When the stretch begins, in seconds.</param>
/// <param name="Left">The left border.</param>
/// <param name="Top">The upper border.</param>
/// <param name="Width">The width.</param>
/// <param name="Height">The height.</param>
public sealed record SoundingPart(double Start, double Left, double Top, double Width, double Height)
{
    /// <summary>The part of the picture that a window of the square painting shows.</summary>
    /// <param name="window">The window.</param>
    /// <param name="fit">How the painting was made square.</param>
    /// <param name="width">The width of the picture, in any unit.</param>
    /// <param name="height">Its height, in the same unit.</param>
    internal static SoundingPart Of(PathWindow window, PaintingFit fit, int width, int height)
    {
        (double squareWidth, double squareHeight) = fit switch
        {
            PaintingFit.CenterCrop => (Math.Min(width, height), Math.Min(width, height)),
            PaintingFit.Pad => (Math.Max(width, height), Math.Max(width, height)),
            _ => ((double)width, (double)height),
        };
        (double left, double right) = Borders(window.Left, window.Width, squareWidth, width);
        (double top, double bottom) = Borders(window.Top, window.Height, squareHeight, height);
        return new SoundingPart(Math.Round(window.Start, 3), left, top, Math.Round(right - left, 4), Math.Round(bottom - top, 4));

        // The square and the picture have the same middle.
        static (double From, double To) Borders(double from, double length, double square, double whole)
        {
            double first = (whole - square) / 2 + from * square;
            return (Math.Round(Math.Clamp(first / whole, 0, 1), 4), Math.Round(Math.Clamp((first + length * square) / whole, 0, 1), 4));
        }
    }
}
