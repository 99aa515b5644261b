namespace Pix2Pitch.Tools.Demo.Music;

/// <summary>Piano with pedal and rubato: a nocturne; an agitated piece of octaves and chords.</summary>
internal static class RomanticMusic
{
    public static DemoPiece Nocturne(DemoRandom random, int samples)
    {
        int tonic = 49 + random.Below(5);
        // i, VI, iv, the Neapolitan, V with a ninth, i: notes above the tonic, from the bass up.
        int[][] chords = [[-12, 0, 7, 12, 15], [-16, -4, 3, 8, 15], [-7, 5, 8, 12, 20], [-11, 1, 8, 13, 17], [-5, 2, 5, 11, 20], [-12, 0, 7, 15, 19]];
        int[][] tunes = [[31, 27, 26], [27, 32, 31], [29, 32, 36], [37, 36, 32], [35, 29, 32], [31, 27, 24]];
        float[] dry = new float[samples];
        double time = 0;
        for (int bar = 0; time < 10; bar++)
        {
            int[] chord = chords[bar % chords.Length], tune = tunes[bar % tunes.Length];
            double swell = .5 + (.5 * Math.Sin(Math.PI * (bar % 6 + .6) / 6)), step = random.Range(.25f, .28f) * (1.18 - (.25 * swell));
            double[] onsets = new double[9];
            for (int i = 0; i < 8; i++) onsets[i + 1] = onsets[i] + (step * (i == 7 ? 1.45 : i is 2 or 3 ? .9 : 1.02)); // slower at the end of the bar
            int[] wave = [0, 1, 2, 3, 4, 3, 2, 1];
            for (int i = 0; i < 8; i++)
                Instruments.Piano(dry, new Note(time + onsets[i], onsets[8] - onsets[i], tonic + chord[wave[i]], (i == 0 ? .5 : .27) * (.6 + (.5 * swell))), .006, .3, 1.5);
            int[] beats = [0, 4, 6];
            for (int i = 0; i < 3; i++)
            {
                double at = time + onsets[beats[i]] + (i == 0 ? .05 : random.Range(0, .03f)), length = onsets[i == 2 ? 8 : beats[i + 1]] - onsets[beats[i]];
                double loud = (.62 + (.3 * swell)) * (i == 0 ? 1 : .88);
                Instruments.Piano(dry, new Note(at, length + .15, tonic + tune[i], loud), .004, .45, 1.6);
                if (swell > .8) Instruments.Piano(dry, new Note(at + .015, length, tonic + tune[i] - 12, loud * .6), .004, .4, 1.4);
            }
            time += onsets[8];
        }
        return new DemoPiece("Nocturne", Room.Reverberate(dry, 2.1, .3));
    }

    public static DemoPiece Storm(DemoRandom random, int samples)
    {
        int tonic = 36 + random.Below(4);
        int[][] chords = [[0, 7, 12, 15], [-2, 8, 12, 14], [-4, 8, 12, 15], [-5, 7, 11, 14], [1, 8, 13, 17], [-1, 6, 11, 14], [0, 7, 12, 15]];
        float[] dry = new float[samples];
        double time = 0;
        for (int bar = 0; time < 10; bar++)
        {
            int[] chord = chords[bar % chords.Length];
            double drive = Math.Min(1, .45 + (.11 * (bar % 6))), step = (.125 - (.02 * drive)) * random.Range(.97f, 1.03f);
            for (int i = 0; i < 12; i++)
            {
                // Broken octaves in the bass.
                int roll = (i % 4) switch { 0 => 0, 1 => 12, 2 => 7, _ => 12 };
                Instruments.Piano(dry, new Note(time + (i * step), step * 1.6, tonic + chord[0] + roll, .38 + (.4 * drive)), .003, .35, 1.1);
            }
            foreach (double at in (ReadOnlySpan<double>)[0, 5, 8])
            {
                int lift = at == 0 ? 24 : at == 5 ? 27 : 26;
                for (int k = 1; k < 4; k++)
                    Instruments.Piano(dry, new Note(time + (at * step) + (k * .012), step * 3.2, tonic + chord[k] + 12 + (lift - 24), .45 + (.45 * drive)), .003, .55, 1.2);
                Instruments.Piano(dry, new Note(time + (at * step) + .04, step * 3.4, tonic + chord[3] + lift, .55 + (.45 * drive)), .003, .7, 1.3);
            }
            time += (12 * step) + (bar % 3 == 2 ? .16 : 0);
        }
        return new DemoPiece("Agitato", Room.Reverberate(dry, 1.7, .24), .95);
    }
}
