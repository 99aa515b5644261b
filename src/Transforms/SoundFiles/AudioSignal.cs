namespace Pix2Pitch.SoundFiles;

/// <summary>Mono sound.</summary>
/// <param name="Samples">The samples, nominally in [-1, 1].</param>
/// <param name="SampleRate">Samples per second.</param>
public sealed record AudioSignal(float[] Samples, int SampleRate)
{
    /// <summary>How long it lasts, in seconds.</summary>
    public double Seconds => (double)Samples.Length / SampleRate;
}
