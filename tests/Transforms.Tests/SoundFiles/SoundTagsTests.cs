using System.Text;
using Pix2Pitch.SoundFiles;

namespace Pix2Pitch.Transforms.Tests.SoundFiles;

/// <summary>Reading of all kinds of tags; the tests of manifests test their use.</summary>
public sealed class SoundTagsTests : IDisposable
{
    private static readonly byte[] s_sound = ReferenceFile.Bytes("smallest.mp3");

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Composer_performer_and_dates_are_distinguished_in_Vorbis_comments()
    {
        string[] comments = ["Title=Prélude", "COMPOSER=Claude Debussy", "artist=Berliner Philharmoniker", "PERFORMER=A", "CONDUCTOR=B", "performer=A", "DATE=1988", "ORIGINALDATE=1975", "WORK=Suite", "LICENSE=CC0", "X=Y", "broken"];
        SoundTags tags = SoundTags.Read(_folder.Write("a.flac", (FlacBytes.Of([0.5f], 22050) with { Comments = comments }).ToArray()));
        Assert.Equal(("Prélude", "Claude Debussy", "Berliner Philharmoniker", "A; B"), (tags.Title, tags.Composer, tags.Artist, tags.Performer));
        Assert.Equal(("1988", "1975", "Suite", "CC0"), (tags.Date, tags.OriginalDate, tags.Work, tags.Licence));
        Assert.Equal("Debussy", SoundTags.Read(ReferenceFile.PathOf("flac.oga")).Composer);
        Assert.Equal(("La mer", "Debussy"), (SoundTags.Read(ReferenceFile.PathOf("opus.opus")).Title, SoundTags.Read(ReferenceFile.PathOf("opus.opus")).Artist));
    }

    [Theory, InlineData(2), InlineData(3), InlineData(4)]
    public void Every_version_of_ID3_is_read(int version)
    {
        (string title, string artist, string composer, string date, string genre) = version == 2 ? ("TT2", "TP1", "TCM", "TYE", "TCO") : ("TIT2", "TPE1", "TCOM", version == 3 ? "TYER" : "TDRC", "TCON");
        byte[] tag = Tag(version,
            (version == 2 ? "PIC" : "APIC", new byte[300]),
            (title, [1, 0xFF, 0xFE, .. Encoding.Unicode.GetBytes("夜の歌\0")]),
            (artist, [0, .. Encoding.Latin1.GetBytes("Hélène")]),
            (composer, version == 4 ? [3, .. "Ирина\0Bach"u8] : [1, 0xFE, 0xFF, .. Encoding.BigEndianUnicode.GetBytes("Ирина")]),
            (date, [0, .. "1988"u8]),
            (genre, [0, .. "(32)Baroque"u8]));
        SoundTags tags = SoundTags.Read(_folder.Write("a.mp3", [.. tag, .. s_sound]));
        Assert.Equal(("夜の歌", "Hélène", version == 4 ? "Ирина; Bach" : "Ирина", "1988", "Baroque"), (tags.Title, tags.Artist, tags.Composer, tags.Date, tags.Genre));
    }

    [Fact]
    public void Free_fields_and_unsynchronised_tags_are_read()
    {
        byte[] tag = Tag(3, ("TXXX", [0, .. "Composer\0Bach"u8]), ("TIT2", [1, 0xFF, 0, 0xFE, .. Encoding.Unicode.GetBytes("Air")]));
        tag[5] = 0x80;
        tag[9]++; // the byte that was inserted after FF
        tag[10 + 10 + 14 + 7]--; // which the length of the frame does not include
        SoundTags tags = SoundTags.Read(_folder.Write("a.mp3", [.. tag, .. s_sound]));
        Assert.Equal(("Bach", "Air"), (tags.Composer, tags.Title));
    }

    [Fact]
    public void Fields_missing_in_the_first_tag_come_from_the_others()
    {
        byte[] ape = Ape(("Title", "other"), ("Composer", "J. S. Bach"), ("Year", "1970")), old = new byte[128];
        "TAG"u8.CopyTo(old);
        Encoding.Latin1.GetBytes("Suite für Laute").CopyTo(old, 3);
        "An artist"u8.CopyTo(old.AsSpan(33));
        "1725"u8.CopyTo(old.AsSpan(93));
        SoundTags tags = SoundTags.Read(_folder.Write("a.mp3", [.. Tag(4, ("TIT2", [3, .. "Air"u8])), .. s_sound, .. ape, .. old]));
        Assert.Equal(("Air", "J. S. Bach", "1970", "An artist"), (tags.Title, tags.Composer, tags.Date, tags.Artist));
        Assert.Equal("Suite für Laute", SoundTags.Read(_folder.Write("old.mp3", [.. s_sound, .. old])).Title);
    }

