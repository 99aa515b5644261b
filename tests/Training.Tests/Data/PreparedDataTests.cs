using Pix2Pitch.Features;
using Pix2Pitch.Pairing;
using Pix2Pitch.Prepared;
using Pix2Pitch.Training.Preparation;
using Pix2Pitch.Training.Reports;

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
    public void A_folder_that_is_not_prepared_data_is_refused_with_what_to_do()
    {
        using var folder = new TemporaryFolder();
        var error = Assert.Throws<Pix2PitchException>(() => new PreparedData(folder.Path));
        Assert.Contains(folder.Path, error.Message);
        Assert.Contains("'prepare'", error.Message);
    }

    [Fact]
    public void Every_row_says_what_it_is()
    {
        using var folder = new TemporaryFolder();
        using var data = new PreparedData(Samples.WritePrepared(folder.File("prepared")));
        Assert.Equal([.. Enumerable.Range(0, 6).Select(i => $"/p/{i}.png")], data.Paintings.Select(p => p.Work.Path));
        Assert.Equal([.. Enumerable.Range(0, 6).Select(i => $"/m/{i}.wav")], data.Clips.Select(c => c.Work.Path));
        Assert.Equal(30, data.Paintings[3].Features.Lightness);
        Assert.Equal(new LabColor(50, 3, -3), data.Paintings[3].Features.Palette.Single().Color);
        Assert.True(double.IsNaN(data.Clips[0].Features.Tempo));
        Assert.Equal(12, data.Clips[1].Features.PitchClasses.Count);
        Assert.All(data.Validation, p => Assert.Equal(Split.Validation, data.Paintings[p.Painting].Split));
    }

    [Theory]
    [InlineData("settings.json", "\"Paintings\": 2", "\"Paintings\": 3", "paintings.npy' is damaged (it is 2 x 3 x 64 x 64, but settings.json says 3 x 3 x 64 x 64)")]
    [InlineData("settings.json", "\"Format\": 1", "\"Format\": 2", "it is of format 2")]
    [InlineData("settings.json", "\"FftSize\": 8192", "\"FftSize\": 1000", "mel options that cannot be used")]
    [InlineData("paintings.csv", "row,", "line,", "paintings.csv', line 1,")]
    [InlineData("music.csv", "1,/tmp", "7,/tmp", "music.csv', line 3,")]
    [InlineData("music.csv", ",train", ",none", "music.csv', line 2,")]
    [InlineData("pairs.csv", "1,1,", "1,2,", "pairs.csv', line 3,")]
    public void A_damaged_folder_of_format_1_is_refused(string file, string text, string replacement, string words)
    {
        using var folder = new TemporaryFolder();
        string path = folder.File(CopyFormat1(folder), file);
        File.WriteAllText(path, File.ReadAllText(path).Replace(text, replacement, StringComparison.Ordinal));
        string message = Assert.Throws<Pix2PitchException>(() => new PreparedData(folder.Path)).Message;
        Assert.Contains(words, message);
        Assert.Contains("prepare the data again", message);
    }

    [Fact]
    public void A_folder_of_format_1_is_neither_verified_nor_reported_nor_written_to()
    {
        using var folder = new TemporaryFolder();
        CopyFormat1(folder);
        Assert.Contains("wrote no checksums", Assert.Throws<Pix2PitchException>(() => PreparedVerifier.Verify(folder.Path)).Message);
        using (var data = new PreparedData(folder.Path))
            Assert.Contains("did not measure", Assert.Throws<Pix2PitchException>(() => DataReportBuilder.Build(data)).Message);
        Assert.Contains("was not changed", Assert.Throws<Pix2PitchException>(() => new OutputFolder(folder.Path)).Message);
    }

    [Fact]
    public void A_cell_that_was_written_with_an_apostrophe_is_read_without_it()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File(CopyFormat1(folder), "paintings.csv");
        File.WriteAllText(path, File.ReadAllText(path).Replace("Apples by Candlelight", "\"'=Apples, \"\"red\"\"\"", StringComparison.Ordinal));
        using var data = new PreparedData(folder.Path);
        Assert.Equal("=Apples, \"red\"", data.Paintings[0].Work.Title);
    }

    [Theory]
    [InlineData(1, "has no such file")]
    [InlineData(99, "newer version")]
    public void Another_format_is_refused(int format, string words)
    {
        using var folder = new TemporaryFolder();
        string info = folder.File(Samples.WritePrepared(folder.Path), PreparedFolder.InfoFile);
        File.WriteAllText(info, File.ReadAllText(info).Replace("\"Format\": 3", $"\"Format\": {format}", StringComparison.Ordinal));
        string message = Assert.Throws<Pix2PitchException>(() => new PreparedData(folder.Path)).Message;
        Assert.All((string[])[folder.Path, $"format {format}", words, format < 3 ? "prepare the data again" : "update"], text => Assert.Contains(text, message));
    }

    [Theory]
    [InlineData("PAINTINGS", null)]
    [InlineData("MUSIC", null)]
    [InlineData("pairs.csv", null)]
    [InlineData("paintings.jsonl", null)]
    [InlineData("music.jsonl", "")]
    [InlineData("music.jsonl", "{")]
    [InlineData("left-out.jsonl", "null")]
    [InlineData("paintings.jsonl", "{\"Shard\":9,\"Row\":0}")]
    [InlineData("prepared.json", "{")]
    [InlineData("prepared.json", "[]")]
    [InlineData("pairs.csv", "painting,mel,style,split\n0,99,baroque,train\n")]
    [InlineData("pairs.csv", "painting,mel,style,split\n-1,0,baroque,train\n")]
    [InlineData("pairs.csv", "painting,mel,style,split\n0,0,baroque,elsewhere\n")]
    [InlineData("PAINTINGS", "not an array")]
    public void A_file_that_is_missing_or_broken_is_named(string file, string? text)
    {
        using var folder = new TemporaryFolder();
        Samples.WritePrepared(folder.Path);
        file = file switch
        {
            "PAINTINGS" or "MUSIC" => Samples.Shard(folder.Path, file.ToLowerInvariant()),
            PreparedFolder.InfoFile => file,
            _ => Samples.Table(folder.Path, file),
        };
        File.Delete(folder.File(file));
        if (text is not null)
            folder.Write(file, text);
        Assert.Contains(Path.GetFileName(file), Assert.Throws<Pix2PitchException>(() => new PreparedData(folder.Path)).Message);
    }

    [Theory]
    [InlineData("\"HopLength\": 3446", "\"HopLength\": 0", "HopLength is 0")]
    [InlineData("\"Frames\": 64", "\"Frames\": 65", "Frames is 65")]
    public void Mel_options_out_of_range_are_refused_with_the_name_of_the_file(string text, string changed, string reason)
    {
        using var folder = new TemporaryFolder();
        string info = folder.File(Samples.WritePrepared(folder.Path), PreparedFolder.InfoFile);
        string json = File.ReadAllText(info);
        Assert.Contains(text, json);
        File.WriteAllText(info, json.Replace(text, changed, StringComparison.Ordinal));
        string message = Assert.Throws<Pix2PitchException>(() => new PreparedData(folder.Path)).Message;
        Assert.All((string[])[info, reason, "prepare the data again"], expected => Assert.Contains(expected, message));
        Assert.DoesNotContain("(Parameter", message);
    }

    [Fact]
    public void Arrays_of_another_size_than_the_settings_say_are_refused()
    {
        using var folder = new TemporaryFolder();
        Samples.WritePrepared(folder.Path);
        string shard = folder.File(Samples.Shard(folder.Path, "music"));
        using (var writer = new NpyWriter(shard, NpyType.Full, 1, 32, 128)) // as many bytes
        {
            writer.Write(new float[4096]);
            writer.Write(new float[4096]);
            writer.Complete();
        }
        using var data = new PreparedData(folder.Path);
        Assert.Contains("2 x 1 x 32 x 128", Assert.Throws<Pix2PitchException>(() => data.ReadMel(0, new float[4096])).Message);
    }

    [Fact]
    public void Rows_of_many_files_come_in_any_order_from_any_thread_though_few_are_open()
    {
        using var folder = new TemporaryFolder();
        Samples.WritePrepared(folder.Path, pairs: 60, validation: 4);
        PreparedInfo info = PreparedFolder.ReadInfo(folder.Path);
        using var mels = new ShardedArray(folder.Path, info.MusicShards, [.. Enumerable.Range(0, 64).Select(i => (i / 2, i % 2))], [1, 64, 64], maxMapped: 3);
        Parallel.For(0, 8, thread =>
        {
            var random = new Random(thread);
            var row = new float[64 * 64];
            for (int i = 0; i < 300; i++)
            {
                int number = random.Next(64);
                mels.Read(number, row);
                Assert.True(row.AsSpan().SequenceEqual(Samples.Mel(number)));
            }
        });
        Assert.InRange(mels.Mapped, 1, 3);
        mels.Dispose();
        Assert.Throws<ObjectDisposedException>(() => mels.Read(0, new float[64 * 64]));
    }

    private static string CopyFormat1(TemporaryFolder folder)
    {
        foreach (string file in Directory.EnumerateFiles(Path.Combine(TestData.RepositoryRoot, "tests", "Snapshots", "0.1", "start", "prepared")))
            File.Copy(file, folder.File(Path.GetFileName(file)));
        return folder.Path;
    }
}
