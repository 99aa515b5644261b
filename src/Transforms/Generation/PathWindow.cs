namespace Pix2Pitch.Generation;

/// <summary>The part of a painting that a clip of music was made from (<see cref="MusicOptions.Path"/>). All values are shares of the width or height.</summary>
/// <param name="Left">The left border, 0 to 0.5.</param>
/// <param name="Top">The upper border, 0 to 0.5.</param>
/// <param name="Width">The width: 0.5.</param>
/// <param name="Height">The height: 1 from left to right, 0.5 for regions.</param>
/// <param name="Start">When its clip begins in the music, in seconds; the clip before fades out meanwhile.</param>
public readonly record struct PathWindow(double Left, double Top, double Width, double Height, double Start)
{
    /// <summary>The horizontal place of the middle, from 0.25 to 0.75.</summary>
    public double Center => Left + Width / 2;
}
