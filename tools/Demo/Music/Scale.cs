namespace Pix2Pitch.Tools.Demo.Music;

/// <summary>Converts degrees of a scale to MIDI numbers.</summary>
internal sealed class Scale(int tonic, params int[] steps)
{
    public static Scale Major(int tonic) => new(tonic, 0, 2, 4, 5, 7, 9, 11);

    public static Scale Minor(int tonic) => new(tonic, 0, 2, 3, 5, 7, 8, 10);

    public static Scale WholeTone(int tonic) => new(tonic, 0, 2, 4, 6, 8, 10);

    public static Scale Pentatonic(int tonic) => new(tonic, 0, 2, 4, 7, 9);

    public int Length => steps.Length;

    /// <summary>The pitch of a degree; 0 is the tonic. Degrees may be negative or beyond the octave.</summary>
    public int this[int degree]
    {
        get
        {
            int octave = (int)Math.Floor(degree / (double)steps.Length);
            return tonic + (12 * octave) + steps[degree - (octave * steps.Length)];
        }
    }
}
