using System.Buffers.Binary;
using System.Text.RegularExpressions;
using NWaves.Operations;
using NWaves.Signals;

namespace Pix2Pitch.Tools.Notebooks;

/// <summary>Shortens the sound of players, so that the pages stay small in the repository.</summary>
internal static partial class ShortSound
{
    /// <summary>The length that is kept, in seconds.</summary>
    public const int Seconds = 5;

    /// <summary>The maximum sample rate that is kept.</summary>
    public const int SampleRate = 11025;

    private const int Header = 44; // of a WAV file without other chunks before the samples

    /// <summary>Shortens every player of a part of a page.</summary>
    /// <returns>The part, and whether something was shortened.</returns>
    public static (string Html, bool IsShortened) Of(string html)
    {
        bool isShortened = false;
        string result = Sound().Replace(html, match =>
        {
            byte[] wave = Convert.FromBase64String(match.Value);
            byte[] kept = Shorten(wave);
            isShortened |= kept.Length < wave.Length;
            return Convert.ToBase64String(kept);
        });
        return (result, isShortened);
    }

    private static byte[] Shorten(byte[] wave)
    {
        int rate = BinaryPrimitives.ReadInt32LittleEndian(wave.AsSpan(24)), channels = wave[22], bits = wave[34];
        if (channels != 1 || bits != 16) throw new NotebookException("A player has sound that is not mono with 16 bit.");
        int length = Math.Min(BinaryPrimitives.ReadInt32LittleEndian(wave.AsSpan(40)) / 2, Seconds * rate);
        var samples = new float[length];
        for (int i = 0; i < length; i++) samples[i] = BinaryPrimitives.ReadInt16LittleEndian(wave.AsSpan(Header + 2 * i)) / 32768f;
        int factor = rate / SampleRate;
        if (factor > 1)
        {
            samples = Operation.Decimate(new DiscreteSignal(rate, samples), factor).Samples[..(length / factor)]; // without the end of the filter
            rate /= factor;
        }
        int fade = Math.Min(samples.Length, rate / 20);
        for (int i = 1; i <= fade; i++) samples[^i] *= (float)i / fade;
        var bytes = new byte[Header + 2 * samples.Length];
        wave.AsSpan(0, Header).CopyTo(bytes);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(4), bytes.Length - 8);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(24), rate);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(28), 2 * rate);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(40), 2 * samples.Length);
        for (int i = 0; i < samples.Length; i++)
            BinaryPrimitives.WriteInt16LittleEndian(bytes.AsSpan(Header + 2 * i), (short)Math.Clamp(MathF.Round(samples[i] * 32768f), short.MinValue, short.MaxValue));
        return bytes;
    }

    [GeneratedRegex("(?<=data:audio/wav;base64,)[A-Za-z0-9+/=]+")]
    private static partial Regex Sound();
}
