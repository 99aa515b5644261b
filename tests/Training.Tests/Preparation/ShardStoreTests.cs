using Pix2Pitch.Mel;
using Pix2Pitch.Paintings;
using Pix2Pitch.Prepared;
using Pix2Pitch.SoundFiles;
using Pix2Pitch.Training.Preparation;

namespace Pix2Pitch.Training.Tests.Preparation;

public sealed class ShardStoreTests : IDisposable
{
    private static readonly PrepareOptions s_options = new() { Size = 64, ValidationShare = 0 };

    private readonly TemporaryFolder _folder = new();

    private string Data => _folder.File("data");

    private string Output => _folder.File("out");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_has_not_changed_is_not_read_again()
    {
        SmallLibrary.Write(Data, 66, 4);
        Prepare();
        // A process that reads one now finds that it is damaged.
        DateTime written = File.GetLastWriteTimeUtc(_folder.File("data", "p", "5.png"));
        byte[] picture = File.ReadAllBytes(_folder.File("data", "p", "5.png"));
        File.WriteAllBytes(_folder.File("data", "p", "5.png"), new byte[picture.Length]);
        File.SetLastWriteTimeUtc(_folder.File("data", "p", "5.png"), written);
        PrepareReport again = Prepare();
        Assert.Equal((2, 0, 0), (again.Paintings.ShardsKept, again.Paintings.ShardsWritten, again.Paintings.BytesRead));
        Assert.Empty(again.LeftOut);
    }

    [Fact]
    public void A_folder_of_an_older_format_is_brought_up_to_date_without_making_its_shards_again()
    {
        SmallLibrary.Write(Data, 12, 6);
        Prepare();
        SortedDictionary<string, byte[]> before = FolderContent.Of(Output);
        string info = Path.Combine(Output, PreparedFolder.InfoFile);
        File.WriteAllText(info, File.ReadAllText(info).Replace("\"Format\": 3", "\"Format\": 2", StringComparison.Ordinal));
        PrepareReport again = Prepare();
        Assert.Equal((1, 1, 0, 0), (again.Paintings.ShardsKept, again.Music.ShardsKept, again.Paintings.BytesRead, again.Music.BytesRead));
        Assert.Equal(before.Keys, FolderContent.Of(Output).Keys);
        Assert.All(FolderContent.Of(Output), file => Assert.Equal(before[file.Key], file.Value));
    }

