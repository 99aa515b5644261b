using Pix2Pitch.Training.Data;

namespace Pix2Pitch.Training.Tests.Data;

public sealed class PreparedDataTests
{
    [Fact]
    public void A_prepared_folder_gives_what_was_put_in()
    {
        using var folder = new TemporaryFolder();
        using var data = new PreparedData(Samples.WritePrepared(folder.File("prepared")));
        Assert.Equal((4, 2), (data.Training.Count, data.Validation.Count));
        var mel = new float[64 * 64];
        data.ReadMel(data.Training[1].Mel, mel);
        Assert.Equal(Samples.Mel(1), mel);
        var painting = new float[3 * 64 * 64];
        data.ReadPainting(data.Validation[0].Painting, painting);
        Assert.All(Samples.Painting(4).Zip(painting), p => Assert.Equal(p.First, p.Second, 5e-4));
    }

    [Fact]
    public void A_folder_that_is_not_prepared_data_is_refused_with_the_mend()
    {
        using var folder = new TemporaryFolder();
        var error = Assert.Throws<Pix2PitchException>(() => new PreparedData(folder.Path));
        Assert.Contains(folder.Path, error.Message);
        Assert.Contains("'prepare'", error.Message);
    }

    [Theory]
    [InlineData("paintings.npy", null)]
    [InlineData("mels.npy", null)]
    [InlineData("pairs.csv", null)]
    [InlineData("settings.json", "{")]
    [InlineData("settings.json", "[]")]
    [InlineData("pairs.csv", "painting,mel,style,split\n0,99,baroque,train\n")]
    [InlineData("pairs.csv", "painting,mel,style,split\n-1,0,baroque,train\n")]
    [InlineData("pairs.csv", "painting,mel,style,split\n0,0,baroque,elsewhere\n")]
    [InlineData("paintings.npy", "not an array")]
    public void A_file_that_is_missing_or_broken_is_named(string file, string? text)
    {
        using var folder = new TemporaryFolder();
        Samples.WritePrepared(folder.Path);
        File.Delete(folder.File(file));
        if (text is not null)
            folder.Write(file, text);
        Assert.Contains(file, Assert.Throws<Pix2PitchException>(() => new PreparedData(folder.Path)).Message);
    }

    [Fact]
    public void Arrays_of_another_size_than_the_settings_say_are_refused()
    {
        using var folder = new TemporaryFolder();
        Samples.WritePrepared(folder.Path);
        using (var writer = new NpyWriter(folder.File("mels.npy"), NpyType.Full, 1, 32, 32))
            writer.Complete();
        Assert.Contains("mels.npy", Assert.Throws<Pix2PitchException>(() => new PreparedData(folder.Path)).Message);
    }
}
