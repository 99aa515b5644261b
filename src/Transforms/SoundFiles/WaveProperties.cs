using System.Text;
using System.Text.Json;
using Pix2Pitch.SoundFiles.Pcm;

namespace Pix2Pitch.SoundFiles;

/// <summary>The properties that <see cref="WaveWriter"/> stores in WAV files.</summary>
public static class WaveProperties
{
    private const int MaxListLength = 1 << 20;

    /// <summary>Reads the properties of a file.</summary>
    /// <param name="path">A WAV file.</param>
    /// <returns>The properties; empty if the file was not written by <see cref="WaveWriter"/>.</returns>
    /// <exception cref="Pix2PitchException">The file does not exist or cannot be read.</exception>
    public static IReadOnlyDictionary<string, string> Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using FileStream file = SampleReader.OpenFile(path);
        try
        {
            foreach ((uint id, long start, uint length) in RiffChunks.Read(file))
            {
                if (id != RiffChunks.Id("LIST") || length > MaxListLength || start + length > file.Length) continue;
                var list = new byte[length];
                file.Position = start;
                file.ReadExactly(list);
                if (Parse(list) is { } properties) return properties;
            }
        }
        catch (IOException e)
        {
            throw SampleReader.Unreadable(path, e);
        }
        return new Dictionary<string, string>();
    }

    private static Dictionary<string, string>? Parse(byte[] list)
    {
        bool isOurs = false;
        string? comment = null;
        foreach ((uint id, ReadOnlyMemory<byte> field) in RiffChunks.ReadInfo(list))
        {
            string text = Encoding.UTF8.GetString(field.Span).TrimEnd('\0');
            if (id == RiffChunks.Id("ISFT")) isOurs = text == WaveWriter.Software;
            else if (id == RiffChunks.Id("ICMT")) comment = text;
        }
        if (!isOurs || comment is null) return null;
        try
        {
            return JsonSerializer.Deserialize<Dictionary<string, string>>(comment);
        }
        catch (JsonException)
        {
            return null; // changed by another program
        }
    }
}
