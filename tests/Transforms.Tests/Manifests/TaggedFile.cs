using System.Text;
using Pix2Pitch.Transforms.Tests.SoundFiles;

namespace Pix2Pitch.Transforms.Tests.Manifests;

/// <summary>Makes sound files with tags.</summary>
internal static class TaggedFile
{
    /// <summary>A file of the format that its ending says, with tags named as in Vorbis comments.</summary>
    public static byte[] Make(string ending, params (string Name, string Text)[] tags)
    {
        string[] comments = [.. tags.Select(tag => $"{tag.Name}={tag.Text}")];
        return ending switch
        {
            "flac" => (FlacBytes.Of(TestSignals.Music(22050, 22050), 22050) with { Comments = comments }).ToArray(),
            "ogg" => Ogg("mono.ogg", [3, .. "vorbis"u8, .. FlacBytes.VorbisComments(comments), 1]),
            "opus" => Ogg("opus.opus", [.. "OpusTags"u8, .. FlacBytes.VorbisComments(comments)]),
            "mp3" => [.. Id3(tags), .. ReferenceFile.Bytes("cbr64-mono.mp3")],
            "aiff" => (AiffBytes.Of(TestSignals.Music(22050, 22050), 22050) with { Before = [.. Chunks(tags, "NAME", "AUTH", null)] }).ToArray(),
            _ => new WaveBytes { Data = new byte[44100], Before = [("LIST", [.. "INFO"u8, .. Chunks(tags, "INAM", "IART", "ICRD").SelectMany(chunk => Little(chunk.Id, chunk.Content))])] }.ToArray(),
        };
    }

    /// <summary>An ID3 tag of version 2.4 in UTF-8.</summary>
    public static byte[] Id3(params (string Name, string Text)[] tags)
    {
        byte[] frames = [.. tags.SelectMany(tag =>
        {
            string? id = tag.Name switch { "TITLE" => "TIT2", "ARTIST" => "TPE1", "COMPOSER" => "TCOM", "DATE" => "TDRC", "GENRE" => "TCON", _ => null };
            byte[] text = Encoding.UTF8.GetBytes(id is null ? $"{tag.Name}\0{tag.Text}" : tag.Text);
            return (byte[])[.. Encoding.ASCII.GetBytes(id ?? "TXXX"), .. Seven(text.Length + 1), 0, 0, 3, .. text];
        })];
        return [.. "ID3"u8, 4, 0, 0, .. Seven(frames.Length), .. frames];
    }

    // Four times seven bits.
    private static byte[] Seven(int length) => [(byte)(length >> 21 & 127), (byte)(length >> 14 & 127), (byte)(length >> 7 & 127), (byte)(length & 127)];

    private static byte[] Ogg(string name, byte[] comments)
    {
        List<byte[]> pages = OggBytes.Pages(ReferenceFile.Bytes(name)), packets = OggBytes.Packets(pages[1]);
        packets[0] = comments;
        uint serial = BitConverter.ToUInt32(pages[0], 14);
        return [.. pages[0], .. OggBytes.Page(packets, 0, 0, serial, 1), .. pages.Skip(2).SelectMany(page => page)];
    }

    private static IEnumerable<(string Id, byte[] Content)> Chunks((string Name, string Text)[] tags, string title, string artist, string? date)
    {
        foreach ((string name, string text) in tags)
        {
            string? id = name switch { "TITLE" => title, "ARTIST" => artist, "DATE" => date, _ => null };
            if (id is not null) yield return (id, Encoding.UTF8.GetBytes(text));
        }
    }

    private static byte[] Little(string id, byte[] content)
        => [.. Encoding.ASCII.GetBytes(id), .. BitConverter.GetBytes(content.Length), .. content, .. new byte[content.Length % 2]];
}
