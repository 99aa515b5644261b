using Pix2Pitch.Styles;
using Pix2Pitch.Tools.Demo.Music;

namespace Pix2Pitch.Tools.Demo;

/// <summary>
/// Composes and synthesizes ten-second phrases, free of copyright, for demonstration and training: harpsichord counterpoint (baroque), Alberti bass
/// (classicism), rubato and pedal (romanticism), soft parallel chords (impressionism), twelve tones and clusters (expressionism).
/// The same seed gives the same samples.
/// </summary>
internal static class DemoComposer
{
    /// <summary>Samples per second.</summary>
    public const int SampleRate = Instruments.SampleRate;

    /// <summary>Samples of a phrase: ten seconds.</summary>
    public const int Samples = 10 * SampleRate;

    /// <summary>How many phrases there are in each style.</summary>
    public const int Phrases = 2;

    private static readonly Dictionary<Style, Func<DemoRandom, int, DemoPiece>[]> s_pieces = new()
    {
        [Style.Baroque] = [BaroqueMusic.Invention, BaroqueMusic.Prelude],
        [Style.Classicism] = [ClassicalMusic.Sonatina, ClassicalMusic.Minuet],
        [Style.Romanticism] = [RomanticMusic.Nocturne, RomanticMusic.Storm],
        [Style.Impressionism] = [ImpressionistMusic.Veils, ImpressionistMusic.Bells],
        [Style.Expressionism] = [ExpressionistMusic.Row, ExpressionistMusic.March],
    };

    /// <summary>Composes and synthesizes a phrase.</summary>
    /// <param name="style">The idiom.</param>
    /// <param name="phrase">Which of the style's phrases, 0 or 1.</param>
    /// <param name="seed">Varies key, tempo, figures and touch.</param>
    /// <param name="title">The title of the piece.</param>
    /// <returns>Mono samples in [-1, 1], ten seconds.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such style or phrase.</exception>
    public static float[] Compose(Style style, int phrase, int seed, out string title)
    {
        if (!s_pieces.TryGetValue(style, out Func<DemoRandom, int, DemoPiece>[]? pieces))
            throw new ArgumentOutOfRangeException(nameof(style), style, $"The style must be one of {string.Join(", ", s_pieces.Keys)}.");
        if ((uint)phrase >= Phrases) throw new ArgumentOutOfRangeException(nameof(phrase), phrase, $"The phrase must be from 0 to {Phrases - 1}.");
        DemoPiece piece = pieces[phrase](DemoRandom.For(seed, 1000 + (int)style, phrase), Samples);
        title = piece.Title;
        return Normalize(piece);
    }

    // Removes the constant offset, scales the loudest sample to the piece's peak, and fades out the end so that it does not click.
    private static float[] Normalize(DemoPiece piece)
    {
        const int Fade = SampleRate / 4;
        float[] sound = piece.Sound;
        float last = 0, state = 0;
        for (int i = 0; i < sound.Length; i++)
        {
            state = sound[i] - last + (.998f * state);
            last = sound[i];
            sound[i] = state;
        }
        float max = sound.Max(MathF.Abs);
        for (int i = 0; i < sound.Length; i++)
            sound[i] *= (float)piece.Peak / max * MathF.Min(1, (sound.Length - 1 - i) / (float)Fade);
        return sound;
    }
}
