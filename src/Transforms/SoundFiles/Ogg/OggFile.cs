using Pix2Pitch.SoundFiles.Vorbis;

namespace Pix2Pitch.SoundFiles.Ogg;

/// <summary>Opens Ogg files with Vorbis or FLAC, also multiplexed with other streams, and chained (one stream after another).</summary>
internal static class OggFile
{
    private const int MaxStreams = 10_000;

    /// <summary>Opens a file that begins with "OggS".</summary>
    /// <param name="path">The file's name, for messages.</param>
    /// <param name="file">The file; the reader disposes it.</param>
    /// <param name="start">Position of "OggS", after ID3 tags.</param>
    /// <exception cref="Pix2PitchException">
    /// It has no supported sound, or recordings with different sample rates or numbers of channels.
    /// </exception>
    public static SampleReader Open(string path, FileStream file, long start)
    {
        List<OggStream> streams = Streams(path, file, start);
        return streams.Count == 1 ? Open(path, file, streams[0], ownsFile: true) : new ChainedReader(path, file, streams);
    }

    /// <summary>Opens one of the streams.</summary>
    internal static SampleReader Open(string path, FileStream file, OggStream stream, bool ownsFile)
        => stream.Codec == OggCodec.Vorbis ? VorbisReader.Open(path, file, stream, ownsFile) : OggFlacSource.Open(path, file, stream, ownsFile);

    /// <summary>The comments of the first stream of sound, starting with the length of the encoder's name; empty if there are none.</summary>
    public static ReadOnlySpan<byte> ReadComments(string path, FileStream file, long start)
    {
        foreach (OggPage page in Pages(file, start))
        {
            if (!page.IsFirst) break;
            OggCodec codec = Codec(file, page);
            if (codec == OggCodec.Other) continue;
            var packets = new OggPackets(path, file, new OggStream(page.Serial, page.Offset, codec, file.Length));
            if (!packets.Read() || !packets.Read()) break;
            ReadOnlySpan<byte> packet = packets.Packet.Span;
            int head = codec switch { OggCodec.Vorbis => 7, OggCodec.Opus => 8, OggCodec.Flac => 4, _ => 0 }; // length of the packet's signature
            return packet[Math.Min(head, packet.Length)..];
        }
        return default;
    }

    /// <summary>The streams of sound, one for each consecutive recording.</summary>
    internal static List<OggStream> Streams(string path, FileStream file, long start)
    {
        var streams = new List<OggStream>();
        var refused = OggCodec.Other;
        OggStream? current = null;
        bool isBeginning = false; // within the first pages of multiplexed streams
        long end = start;
        foreach (OggPage page in Pages(file, start))
        {
            end = page.End;
            if (page.IsFirst)
            {
                if (!isBeginning) current = null;
                isBeginning = true;
                OggCodec codec = Codec(file, page);
                if (codec is OggCodec.Vorbis or OggCodec.Flac)
                {
                    if (current is null) streams.Add(current = new OggStream(page.Serial, page.Offset, codec));
                    if (streams.Count > MaxStreams) throw new Pix2PitchException($"'{path}' has more than {MaxStreams} consecutive recordings; split it.");
                }
                else if (refused == OggCodec.Other)
                {
                    refused = codec;
                }
            }
            else
            {
                isBeginning = false;
            }
            if (current is not null && page.Serial == current.Serial) current.Add(page);
        }
        if (current is not null) current.IsTruncated = BeginsPage(file, end);
        if (refused != OggCodec.Other)
            throw new Pix2PitchException($"'{path}' is {refused} in Ogg, which is not supported; convert it to FLAC, OGG Vorbis or WAV.");
        if (streams.Count == 0) throw SampleReader.NoSound(path, "it is an Ogg file without sound in a known codec");
        return streams;
    }

    private static bool BeginsPage(FileStream file, long at)
    {
        Span<byte> letters = stackalloc byte[4];
        file.Position = at;
        return file.ReadAtLeast(letters, letters.Length, throwOnEndOfStream: false) == letters.Length && letters.SequenceEqual("OggS"u8);
    }

    private static OggCodec Codec(FileStream file, OggPage page)
    {
        Span<byte> body = stackalloc byte[16];
        body = body[..Math.Min(body.Length, page.BodyLength)];
        file.Position = page.Offset + page.HeadLength;
        body = body[..file.ReadAtLeast(body, body.Length, throwOnEndOfStream: false)];
        if (body.StartsWith("\u0001vorbis"u8)) return OggCodec.Vorbis;
        if (body.StartsWith("\u007FFLAC"u8) || body.StartsWith("fLaC"u8)) return OggCodec.Flac;
        if (body.StartsWith("OpusHead"u8)) return OggCodec.Opus;
        if (body.StartsWith("Speex   "u8)) return OggCodec.Speex;
        return body.StartsWith("PCM     "u8) ? OggCodec.Pcm : OggCodec.Other;
    }

    // The headers of all complete pages. If a page is not where it is expected, the next one is searched; the damage is detected when the pages are
    // read.
    private static IEnumerable<OggPage> Pages(FileStream file, long at)
    {
        var head = new byte[OggPage.MaxHeadLength];
        while (at < file.Length)
        {
            file.Position = at;
            int count = file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
            OggPage? page = OggPage.Parse(head.AsSpan(0, count), at);
            if (page is { } found && found.End <= file.Length)
            {
                yield return found;
                at = found.End;
                continue;
            }
            int next = head.AsSpan(1, Math.Max(0, count - 1)).IndexOf("OggS"u8);
            at += next >= 0 ? next + 1 : Math.Max(1, count - 3);
        }
    }
}
