using System.Numerics;
using Pix2Pitch.Styles;
using Pix2Pitch.Tools.Demo.Painting;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.Formats.Png;
using SixLabors.ImageSharp.PixelFormats;

namespace Pix2Pitch.Tools.Demo;

/// <summary>
/// Paints pictures with simulated brush strokes, free of copyright, for demonstration and training: chiaroscuro (baroque), clear balance
/// (classicism), storm, fog and night (romanticism), dabs of broken colour (impressionism), angles and contours (expressionism).
/// The same seed gives the same picture.
/// </summary>
internal static class DemoPainter
{
    /// <summary>How many subjects there are in each style.</summary>
    public const int Subjects = 3;

    private static readonly Dictionary<Style, Func<DemoRandom, DemoScene>[]> s_scenes = new()
    {
        [Style.Baroque] = [BaroqueScenes.Candle, BaroqueScenes.Jug, BaroqueScenes.Flowers],
        [Style.Classicism] = [ClassicismScenes.Temple, ClassicismScenes.Arcade, ClassicismScenes.Urn],
        [Style.Romanticism] = [RomanticismScenes.Storm, RomanticismScenes.Fog, RomanticismScenes.Ruin],
        [Style.Impressionism] = [ImpressionismScenes.Lilies, ImpressionismScenes.Poppies, ImpressionismScenes.Harbour],
        [Style.Expressionism] = [ExpressionismScenes.Village, ExpressionismScenes.Mountains, ExpressionismScenes.Mask],
    };

    /// <summary>Paints a picture, at most 288 pixels wide and high.</summary>
    /// <param name="style">The manner.</param>
    /// <param name="subject">Which of the style's subjects, from 0 to 2.</param>
    /// <param name="seed">Varies the subject's details and every stroke.</param>
    /// <param name="title">The title of the painting; it is in the PNG metadata too.</param>
    /// <returns>The painting.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such style or subject.</exception>
    public static Image<Rgb24> Paint(Style style, int subject, int seed, out string title)
    {
        if (!s_scenes.TryGetValue(style, out Func<DemoRandom, DemoScene>[]? scenes))
            throw new ArgumentOutOfRangeException(nameof(style), style, $"The style must be one of {string.Join(", ", s_scenes.Keys)}.");
        if ((uint)subject >= Subjects) throw new ArgumentOutOfRangeException(nameof(subject), subject, $"The subject must be from 0 to {Subjects - 1}.");
        var random = DemoRandom.For(seed, (int)style, subject);
        DemoScene scene = scenes[subject](random);
        Canvas painted = Painter.Paint(Canvas.Of(scene.Color, scene.Width, scene.Height), scene.Manner, random);
        title = scene.Title;
        return ToImage(painted, title);
    }

    private static Image<Rgb24> ToImage(Canvas canvas, string title)
    {
        var image = new Image<Rgb24>(canvas.Width, canvas.Height);
        image.ProcessPixelRows(rows =>
        {
            for (int y = 0; y < rows.Height; y++)
            {
                Span<Rgb24> row = rows.GetRowSpan(y);
                for (int x = 0; x < row.Length; x++)
                {
                    Vector3 color = (canvas[x, y] * 255) + new Vector3(.5f);
                    row[x] = new Rgb24((byte)color.X, (byte)color.Y, (byte)color.Z);
                }
            }
        });
        IList<PngTextData> texts = image.Metadata.GetPngMetadata().TextData;
        texts.Add(new PngTextData("Title", title, "", ""));
        texts.Add(new PngTextData("Author", "Pix2Pitch demo", "", ""));
        texts.Add(new PngTextData("Copyright", "CC0 1.0", "", ""));
        return image;
    }
}
