namespace Pix2Pitch.Tools.Demo.Music;

/// <summary>Synthesizes notes. Every instrument adds to the existing samples.</summary>
internal static class Instruments
{
    public const int SampleRate = 22050;
    private const double MaxFrequency = SampleRate * .45;

    /// <summary>A plucked string: Karplus and Strong, "Digital synthesis of plucked-string and drum timbres" (1983), with a second string an octave up.</summary>
    public static void Harpsichord(float[] sound, Note note, DemoRandom random)
    {
        Pluck(sound, note, note.Frequency, .24 * note.Loudness, random);
        if (note.Frequency < 900) Pluck(sound, note, note.Frequency * 2.001, .1 * note.Loudness, random);
    }

    /// <summary>
    /// A struck string: slightly inharmonic partials. Higher partials decay faster, and louder notes have more of them.
    /// </summary>
    /// <param name="sound">Samples to add to.</param>
    /// <param name="note">What to play.</param>
    /// <param name="attack">Seconds until full loudness: 0.003 for a hammer, 0.05 for a soft attack.</param>
    /// <param name="brightness">0 dull, 1 brilliant.</param>
    /// <param name="sustain">How long the strings sound, relative to a piano.</param>
    public static void Piano(float[] sound, Note note, double attack = .003, double brightness = .5, double sustain = 1)
    {
        double slope = 2.5 - (1.1 * note.Loudness) - (.9 * brightness), release = .12 * sustain;
        for (int n = 1; n <= 18; n++)
        {
            double frequency = n * note.Frequency * Math.Sqrt(1 + (.00035 * n * n));
            if (frequency > MaxFrequency) break;
            double level = .3 * note.Loudness * Math.Pow(n, -slope) * (n % 7 == 0 ? .3 : 1);
            double decay = (.7 + (.28 * n)) * Math.Sqrt(note.Frequency / 220) / sustain;
            Partial(sound, note, frequency, level * .75, decay * 2.2, attack, release);
            Partial(sound, note, frequency * 1.0006, level * .45, decay * .55, attack, release);
        }
    }

    /// <summary>A bowed string: a sawtooth with fewer partials in soft notes, vibrato, and bow noise.</summary>
    public static void Bowed(float[] sound, Note note, DemoRandom random, double attack = .08, double roughness = .1)
    {
        int first = (int)(note.Start * SampleRate), count = (int)((note.Length + .15) * SampleRate);
        double phase = 0, vibrato = random.Range(5, 6.2f), noise = 0, offset = random.Next();
        int partials = Math.Min((int)(MaxFrequency / note.Frequency), (int)(5 + (20 * note.Loudness)));
        for (int i = 0; i < count && first + i < sound.Length; i++)
        {
            double time = i / (double)SampleRate;
            double depth = .004 * Math.Min(1, time / .4);
            phase += note.Frequency * (1 + (depth * Math.Sin(Math.Tau * ((vibrato * time) + offset)))) / SampleRate;
            phase -= Math.Floor(phase);
            // The sum of sines n = 1 ... partials of sin(n x) / n, by Clenshaw's recurrence.
            double x = Math.Tau * phase, twice = 2 * Math.Cos(x), b1 = 0, b2 = 0;
            for (int n = partials; n >= 1; n--) (b1, b2) = ((1.0 / n * (1 - (.6 * n / partials))) + (twice * b1) - b2, b1);
            noise = (.75 * noise) + (.25 * (random.Next() - .5));
            double envelope = Math.Min(1, time / attack) * Math.Min(1, Math.Max(0, (note.Length + .15 - time) / .15));
            sound[first + i] += (float)(.16 * note.Loudness * envelope * ((b1 * Math.Sin(x)) + (roughness * 6 * noise)));
        }
    }

    private static void Pluck(float[] sound, Note note, double frequency, double level, DemoRandom random)
    {
        // The averaging filter delays by half a sample; an all-pass filter adds the fractional part of the period.
        double period = (SampleRate / frequency) - .5;
        int length = Math.Max(2, (int)period);
        double tune = period - length, pass = (1 - tune) / (1 + tune), last = 0, lastIn = 0, previous = 0;
        double[] line = new double[length];
        for (int i = 0; i < length; i++) line[i] = random.Next() - random.Next();
        // The string is plucked at a fifth of its length.
        double[] shaped = new double[length];
        for (int i = 0; i < length; i++) shaped[i] = line[i] - (.7 * line[(i + (length / 5) + 1) % length]);
        int first = (int)(note.Start * SampleRate), held = (int)(note.Length * SampleRate), at = 0;
        double loss = Math.Pow(.001, 1 / (frequency * Math.Clamp(5 - (frequency / 260), .9, 4.5)));
        for (int i = 0; first + i < sound.Length && i < held + 4000; i++)
        {
            double value = shaped[at], smooth = .5 * (value + previous);
            previous = value;
            double tuned = (pass * smooth) + lastIn - (pass * last);
            (lastIn, last) = (smooth, tuned);
            shaped[at] = tuned * (i < held ? loss : loss * .93);
            at = at + 1 == length ? 0 : at + 1;
            sound[first + i] += (float)(level * value);
        }
    }

    private static void Partial(float[] sound, Note note, double frequency, double level, double decay, double attack, double release)
    {
        int first = (int)(note.Start * SampleRate), held = (int)(note.Length * SampleRate), rise = Math.Max(1, (int)(attack * SampleRate));
        double cosine = Math.Cos(Math.Tau * frequency / SampleRate), sine = Math.Sin(Math.Tau * frequency / SampleRate);
        double fade = Math.Exp(-decay / SampleRate), damped = Math.Exp(-1 / (release * SampleRate));
        double real = 1, imaginary = 0, envelope = level;
        for (int i = 0; first + i < sound.Length && envelope > 1e-5; i++)
        {
            sound[first + i] += (float)(envelope * imaginary * Math.Min(1, i / (double)rise));
            (real, imaginary) = ((real * cosine) - (imaginary * sine), (real * sine) + (imaginary * cosine));
            envelope *= i < held ? fade : damped;
        }
    }
}
