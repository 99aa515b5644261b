namespace Pix2Pitch.Tools.Demo.Music;

/// <summary>Twelve notes, wide leaps, sudden extremes: a row for piano and strings; a broken march.</summary>
internal static class ExpressionistMusic
{
    public static DemoPiece Row(DemoRandom random, int samples)
    {
        int[] row = [.. Enumerable.Range(0, 12)];
        random.Shuffle<int>(row);
        float[] dry = new float[samples];
        double time = 0;
        for (int i = 0; time < 10; i++)
        {
            int pitch = row[i % 12] + random.Pick<int>(36, 48, 60, 72, 84);
            bool violent = random.Chance(.4f);
            double length = random.Pick<double>(.1, .14, .2, .3, .45);
            Instruments.Piano(dry, new Note(time, length, pitch, violent ? 1 : .55), .002, violent ? 1 : .6, .9);
            if (violent && random.Chance(.6f))
            {
                // A cluster from the row's next notes.
                for (int k = 1; k < 4; k++) Instruments.Piano(dry, new Note(time, length * .8, row[(i + k) % 12] + (pitch < 60 ? 36 : 60), .6), .002, .9, .5);
            }
            if (random.Chance(.3f))
                Instruments.Bowed(dry, new Note(time, random.Range(.5f, 1.3f), row[(i + 6) % 12] + random.Pick<int>(60, 72, 84), random.Range(.35f, .9f)), random, .04, .1);
            time += length * (random.Chance(.12f) ? 2.2 : 1);
        }
        return new DemoPiece("Row of Twelve", Room.Reverberate(dry, .7, .12), .95);
    }

    public static DemoPiece March(DemoRandom random, int samples)
    {
        int low = 31 + random.Below(4);
        float[] dry = new float[samples];
        double time = 0;
        for (int i = 0; time < 10; i++)
        {
            double beat = .36 - (.011 * Math.Min(i, 18));
            // A heavy minor second, each time a little earlier than expected.
            foreach (int above in (ReadOnlySpan<int>)[0, 1, 13])
                Instruments.Piano(dry, new Note(time, beat * .45, low + above, i % 4 == 0 ? 1 : .7), .002, .9, .5);
            if (i % 2 == 1)
            {
                foreach (int above in (ReadOnlySpan<int>)[30, 36, 41])
                    Instruments.Piano(dry, new Note(time, beat * .3, low + above + (i / 4 % 3), .8), .002, .95, .4);
            }
            if (i % 4 == 0)
            {
                // Strings in sevenths above it.
                int cry = low + 43 + random.Below(9);
                Instruments.Bowed(dry, new Note(time, beat * 2.6, cry, .8), random, .03, .12);
                Instruments.Bowed(dry, new Note(time + .02, beat * 2.4, cry + 11, .65), random, .05, .12);
            }
            time += beat * (random.Chance(.1f) ? 1.5 : 1);
        }
        return new DemoPiece("March for a Broken Clock", Room.Reverberate(dry, .6, .1), .95);
    }
}
