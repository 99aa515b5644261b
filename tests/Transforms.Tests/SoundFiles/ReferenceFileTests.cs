using Pix2Pitch.SoundFiles;

namespace Pix2Pitch.Transforms.Tests.SoundFiles;

/// <summary>Files of reference encoders give the samples of the reference decoders.</summary>
public sealed class ReferenceFileTests
{
    private const int Kept = 500; // samples at each end

    public static TheoryData<string> Lossless => [.. ReferenceFile.All.Where(file => file.Value.Md5 is not null).Select(file => file.Key)];

    public static TheoryData<string> Others => [.. ReferenceFile.All.Where(file => file.Value.Md5 is null).Select(file => file.Key)];

    public static TheoryData<string> All => [.. ReferenceFile.All.Keys];

    [Theory, MemberData(nameof(Lossless))]
    public void Lossless_sound_has_the_MD5_of_the_encoder(string name)
    {
        ReferenceFile file = ReferenceFile.All[name];
        float[] values = ReferenceFile.ReadAll(ReferenceFile.PathOf(name));
        if (file.Bits == 32) return; // more bits than float has; the reader has checked the MD5
        int width = (file.Bits + 7) / 8;
        byte[] bytes = [.. values.SelectMany(value => BitConverter.GetBytes((int)(value * (1 << (file.Bits - 1)))).Take(width))];
        Assert.Equal(file.Md5, Convert.ToHexStringLower(ReferenceFile.HashOf(bytes)));
    }

    [Theory, MemberData(nameof(Others))]
    public void Lossy_sound_is_that_of_the_reference_decoder_from_the_first_sample_to_the_last(string name)
    {
        ReferenceFile file = ReferenceFile.All[name];
        float[] values = ReferenceFile.ReadAll(ReferenceFile.PathOf(name)), expected = ReferenceFile.Decoded(name);
        Assert.Equal(file.Length, values.Length / file.Channels);
        if (file.Length > 2 * Kept) values = [.. values[..(Kept * file.Channels)], .. values[^(Kept * file.Channels)..]];
        Assert.Equal(expected.Length, values.Length);
        Assert.All(expected.Zip(values), pair => Assert.Equal(pair.First, pair.Second, 1e-5));
    }

    [Theory, MemberData(nameof(All))]
    public void Rate_channels_and_length_are_those_of_the_reference(string name)
    {
        ReferenceFile file = ReferenceFile.All[name];
        using SampleReader reader = SampleReader.Open(ReferenceFile.PathOf(name));
        Assert.Equal((file.SampleRate, file.Channels, file.Length), (reader.SampleRate, reader.Channels, reader.Length));
    }

    [Theory, MemberData(nameof(All))]
    public void Reading_from_any_position_gives_that_part_of_the_whole(string name)
    {
        using SampleReader reader = SampleReader.Open(ReferenceFile.PathOf(name));
        int length = (int)reader.Length, channels = reader.Channels;
        float[] whole = ReferenceFile.Read(reader, length);
        var random = new Random(1);
        foreach (int place in (int[])[length - 1, 0, length / 2, .. Enumerable.Range(0, 20).Select(_ => random.Next(length))])
        {
            reader.Seek(place);
            int count = Math.Min(1500, length - place);
            Assert.True(whole.AsSpan(place * channels, count * channels).SequenceEqual(ReferenceFile.Read(reader, count)), $"{place}");
        }
    }
}
