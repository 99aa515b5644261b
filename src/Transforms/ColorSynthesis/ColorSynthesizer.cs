using System.Numerics.Tensors;
using Pix2Pitch.Features;
using Pix2Pitch.Loudness;

namespace Pix2Pitch.ColorSynthesis;

/// <summary>
/// Makes sound from the colours of a painting by fixed rules, without a trained model: the same painting always gives the same sound, and everything heard can be explained. The painting is
/// read from left to right in vertical strips. Each strip is a chord of its main colours:
/// lightness is pitch and saturation is loudness (L. Marks, "On associations of light and sound: the mediation of brightness, pitch, and loudness", American Journal of Psychology 87, 1974;
/// K. Giannakis and M. Smith, "Imaging soundscapes: identifying cognitive associations between auditory and visual dimensions", 2001), hue is timbre and time is the horizontal position
/// (S. Abboud et al., "EyeMusic: introducing a 'visual' colorful experience for the blind using auditory sensory substitution", Restorative Neurology and Neuroscience 32, 2014). Larger areas are
/// louder. Pitches are those of a pentatonic scale, so that any two sound well together. A colour that goes on in the next strip is one long note.
/// </summary>
public static class ColorSynthesizer
{
    private const int SampleRate = ColorMusic.SampleRate;

    private const int LowestPitch = 36, Octaves = 4;
    private const double MinShare = 0.08; // smaller areas are not heard
    private const double FullChroma = 80; // of a strong colour in a painting
    private const double GreyDecibels = -18;
    private const double MaxHueDifference = 25; // in CIELAB, of colours that are one note
    private const double AttackSeconds = 0.02, ReleaseSeconds = 0.25;
    private const double SustainDecibelsPerSecond = -3;
    private const double MaxHertz = 10_000;
    private const int MaxPartials = 24;

    private static readonly int[] s_scale = [0, 2, 4, 7, 9];

    /// <summary>Makes the sound of a painting.</summary>
    /// <param name="rgb">The painting: [3, height, width], red, green and blue in [-1, 1], as <see cref="Paintings.PaintingReader"/> gives it.</param>
    /// <param name="width">Its width in pixels; at least 1.</param>
    /// <param name="height">Its height in pixels; at least 1.</param>
    /// <param name="options">How; null means the defaults.</param>
    /// <param name="cancellation">Stops between two strips of the painting and two notes.</param>
    /// <exception cref="OperationCanceledException"><paramref name="cancellation"/> was cancelled.</exception>
    /// <exception cref="ArgumentException">There are not 3 x width x height values.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    public static ColorMusic Synthesize(ReadOnlySpan<float> rgb, int width, int height, ColorSynthesisOptions? options = null, CancellationToken cancellation = default)
    {
        options ??= new ColorSynthesisOptions();
        options.Validate();
        if (width < 1 || height < 1 || rgb.Length != 3L * width * height)
            throw new ArgumentException($"There are {rgb.Length} values instead of 3 x {height} x {width}.", nameof(rgb));
        int strips = Math.Max(1, (int)Math.Round(options.Seconds / options.StepSeconds));
        double stripSeconds = options.Seconds / strips;
        var notes = new List<ColorNote>();
        List<ColorNote> sounding = [];
        for (int strip = 0; strip < strips; strip++)
        {
            cancellation.ThrowIfCancellationRequested();
            List<ColorNote> next = [];
            foreach (ColorNote note in NotesOf(Pixels(rgb, width, height, strip, strips), options.ColorsPerStep, strip * stripSeconds, stripSeconds))
            {
                int before = sounding.FindIndex(other => other.Pitch == note.Pitch && Distance(other.Color, note.Color) <= MaxHueDifference);
                if (before < 0)
                {
                    next.Add(note);
                    continue;
                }
                next.Add(Joined(sounding[before], note));
                sounding.RemoveAt(before);
            }
            notes.AddRange(sounding);
            sounding = next;
        }
        notes.AddRange(sounding);
        notes.Sort((a, b) => (a.Start, a.Pitch).CompareTo((b.Start, b.Pitch)));
        (float[] mono, float[] stereo) = Render(notes, options, cancellation);
        return new ColorMusic(mono, stereo, notes, options.Seconds);
    }

    private static LabColor[] Pixels(ReadOnlySpan<float> rgb, int width, int height, int strip, int strips)
    {
        int from = (int)((long)strip * width / strips), to = Math.Max(from + 1, (int)((long)(strip + 1) * width / strips)), plane = width * height;
        var colors = new LabColor[(to - from) * height];
        int i = 0;
        for (int y = 0; y < height; y++)
        {
            for (int x = from; x < to; x++)
            {
                int at = y * width + x;
                colors[i++] = LabColor.FromSrgb((rgb[at] + 1) / 2, (rgb[plane + at] + 1) / 2, (rgb[2 * plane + at] + 1) / 2);
            }
        }
        return colors;
    }

    // One note for each pitch: two colours of the same lightness would be heard as one.
    private static IEnumerable<ColorNote> NotesOf(LabColor[] pixels, int colors, double start, double seconds)
        => PaletteFinder.Find(pixels, colors, seed: 0).Where(color => color.Weight >= MinShare)
            .Select(color => new ColorNote(color.Color, color.Weight, start, seconds, PitchOf(color.Color.L), DecibelsOf(color)))
            .GroupBy(note => note.Pitch).Select(same => same.MaxBy(note => note.Decibels));