    [Fact]
    public void A_file_of_another_time_and_the_same_content_is_not_made_again()
    {
        SmallLibrary.Write(Data, 12, 6);
        Prepare();
        SortedDictionary<string, byte[]> before = FolderContent.Of(Output);
        File.SetLastWriteTimeUtc(_folder.File("data", "m", "5.wav"), new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        PrepareReport again = Prepare();
        Assert.Equal((1, 0, 0), (again.Music.ShardsKept, again.Music.ShardsWritten, again.Music.BytesRead));
        string[] changed = [.. FolderContent.Of(Output).Where(file => !file.Value.AsSpan().SequenceEqual(before[file.Key])).Select(file => Path.GetFileName(file.Key))];
        Assert.StartsWith("music-00000-", Assert.Single(changed));
        Assert.EndsWith(".json", changed[0]);
    }

    [Fact]
    public void A_changed_file_gives_another_shard_and_the_old_one_goes()
    {
        SmallLibrary.Write(Data, 12, 6);
        Prepare();
        string old = Shard("paintings");
        SmallLibrary.WritePicture(_folder.File("data", "p", "5.png"), 99);
        PrepareReport again = Prepare();
        Assert.Equal(new FileInfo(_folder.File("data", "p", "5.png")).Length, again.Paintings.BytesRead); // the others are copied
        Assert.NotEqual(old, Shard("paintings"));
        Assert.False(File.Exists(Path.ChangeExtension(old, ".json")));
        using var data = new PreparedData(Output);
        var rgb = new float[3 * 64 * 64];
        for (int row = 0; row < 12; row++)
        {
            data.ReadPainting(row, rgb);
            Assert.Equal(PaintingReader.Read(_folder.File("data", "p", $"{row}.png"), new PaintingOptions { Size = 64 }), rgb);
        }
    }

    [Fact]
    public void Rows_that_move_to_other_shards_are_copied()
    {
        SmallLibrary.Write(Data, 66, 4);
        Prepare();
        SmallLibrary.WritePicture(_folder.File("data", "p", "new.png"), 99);
        string list = _folder.File("data", "paintings.csv");
        string[] lines = File.ReadAllLines(list);
        File.WriteAllLines(list, [lines[0], "p/new.png,Zoe,New,baroque", .. lines.Skip(1)]);
        PrepareReport again = Prepare();
        Assert.Equal((0, 2), (again.Paintings.ShardsKept, again.Paintings.ShardsWritten));
        Assert.Equal((1, new FileInfo(_folder.File("data", "p", "new.png")).Length), (again.Paintings.Rows, again.Paintings.BytesRead));
        new Preparer(s_options).Prepare(Data, _folder.File("again"));
        FolderContent.AssertSame(_folder.File("again"), Output);
    }

    [Fact]
    public void Damage_is_not_copied()
    {
        SmallLibrary.Write(Data, 12, 6);
        Prepare();
        string shard = Shard("paintings");
        byte[] bytes = File.ReadAllBytes(shard);
        bytes[5000] ^= 1;
        File.WriteAllBytes(shard, bytes);
        SmallLibrary.WritePicture(_folder.File("data", "p", "5.png"), 99);
        Prepare();
        new Preparer(s_options).Prepare(Data, _folder.File("again"));
        FolderContent.AssertSame(_folder.File("again"), Output);
    }

    [Fact]
    public void Other_settings_get_another_folder_and_keep_what_does_not_depend_on_them()
    {
        SmallLibrary.Write(Data, 12, 6);
        Prepare();
        string old = Shard("paintings"), music = Shard("music");
        PrepareReport cropped = new Preparer(s_options with { Fit = PaintingFit.CenterCrop }).Prepare(Data, Output);
        Assert.Equal((0, 1), (cropped.Paintings.ShardsKept, cropped.Music.ShardsKept));
        Assert.Equal(music, Shard("music"));
        Assert.NotEqual(Path.GetDirectoryName(old), Path.GetDirectoryName(Shard("paintings")));
        Assert.False(Directory.Exists(Path.GetDirectoryName(old)));
    }

    [Fact]
    public async Task Who_finds_a_shard_taken_goes_on_with_the_next_and_comes_back()
    {
        SmallLibrary.Write(Data, 130, 4);
        string key = new PaintingShardSource(s_options).Options.Key;
        Directory.CreateDirectory(Path.Combine(Output, "shards", key));
        Task<PrepareReport> preparing;
        using (FileLock? taken = FileLock.TryTake(Path.Combine(Output, "shards", key, "paintings-00001.lock")))
        {
            Assert.NotNull(taken);
            preparing = Task.Run(Prepare);
            while (Directory.GetFiles(Path.Combine(Output, "shards", key), "paintings-*.json").Length < 2)
            {
                Assert.False(preparing.IsCompleted);
                await Task.Delay(10);
            }
            await Task.Delay(200);
            Assert.False(preparing.IsCompleted);
            Assert.Empty(Directory.GetFiles(Path.Combine(Output, "shards", key), "paintings-00001-*"));
        }
        Assert.Equal(3, (await preparing).Paintings.ShardsWritten);
        Assert.Empty(Directory.GetFiles(Output, "*.lock", SearchOption.AllDirectories));
    }

    [Fact]
    public void What_killed_processes_left_is_removed_and_nothing_else()
    {
        SmallLibrary.Write(Data, 12, 6);
        Prepare();
        string place = Path.GetDirectoryName(Shard("paintings"))!;
        string[] left = [Path.Combine(place, "paintings-00007-abc.npy.123.part"), Path.Combine(place, "paintings-00007.lock"), Path.Combine(Output, ".1234.part")];
        string[] own = [Path.Combine(place, "notes.txt"), Path.Combine(place, "paintings-00099-abcdef.json"), Path.Combine(Output, "notes.txt")];
        foreach (string file in left.Concat(own))
            File.WriteAllText(file, "x");
        Prepare();
        Assert.All(left, file => Assert.False(File.Exists(file), file));
        Assert.All(own, file => Assert.True(File.Exists(file), file));
    }

    [Fact]
    public void A_recording_gives_whole_clips_spread_evenly()
    {
        SmallLibrary.Write(Data, 12, 6);
        SmallLibrary.WriteRecording(_folder.File("data", "m", "long.wav"), 50, seconds: 45);
        SmallLibrary.WriteRecording(_folder.File("data", "m", "short.wav"), 51, seconds: 4);
        // Where a clip began in what it was cut from says nothing about the clip's own file.
        File.WriteAllText(_folder.File("data", "music.csv"), "file,composer,piece,style,start_s\nm/long.wav,Composer,Long,baroque,7.5\nm/short.wav,Composer,Short,baroque,0\nm/0.wav,Composer,Six,baroque,148.5\n");
        PrepareReport report = new Preparer(s_options with { ClipsPerRecording = 3 }).Prepare(Data, Output);
        Assert.Contains("less than half of a clip", Assert.Single(report.LeftOut).Reason);
        using (var data = new PreparedData(Output))
        {
            Assert.Equal([0, 17.5, 35, 0], data.Clips.Select(c => c.OffsetSeconds));
            Assert.Single(data.Clips.Take(3).Select(c => c.ContentHash).Distinct());
            var extractor = new MelSpectrogramExtractor(MelOptions.Small64);
            float[] expected = new float[64 * 64], mel = new float[64 * 64];
            for (int row = 0; row < 4; row++)
            {
                extractor.Extract(data.Clips[row].Work.Path, data.Clips[row].OffsetSeconds, expected);
                data.ReadMel(row, mel);
                Assert.All(expected.Zip(mel), values => Assert.Equal(values.First, values.Second, 5e-4));
            }
        }
        new Preparer(s_options).Prepare(Data, Output);
        using var all = new PreparedData(Output);
        Assert.Equal([0, 10, 20, 30, 0], all.Clips.Select(c => c.OffsetSeconds));
    }

    [Fact]
    public void A_silent_part_of_a_recording_is_left_out_and_the_rest_is_not()
    {
        SmallLibrary.Write(Data, 12, 6);
        float[] samples = [.. Enumerable.Range(0, 30 * SmallLibrary.Rate).Select(i => i / SmallLibrary.Rate is >= 10 and < 20 ? 0 : 0.3f * MathF.Sin(i * 0.05f))];
        WaveWriter.Write(_folder.File("data", "m", "0.wav"), samples, SmallLibrary.Rate);
        PrepareReport report = Prepare();
        LeftOut left = Assert.Single(report.LeftOut);
        Assert.EndsWith("0.wav", left.File);
        Assert.StartsWith("From 10 s on:", left.Reason);
        using var data = new PreparedData(Output);
        Assert.Equal([0, 20, 0], data.Clips.Take(3).Select(c => c.OffsetSeconds));
    }

    [Fact]
    public void The_same_picture_in_two_sizes_is_kept_once()
    {
        SmallLibrary.Write(Data, 12, 6);
        SmallLibrary.WritePicture(_folder.File("data", "p", "large.png"), 3, 480, 400);
        File.AppendAllText(_folder.File("data", "paintings.csv"), "p/large.png,Somebody,Large,romanticism\n");
        PrepareReport report = Prepare();
        Assert.Equal(12, report.Info!.Paintings);
        LeftOut left = Assert.Single(report.LeftOut);
        Assert.EndsWith("3.png", left.File);
        Assert.Contains("large.png", left.Reason);
        using var data = new PreparedData(Output);
        PreparedDuplicates group = Assert.Single(data.Duplicates);
        Assert.EndsWith("large.png", data.Paintings[group.Kept].Work.Path);
        Assert.EndsWith("3.png", Assert.Single(group.Others));
        Assert.Equal((480, 400), (data.Paintings[group.Kept].Width, data.Paintings[group.Kept].Height));
    }

    [Fact]
    public void A_library_that_is_a_prepared_folder_is_refused()
    {
        SmallLibrary.Write(Data, 12, 6);
        Prepare();
        Assert.Contains("is already a prepared folder", Assert.Throws<Pix2PitchException>(() => new Preparer(s_options).Prepare(Output, _folder.File("again"))).Message);
    }

    [Fact]
    public void Mapped_files_keep_no_handle()
    {
        SmallLibrary.Write(Data, 12, 6);
        Prepare();
        using var data = new PreparedData(Output);
        data.ReadPainting(0, new float[3 * 64 * 64]);
        data.ReadMel(0, new float[64 * 64]);
        Assert.DoesNotContain(Directory.GetFiles("/proc/self/fd"), handle => new FileInfo(handle).LinkTarget?.StartsWith(Output, StringComparison.Ordinal) == true);
        Assert.Contains("paintings-00000", File.ReadAllText("/proc/self/maps"));
    }

    private PrepareReport Prepare() => new Preparer(s_options).Prepare(Data, Output);

    private string Shard(string kind) => Path.Combine(Output, kind == "music"
        ? PreparedFolder.ReadInfo(Output).MusicShards[0].File : PreparedFolder.ReadInfo(Output).PaintingShards[0].File);
}
