namespace Pix2Pitch.Tools.Demo.Music;

/// <summary>Fortepiano: a melody of question and answer over an Alberti bass; a minuet.</summary>
internal static class ClassicalMusic
{
    public static DemoPiece Sonatina(DemoRandom random, int samples)
    {
        int tonic = 60 + random.Below(6);
        var scale = Scale.Major(tonic);
        double eighth = random.Range(.205f, .225f);
        int[] roots = [0, 4, 0, 3, 0, 1, 4, 0];
        int[][] question = [[4, 4, 5, 4], [2, 3, 4, 2], [7, 7, 6, 5], [5, 4, 3, 2]], answer = [[4, 4, 5, 4], [7, 6, 5, 4], [3, 5, 4, 1], [2, 1, 0, 0]];
        float[] dry = new float[samples];
        for (int bar = 0; bar * 8 * eighth < 10; bar++)
        {
            double start = bar * 8 * eighth;
            int root = roots[bar % 8] - (roots[bar % 8] > 3 ? 7 : 0);
            for (int i = 0; i < 8; i++)
            {
                // Low, high, middle, high.
                int degree = root - 7 + (i % 4) switch { 0 => 0, 2 => 2, _ => 4 };
                Instruments.Piano(dry, new Note(start + (i * eighth), eighth * .9, scale[degree], i == 0 ? .42 : .3), brightness: .35, sustain: .6);
            }
            int[] tune = (bar / 4 % 2 == 0 ? question : answer)[bar % 4];
            bool turn = random.Chance(.3f);
            for (int i = 0; i < 4; i++)
            {
                double at = start + (i * 2 * eighth), length = 2 * eighth * (i == 3 ? .7 : .93);
                if (turn && i == 2)
                {
                    int[] around = [1, 0, -1, 0];
                    for (int k = 0; k < 4; k++)
                        Instruments.Piano(dry, new Note(at + (k * eighth / 2), eighth / 2, scale[7 + tune[i] + around[k]], .5), brightness: .55, sustain: .6);
                    continue;
                }
                Instruments.Piano(dry, new Note(at, length, scale[7 + tune[i]], i == 0 ? .68 : .55), brightness: .55, sustain: .7);
            }
        }
        return new DemoPiece("Sonatina, Allegro", Room.Reverberate(dry, .8, .14));
    }

    public static DemoPiece Minuet(DemoRandom random, int samples)
    {
        var scale = Scale.Major(62 + random.Below(5));
        double quarter = random.Range(.44f, .48f);
        int[] roots = [0, 3, 4, 0, 5, 1, 4, 0];
        int[][] tunes = [[4, 7, 7], [5, 8, 8], [6, 5, 4], [4, 2, 0], [7, 9, 7], [8, 7, 5], [4, 6, 8], [7, 7, 7]];
        float[] dry = new float[samples];
        for (int bar = 0; bar * 3 * quarter < 10; bar++)
        {
            double start = bar * 3 * quarter;
            int root = roots[bar % 8] - (roots[bar % 8] > 3 ? 7 : 0);
            Instruments.Piano(dry, new Note(start, quarter * .9, scale[root - 7], .5), brightness: .3, sustain: .6);
            for (int beat = 1; beat < 3; beat++)
            {
                foreach (int third in (ReadOnlySpan<int>)[0, 2, 4])
                    Instruments.Piano(dry, new Note(start + (beat * quarter), quarter * .5, scale[root + third], .26), brightness: .3, sustain: .5);
            }
            for (int beat = 0; beat < 3; beat++)
            {
                int degree = tunes[bar % 8][beat] + 7;
                bool split = beat == 1 && random.Chance(.55f);
                Instruments.Piano(dry, new Note(start + (beat * quarter), quarter * (split ? .5 : .85), scale[degree], beat == 0 ? .7 : .52), brightness: .6, sustain: .7);
                if (split) Instruments.Piano(dry, new Note(start + (1.5 * quarter), quarter * .45, scale[degree + 1], .46), brightness: .6, sustain: .7);
            }
        }
        return new DemoPiece("Minuet", Room.Reverberate(dry, .9, .16));
    }
}
