namespace Pix2Pitch.Tools.Demo.Music;

/// <summary>Soft attacks and long decays: parallel chords on the whole-tone scale; bells over open fifths.</summary>
internal static class ImpressionistMusic
{
    public static DemoPiece Veils(DemoRandom random, int samples)
    {
        var scale = Scale.WholeTone(54 + random.Below(6));
        float[] dry = new float[samples];
        double time = .05;
        int at = 3;
        for (int phrase = 0; time < 10; phrase++)
        {
            // Ninth chords that move in parallel with the melody.
            int count = 3 + random.Below(3);
            for (int i = 0; i < count && time < 10; i++)
            {
                at = Math.Clamp(at + random.Pick<int>(-2, -1, 1, 2), 0, 8);
                double length = random.Pick<double>(.45, .6, .9) * (i == count - 1 ? 1.5 : 1);
                int[] shape = [-12, 0, 4, 10, 14];
                for (int k = 0; k < shape.Length; k++)
                    Instruments.Piano(dry, new Note(time + (k * .018), length + 1.2, scale[at] + shape[k], k == 4 ? .42 : .24), .055, .12, 2.6);
                time += length;
            }
            // A rising run of single notes.
            double step = random.Range(.075f, .1f);
            int first = at + 6;
            for (int i = 0; i < 8 && phrase % 2 == 0; i++)
                Instruments.Piano(dry, new Note(time - .4 + (i * step), 1.4, scale[first + (i % 2 == 0 ? i : i + 2)], .2 + (.02 * i)), .015, .3, 2.2);
            time += .25;
        }
        return new DemoPiece("Veils on the Water", Room.Reverberate(dry, 2.8, .42), .6);
    }

    public static DemoPiece Bells(DemoRandom random, int samples)
    {
        int tonic = 50 + random.Below(5);
        var scale = Scale.Pentatonic(tonic);
        float[] dry = new float[samples];
        // Low open fifths, far apart in time.
        for (double time = 0; time < 10; time += 2.5)
        {
            int root = random.Pick<int>(0, 0, -2, 3);
            foreach (int above in (ReadOnlySpan<int>)[-24, -17, -12, -5])
                Instruments.Piano(dry, new Note(time, 3.2, tonic + root + above, .32), .03, .1, 3);
        }
        // Fourths in parallel, like organum.
        int degree = 5;
        for (double time = .3; time < 10;)
        {
            degree = Math.Clamp(degree + random.Pick<int>(-2, -1, -1, 1, 1, 2), 2, 10);
            double length = random.Pick<double>(.31, .31, .62);
            double swell = .25 + (.2 * Math.Sin(time * .55));
            for (int k = 0; k < 3; k++)
                Instruments.Piano(dry, new Note(time + (k * .01), length + 1.5, scale[degree + (2 * k)], swell * (k == 2 ? 1.15 : .8)), .025, .25, 2.4);
            time += length;
        }
        for (double time = 1.6; time < 9.5; time += random.Range(1.1f, 2.1f))
            Instruments.Piano(dry, new Note(time, 2, scale[14 + random.Below(4)], .22), .01, .35, 2.2);
        return new DemoPiece("Bells across the Bay", Room.Reverberate(dry, 3, .45), .6);
    }
}
