namespace Pix2Pitch.Tools.Demo.Music;

/// <summary>Reverberation by Schroeder, "Natural sounding artificial reverberation" (1962): four comb filters and two all-pass filters.</summary>
internal static class Room
{
    private static readonly int[] s_combs = [655, 743, 823, 907], s_passes = [111, 37];

    /// <param name="dry">The sound without a room.</param>
    /// <param name="seconds">The time after which the reverberation has fallen by 60 dB.</param>
    /// <param name="wet">The level of the reverberation, 0 to 1.</param>
    public static float[] Reverberate(float[] dry, double seconds, double wet)
    {
        float[] room = new float[dry.Length];
        foreach (int delay in s_combs)
        {
            float[] line = new float[delay];
            float feedback = (float)Math.Pow(.001, delay / (seconds * Instruments.SampleRate)), dull = 0;
            for (int i = 0, at = 0; i < dry.Length; i++, at = at + 1 == delay ? 0 : at + 1)
            {
                float echo = line[at];
                dull = (.65f * echo) + (.35f * dull);
                line[at] = dry[i] + (dull * feedback);
                room[i] += echo * .25f;
            }
        }
        foreach (int delay in s_passes)
        {
            float[] line = new float[delay];
            for (int i = 0, at = 0; i < room.Length; i++, at = at + 1 == delay ? 0 : at + 1)
            {
                float echo = line[at], input = room[i] + (.6f * echo);
                line[at] = input;
                room[i] = echo - (.6f * input);
            }
        }
        for (int i = 0; i < dry.Length; i++) room[i] = (float)(((1 - (.5 * wet)) * dry[i]) + (wet * room[i]));
        return room;
    }
}
