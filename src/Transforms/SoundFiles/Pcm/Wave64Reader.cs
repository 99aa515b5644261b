using System.Buffers.Binary;

namespace Pix2Pitch.SoundFiles.Pcm;

/// <summary>Opens Sony Wave64 files: WAV with GUIDs instead of chunk names, and lengths of 64 bits.</summary>
internal static class Wave64Reader
{
    private const int HeadLength = 24; // of a chunk: its GUID and its length, which includes both

    private static readonly Guid s_riff = new("66666972-912E-11CF-A5D6-28DB04C10000"), s_wave = new("65766177-ACF3-11D3-8CD1-00C04F8EDB8A");
    private static readonly Guid s_format = new("20746D66-ACF3-11D3-8CD1-00C04F8EDB8A"), s_data = new("61746164-ACF3-11D3-8CD1-00C04F8EDB8A");

    /// <summary>Opens a file that begins with the Wave64 GUID of riff.</summary>
    /// <param name="path">The file's name, for messages.</param>
    /// <param name="file">The file; the reader disposes it.</param>
    /// <param name="begin">Position of the GUID, after ID3 tags.</param>
    public static PcmReader Open(string path, FileStream file, long begin)
    {
        var head = new byte[HeadLength];
        file.Position = begin;
        if (file.ReadAtLeast(head, HeadLength, throwOnEndOfStream: false) < HeadLength || new Guid(head.AsSpan(0, 16)) != s_riff) throw SampleReader.Truncated(path);
        if (file.ReadAtLeast(head.AsSpan(0, 16), 16, throwOnEndOfStream: false) < 16 || new Guid(head.AsSpan(0, 16)) != s_wave) throw SampleReader.Truncated(path);
        WaveFormat? format = null;
        for (long at = begin + HeadLength + 16; at + HeadLength <= file.Length;)
        {
            file.Position = at;
            file.ReadExactly(head);
            var id = new Guid(head.AsSpan(0, 16));
            long length = BinaryPrimitives.ReadInt64LittleEndian(head.AsSpan(16)) - HeadLength, start = at + HeadLength;
            if (id == s_format && format is null) format = WaveReader.ReadFormat(path, file, start, length);
            if (id == s_data)
            {
                if (format is null) throw WaveReader.NoFormat(path);
                // Unknown: written by a program to a pipe.
                return WaveReader.Open(path, file, format, start, length is < 0 or > long.MaxValue / 2 ? file.Length - start : length);
            }
            if (length < 0 || length > file.Length) break;
            at = begin + (start - begin + length + 7) / 8 * 8;
        }
        throw SampleReader.Truncated(path);
    }
}
