using Pix2Pitch.SoundFiles.Tags;

namespace Pix2Pitch.SoundFiles.Flac;

/// <summary>The metadata blocks of a FLAC file (RFC 9639, section 8).</summary>
internal static class FlacBlocks
{
    /// <summary>The type of a block.</summary>
    public const int StreamInfo = 0, VorbisComment = 4;

    private const int Invalid = 127;

    /// <summary>The blocks of a file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="at">Position of the first one, after "fLaC".</param>
    public static IEnumerable<(int Type, long Start, int Length)> Read(FileStream file, long at)
    {
        var head = new byte[4];
        bool isLast = false;
        while (!isLast && at + head.Length <= file.Length)
        {
            file.Position = at;
            file.ReadExactly(head);
            isLast = (head[0] & 0x80) != 0;
            int type = head[0] & 0x7F, length = head[1] << 16 | head[2] << 8 | head[3];
            if (type == Invalid) yield break; // a frame: no block was marked as the last one
            yield return (type, at + 4, length);
            at += 4 + length;
        }
    }
}
