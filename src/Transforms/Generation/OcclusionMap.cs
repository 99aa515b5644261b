using System.Globalization;
using System.Numerics;
using Pix2Pitch.Pictures;
using SixLabors.ImageSharp.PixelFormats;

namespace Pix2Pitch.Generation;

/// <summary>
/// Which parts of a painting change which seconds of its music, measured by occlusion (M. Zeiler and R. Fergus, "Visualizing and Understanding Convolutional Networks", ECCV 2014, section 4.2): the
/// painting is divided into <see cref="Cells"/> x <see cref="Cells"/> cells. Each in turn is filled with the mean colour of the painting, the music is generated again with the same
/// seed, and the mel-spectrograms are compared.
/// </summary>
/// <remarks>
/// Style and embedding, if they are judged from the picture, stay those of the whole painting. A generator of notes continues from its own notes, so a change early in the
/// music also changes what follows.
/// </remarks>
public sealed class OcclusionMap
{
    /// <summary>The number of cells on a side.</summary>
    public const int Cells = 8;

    private const int Panel = 128, PanelsInRow = 10, Margin = 12; // pixels

    private readonly float[] _differences;
    private readonly Func<int, float[]> _square;

    internal OcclusionMap(float[] differences, Func<int, float[]> square, IReadOnlyDictionary<string, string> properties)
        => (_differences, _square, Properties) = (differences, square, properties);

    /// <summary>The number of seconds of the music, rounded up.</summary>
    public int Seconds => _differences.Length / (Cells * Cells);

    /// <summary>The largest difference, in dB.</summary>
    public float Max => _differences.Max();

    /// <summary>How the music was made, as text by key; <see cref="WritePicture"/> stores it.</summary>
    internal IReadOnlyDictionary<string, string> Properties { get; }

    /// <summary>
    /// How much a second of the music changes if a cell is filled: the mean absolute difference of the mel-spectrograms over its bands and frames, in dB, 0 or more.
    /// </summary>
    /// <param name="second">0 to <see cref="Seconds"/> - 1.</param>
    /// <param name="row">0 to 7, from the top.</param>
    /// <param name="column">0 to 7, from the left.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such second or cell.</exception>
    public float this[int second, int row, int column]
    {
        get
        {
            OptionRange.Check(second, 0, Seconds - 1);
            OptionRange.Check(row, 0, Cells - 1);
            OptionRange.Check(column, 0, Cells - 1);
            return _differences[(second * Cells + row) * Cells + column];
        }
    }

    /// <summary>
    /// Writes a PNG for people: for each second the painting in grey, in which the cells have colours from black (no change) to pale yellow (the largest change of all seconds,
    /// <see cref="Max"/>), with the time below. Ten seconds are in a row. The PNG contains the metadata of the music. The file is written atomically.
    /// </summary>
    /// <exception cref="Pix2PitchException">The painting can no longer be read, or the file cannot be written.</exception>
    public void WritePicture(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        int columns = Math.Min(Seconds, PanelsInRow), rows = (Seconds + PanelsInRow - 1) / PanelsInRow, height = Panel + Margin + PictureCanvas.TextHeight;
        var canvas = new PictureCanvas(Margin + columns * (Panel + Margin), Margin + rows * (height + Margin));
        float[] painting = _square(Panel);
        for (int second = 0; second < Seconds; second++)
        {
            int x = Margin + second % PanelsInRow * (Panel + Margin), y = Margin + second / PanelsInRow * (height + Margin);
            Draw(canvas, painting, second, x, y);
            string time = second.ToString(CultureInfo.InvariantCulture) + " s";
            canvas.Write(time, x + (Panel - PictureCanvas.TextWidth(time)) / 2, y + Panel + Margin / 2);
        }
        canvas.Save(path, Properties);
    }

    private void Draw(PictureCanvas canvas, ReadOnlySpan<float> painting, int second, int x, int y)
    {
        float max = Max;
        for (int row = 0; row < Panel; row++)
        {
            Span<Rgb24> pixels = canvas.Row(x, y + row, Panel);
            for (int column = 0; column < Panel; column++)
            {
                int at = row * Panel + column, plane = Panel * Panel;
                float luma = 0.299f * painting[at] + 0.587f * painting[plane + at] + 0.114f * painting[2 * plane + at]; // ITU-R BT.601
                float share = max > 0 ? this[second, row * Cells / Panel, column * Cells / Panel] / max : 0;
                Vector3 color = Vector3.Lerp(new Vector3((luma + 1) * 127.5f), Magma.Color(share), 0.55f);
                pixels[column] = new Rgb24((byte)color.X, (byte)color.Y, (byte)color.Z);
            }
        }
    }
}