    internal static int PitchOf(double lightness)
    {
        int degree = (int)Math.Round(Math.Clamp(lightness, 0, 100) / 100 * (Octaves * s_scale.Length));
        return LowestPitch + degree / s_scale.Length * 12 + s_scale[degree % s_scale.Length];
    }

    private static double DecibelsOf(PaletteColor color)
        => GreyDecibels * (1 - Math.Min(1, color.Color.Chroma / FullChroma)) + 10 * Math.Log10(color.Weight);

    // Of a and b only: lightness has a tolerance already, because it decides the pitch.
    private static double Distance(LabColor one, LabColor other) => Math.Sqrt((one.A - other.A) * (one.A - other.A) + (one.B - other.B) * (one.B - other.B));

    private static ColorNote Joined(ColorNote one, ColorNote more)
    {
        double share = more.Seconds / (one.Seconds + more.Seconds);
        double Mean(double a, double b) => a + (b - a) * share;
        return one with
        {
            Color = new LabColor(Mean(one.Color.L, more.Color.L), Mean(one.Color.A, more.Color.A), Mean(one.Color.B, more.Color.B)),
            Share = Mean(one.Share, more.Share),
            Seconds = one.Seconds + more.Seconds,
            Decibels = Mean(one.Decibels, more.Decibels),
        };
    }

    private static (float[] Mono, float[] Stereo) Render(IReadOnlyList<ColorNote> notes, ColorSynthesisOptions options, CancellationToken cancellation)
    {
        int length = (int)Math.Round(options.Seconds * SampleRate);
        var mono = new float[length];
        var stereo = new float[2 * length];
        foreach (ColorNote note in notes)
        {
            cancellation.ThrowIfCancellationRequested();
            Add(note, stereo, mono, options.Seconds);
        }
        float peak = TensorPrimitives.MaxMagnitude<float>(mono);
        LoudnessMeter.Normalize(mono, SampleRate, options.LoudnessLufs, options.PeakDecibels);
        // As loud as the mono sound, except where one channel alone has a higher peak.
        float gain = Math.Abs(TensorPrimitives.MaxMagnitude<float>(mono) / peak);
        gain = Math.Min(gain, (float)Math.Pow(10, options.PeakDecibels / 20) / Math.Abs(TensorPrimitives.MaxMagnitude<float>(stereo)));
        TensorPrimitives.Multiply(stereo, gain, stereo);
        return (mono, stereo);
    }

    // Partials of one note. Panned by the sine law from the place of the note's beginning to that of its end.
    private static void Add(ColorNote note, float[] stereo, float[] mono, double seconds)
    {
        ColorTimbre timbre = ColorTimbre.Of(note.Color);
        double hertz = 440 * Math.Pow(2, (note.Pitch - 69) / 12.0), amplitude = Math.Pow(10, note.Decibels / 20);
        int partials = Math.Clamp((int)(MaxHertz / hertz), 1, MaxPartials);
        var weights = new double[partials];
        double power = 0;
        for (int n = 1; n <= partials; n++)
        {
            weights[n - 1] = Math.Pow(n, -timbre.Slope) * (n % 2 == 0 ? timbre.Even : 1);
            power += weights[n - 1] * weights[n - 1];
        }
        for (int n = 0; n < partials; n++) weights[n] *= amplitude / Math.Sqrt(power); // all timbres have the same power

        int from = (int)Math.Round(note.Start * SampleRate), to = Math.Min(mono.Length, (int)Math.Round((note.Start + note.Seconds + ReleaseSeconds) * SampleRate));
        int held = (int)Math.Round(note.Seconds * SampleRate), fadeOut = Math.Min(mono.Length - from, to - from);
        for (int i = from; i < to; i++)
        {
            double time = (double)(i - from) / SampleRate, phase = 2 * Math.PI * hertz * time;
            // Chebyshev's recurrence: sin(n x) = 2 cos(x) sin((n - 1) x) - sin((n - 2) x).
            double sine = Math.Sin(phase), twice = 2 * Math.Cos(phase), last = 0, current = sine, value = 0;
            for (int n = 0; n < partials; n++)
            {
                value += weights[n] * current;
                (last, current) = (current, twice * current - last);
            }
            double envelope = Math.Min(1, time / AttackSeconds) * Math.Pow(10, SustainDecibelsPerSecond * time / 20);
            if (i - from >= held) envelope *= 1 - (time - note.Seconds) / ReleaseSeconds;
            double end = (double)(fadeOut - (i - from)) / SampleRate;
            if (from + fadeOut == mono.Length) envelope *= Math.Min(1, end / AttackSeconds); // no click at the end of the music
            value *= Math.Max(0, envelope);
            double angle = Math.Min(1, (i + 0.5) / (seconds * SampleRate)) * Math.PI / 2;
            mono[i] += (float)value;
            stereo[2 * i] += (float)(value * Math.Cos(angle) * Math.Sqrt(2));
            stereo[2 * i + 1] += (float)(value * Math.Sin(angle) * Math.Sqrt(2));
        }
    }
}