    [Fact]
    public void Chunks_of_WAV_and_AIFF_are_read_and_ID3_in_them()
    {
        byte[] id3 = Tag(4, ("TCOM", [3, .. "Bach"u8])), info = [.. "INFOINAM"u8, 4, 0, 0, 0, .. "Air\0"u8, .. "IART"u8, 2, 0, 0, 0, 0xE9, 0];
        SoundTags wave = SoundTags.Read(_folder.Write("a.wav", new WaveBytes { Data = new byte[20], Before = [("LIST", info)], After = [("id3 ", id3)] }.ToArray()));
        Assert.Equal(("Air", "é", "Bach"), (wave.Title, wave.Artist, wave.Composer));
        SoundTags aiff = SoundTags.Read(_folder.Write("a.aiff", (AiffBytes.Of([0.5f], 22050) with { Before = [("NAME", "Air"u8.ToArray()), ("AUTH", "é"u8.ToArray()), ("ID3 ", id3)] }).ToArray()));
        Assert.Equal(("Air", "é", "Bach"), (aiff.Title, aiff.Artist, aiff.Composer));
    }

    [Fact]
    public void ID3_in_a_chunk_ends_with_the_chunk()
    {
        byte[] head = [.. "ID3"u8, 3, 0, 0, 127, 127, 127, 127]; // claims 256 MB
        AiffBytes aiff = AiffBytes.Of([0.5f], 22050) with { Before = [("ID3 ", head), ("TIT2", [0, 0, 0, .. "Air"u8])] };
        Assert.Equal("", SoundTags.Read(_folder.Write("a.aiff", aiff.ToArray())).Title);
    }

    [Fact]
    public void Thousands_of_ID3_chunks_take_no_memory()
    {
        byte[] head = [.. "ID3"u8, 3, 0, 0, 127, 127, 127, 127];
        string path = _folder.Write("a.wav", new WaveBytes { Data = new byte[20], Before = [.. Enumerable.Repeat(("id3 ", head), 3000)] }.ToArray());
        long before = GC.GetAllocatedBytesForCurrentThread();
        SoundTags.Read(path);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000_000);
    }

    [Fact]
    public void Any_changed_bytes_give_only_tags()
    {
        byte[][] seeds =
        [
            [.. Tag(3, ("TIT2", [1, 0xFF, 0xFE, 65, 0]), ("TCOM", [0, .. "Bach"u8])), .. s_sound[..200], .. Ape(("Composer", "Bach")), .. "TAG"u8, .. new byte[125]],
            (FlacBytes.Of([0.5f], 22050) with { Comments = ["TITLE=a", "COMPOSER=b"] }).ToArray(),
            ReferenceFile.Bytes("opus.opus"),
            new WaveBytes { Data = new byte[20], Before = [("LIST", [.. "INFOINAM"u8, 4, 0, 0, 0, .. "Air\0"u8])] }.ToArray(),
        ];
        var random = new Random(3);
        for (int n = 0; n < 2000; n++)
        {
            byte[] bytes = [.. seeds[n % seeds.Length]];
            for (int i = random.Next(1, 5); i > 0; i--) bytes[random.Next(Math.Min(bytes.Length, 120))] = (byte)random.Next(256);
            if (n % 3 == 0) bytes = bytes[..random.Next(bytes.Length)];
            Assert.NotNull(SoundTags.Read(_folder.Write("a", bytes)));
        }
        Assert.Equal(SoundTags.None, SoundTags.Read(_folder.Write("none.mp3", [0xFF, 0xFB, .. new byte[500]])));
        Assert.Equal(SoundTags.None, SoundTags.Read(_folder.File("missing.mp3")));
    }

    private static byte[] Tag(int version, params (string Id, byte[] Content)[] frames)
    {
        byte[] all = [.. frames.SelectMany(frame => (byte[])[.. Encoding.ASCII.GetBytes(frame.Id), .. Length(frame.Content.Length), .. version == 2 ? [] : new byte[2], .. frame.Content])];
        return [.. "ID3"u8, (byte)version, 0, 0, (byte)(all.Length >> 21 & 127), (byte)(all.Length >> 14 & 127), (byte)(all.Length >> 7 & 127), (byte)(all.Length & 127), .. all];

        byte[] Length(int length) => version switch
        {
            2 => [(byte)(length >> 16), (byte)(length >> 8), (byte)length],
            3 => [0, (byte)(length >> 16), (byte)(length >> 8), (byte)length],
            _ => [0, (byte)(length >> 14 & 127), (byte)(length >> 7 & 127), (byte)(length & 127)],
        };
    }

    private static byte[] Ape(params (string Key, string Value)[] items)
    {
        byte[] all = [.. items.SelectMany(item => (byte[])[.. BitConverter.GetBytes(Encoding.UTF8.GetByteCount(item.Value)), 0, 0, 0, 0, .. Encoding.ASCII.GetBytes(item.Key), 0, .. Encoding.UTF8.GetBytes(item.Value)])];
        return [.. all, .. "APETAGEX"u8, .. BitConverter.GetBytes(2000), .. BitConverter.GetBytes(all.Length + 32), .. BitConverter.GetBytes(items.Length), .. new byte[12]];
    }
}
