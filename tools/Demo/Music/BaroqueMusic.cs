namespace Pix2Pitch.Tools.Demo.Music;

/// <summary>Harpsichord: two voices over a circle of fifths; broken chords.</summary>
internal static class BaroqueMusic
{
    // Roots of a falling circle of fifths in minor, as degrees: i iv VII III VI ii V i.
    private static readonly int[] s_circle = [0, 3, 6, 2, 5, 1, 4, 0];

    public static DemoPiece Invention(DemoRandom random, int samples)
    {
        var scale = Scale.Minor(57 + random.Below(5));
        double sixteenth = random.Range(.145f, .16f);
        int[][] figures = [[4, 3, 2, 3, 4, 2, 1, 2], [0, 2, 4, 2, 3, 2, 1, 2], [4, 2, 0, 2, 1, 2, 3, 1], [0, 1, 2, 3, 4, 2, 3, 4]];
        int[] figure = random.Pick<int[]>(figures), answer = random.Pick<int[]>(figures);
        float[] dry = new float[samples];
        double time = 0;
        for (int chord = 0; time < 10; chord++)
        {
            int root = s_circle[chord % s_circle.Length];
            bool leader = chord / 2 % 2 == 0;
            for (int i = 0; i < 8; i++)
            {
                // The voices play the figure in turn; the other voice plays eighths against it.
                int upper = root > 3 ? root - 7 : root;
                if (leader) Play(7 + upper + figure[i], i, 1);
                else if (i % 2 == 0) Play(7 + upper + 4 - (i / 2), i, 2);
                if (!leader) Play(-7 + root + answer[i], i, 1);
                else if (i % 2 == 0) Play(-7 + root + (i == 4 ? 4 : i == 6 ? 2 : i == 2 ? -3 : 0), i, 2);
            }
            time += 8 * sixteenth;

            void Play(int degree, int at, int length)
            {
                int pitch = scale[degree] + (root == 4 && degree % 7 is 6 or -1 ? 1 : 0); // the leading note over the dominant
                Instruments.Harpsichord(dry, new Note(time + (at * sixteenth) + (random.Next() * .006), sixteenth * length * .92, pitch, at == 0 ? 1 : .8), random);
            }
        }
        return new DemoPiece("Invention in Two Voices", Room.Reverberate(dry, 1.1, .22));
    }

    public static DemoPiece Prelude(DemoRandom random, int samples)
    {
        var scale = Scale.Major(60 + random.Below(5));
        int[][] chords = [[0, 2, 4, 7, 9], [0, 1, 5, 8, 10], [-1, 1, 4, 8, 10], [0, 2, 4, 7, 9], [0, 2, 5, 9, 12], [-1, 1, 3, 8, 10], [-1, 1, 4, 6, 8], [-7, 2, 4, 7, 9]];
        double sixteenth = random.Range(.15f, .165f);
        float[] dry = new float[samples];
        for (int half = 0; half * 8 * sixteenth < 10; half++)
        {
            int[] chord = chords[half / 2 % chords.Length];
            int[] order = [0, 1, 2, 3, 4, 2, 3, 4];
            for (int i = 0; i < order.Length; i++)
            {
                double start = ((half * 8) + i) * sixteenth, length = i < 2 ? (8 - i) * sixteenth : sixteenth * 1.1;
                Instruments.Harpsichord(dry, new Note(start + (random.Next() * .005), length, scale[chord[order[i]]], i < 2 ? 1 : .75), random);
            }
        }
        return new DemoPiece("Prelude in Broken Chords", Room.Reverberate(dry, 1.4, .25));
    }
}
