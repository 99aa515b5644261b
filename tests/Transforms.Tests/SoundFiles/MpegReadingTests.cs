using Pix2Pitch.SoundFiles;

namespace Pix2Pitch.Transforms.Tests.SoundFiles;

/// <summary>Special cases of MP3: tags around the sound, damage that is skipped, and no length in the header.</summary>
public sealed class MpegReadingTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Tags_around_the_sound_are_ignored()
    {
        byte[] tag = [.. "ID3"u8, 4, 0, 0, 0, 0, 7, 104, .. new byte[1000]]; // 7 x 128 + 104
        byte[] ape = [.. new byte[200], .. "APETAGEX"u8, .. BitConverter.GetBytes(2000), .. BitConverter.GetBytes(232), .. new byte[16]], old = [.. "TAG"u8, .. new byte[125]];
        foreach (string name in (string[])["vbr2.mp3", "layer2.mp2", "level5.flac", "mono.ogg", "u-law.wav", "a-law.aifc"])
        {
            byte[] sound = ReferenceFile.Bytes(name), after = name.EndsWith(".mp3", StringComparison.Ordinal) ? [.. ape, .. old] : [];
            Assert.Equal(ReferenceFile.ReadAll(ReferenceFile.PathOf(name)), ReferenceFile.ReadAll(_folder.Write("tagged", [.. tag, .. tag, .. sound, .. after])));
        }
    }

    [Fact]
    public void Data_between_a_tag_and_the_first_frame_is_ignored()
    {
        byte[] bytes = [.. "ID3"u8, 4, 0, 0, 0, 0, 0, 10, .. new byte[3000], .. ReferenceFile.Bytes("cbr64-mono.mp3")];
        Assert.Equal(ReferenceFile.ReadAll(ReferenceFile.PathOf("cbr64-mono.mp3")), ReferenceFile.ReadAll(_folder.Write("a.mp3", bytes)));
    }

    [Fact]
    public void Damaged_files_give_the_sound_around_the_damage()
    {
        byte[] right = ReferenceFile.Bytes("vbr-without-index.mp3");
        float[] whole = ReferenceFile.ReadAll(ReferenceFile.PathOf("vbr-without-index.mp3"));
        byte[] hole = [.. right], cut = [.. right[..2000], .. right[2277..]];
        new Random(1).NextBytes(hole.AsSpan(right.Length / 2, 300));
        Assert.Equal(whole.Length, ReferenceFile.ReadAll(_folder.Write("hole.mp3", hole)).Length, 2.0 * 1152);
        Assert.InRange(ReferenceFile.ReadAll(_folder.Write("cut.mp3", cut)).Length, whole.Length - 4 * 1152, whole.Length);
        float[] half = ReferenceFile.ReadAll(_folder.Write("half.mp3", right[..(right.Length / 2)]));
        Assert.InRange(half.Length, 1, whole.Length - 1);
        Assert.Equal(whole[..half.Length], half);
    }

    [Fact]
    public void A_frame_whose_data_begin_before_the_file_is_silence()
    {
        byte[] right = ReferenceFile.Bytes("vbr-without-index.mp3");
        int second = right.AsSpan(1).IndexOf(right.AsSpan(0, 2)) + 1;
        while ((right[second + 2] & 0x0C) != (right[2] & 0x0C)) second += right.AsSpan(second + 1).IndexOf(right.AsSpan(0, 2)) + 1;
        float[] whole = ReferenceFile.ReadAll(ReferenceFile.PathOf("vbr-without-index.mp3")), part = ReferenceFile.ReadAll(_folder.Write("late.mp3", right[second..]));
        Assert.Equal(whole.Length - 2 * 1152, part.Length);
        Assert.Equal(whole[^5000..], part[^5000..]);
    }

    [Fact]
    public void Consecutive_recordings_in_different_formats_are_refused()
    {
        Assert.Contains("44100 Hz and 2 channels, then MPEG layer 3 of 44100 Hz and 1 channels", Refuses("cbr320.mp3", "cbr64-mono.mp3"));
        Assert.Contains("44100 Hz and 2 channels, then MPEG layer 3 of 48000 Hz", Refuses("cbr320.mp3", "rate48000.mp3"));

        string Refuses(string first, string second)
        {
            string path = _folder.Write("both.mp3", [.. ReferenceFile.Bytes(first), .. ReferenceFile.Bytes(second)]);
            return Assert.Throws<Pix2PitchException>(() => SampleReader.Open(path)).Message;
        }
    }

    [Fact]
    public void A_few_headers_of_another_format_are_not_another_recording()
    {
        byte[] sound = ReferenceFile.Bytes("cbr64-mono.mp3"), twoFrames = ReferenceFile.Bytes("cbr320.mp3")[..2200];
        float[] whole = ReferenceFile.ReadAll(ReferenceFile.PathOf("cbr64-mono.mp3"));
        Assert.Equal(whole, ReferenceFile.ReadAll(_folder.Write("after.mp3", [.. sound, .. twoFrames])));
    }

    [Fact]
    public void A_file_that_only_begins_like_an_MP3_is_refused()
    {
        byte[] noise = new byte[2000];
        new Random(5).NextBytes(noise);
        foreach (byte[] bytes in (byte[][])[[0xFF, 0xFB, .. new byte[5000]], [0xFF, 0xFB, 0x90, 0x64, .. noise], [.. "ID3"u8, .. noise], [.. "ID3"u8, 4, 0, 0, 0, 0, 0, 10, .. new byte[2000]]])
        {
            string path = _folder.Write("nothing.mp3", bytes);
            Assert.Contains("nothing.mp3' is not a sound file that can be read", Assert.Throws<Pix2PitchException>(() => AudioReader.Read(path, 22050)).Message);
        }
    }
}
