using Pix2Pitch.Prepared;
using Pix2Pitch.Training.Commands;
using Pix2Pitch.Training.Preparation;

namespace Pix2Pitch.Training.Tests.Preparation;

public sealed class PreparedVerifierTests(PreparedLibrary library) : IClassFixture<PreparedLibrary>, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Output => _folder.File("out");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_whole_folder_is_found_whole_and_left_as_it_is()
    {
        library.CopyTo(Output);
        SortedDictionary<string, byte[]> before = FolderContent.Of(Output);
        (int code, string output, string error) = TrainingProcess.Run("prepare", "--verify", Output);
        Assert.Equal((0, ""), (code, error));
        Assert.Contains("3 shards", output);
        Assert.Contains("MB/s", output);
        SortedDictionary<string, byte[]> after = FolderContent.Of(Output);
        Assert.Equal(before.Keys, after.Keys);
        Assert.All(before, file => Assert.Equal(file.Value, after[file.Key]));
    }

    [Theory]
    [InlineData("PAINTINGS", "flip")]
    [InlineData("PAINTINGS", "cut")]
    [InlineData("PAINTINGS", "delete")]
    [InlineData("MUSIC", "flip")]
    [InlineData("MUSIC", "cut")]
    [InlineData("MUSIC", "delete")]
    [InlineData("PAINTINGS.json", "delete")]
    [InlineData("PAINTINGS.json", "cut")]
    [InlineData("MUSIC.json", "flip")]
    [InlineData("prepared.json", "seed")]
    [InlineData("pairs.csv", "flip")]
    [InlineData("pairs.csv", "delete")]
    [InlineData("paintings.jsonl", "cut")]
    [InlineData("music.jsonl", "flip")]
    [InlineData("left-out.jsonl", "delete")]
    [InlineData("duplicates.jsonl", "delete")]
    public void Every_damage_is_found_in_one_sentence_and_its_mend_mends_it(string file, string damage)
    {
        library.CopyTo(Output);
        SortedDictionary<string, byte[]> whole = FolderContent.Of(Output);
        PreparedInfo info = PreparedFolder.ReadInfo(Output);
        string path = Path.Combine(Output, file switch
        {
            "PAINTINGS" => info.PaintingShards[1].File,
            "MUSIC" => info.MusicShards[0].File,
            "PAINTINGS.json" => Path.ChangeExtension(info.PaintingShards[1].File, ".json"),
            "MUSIC.json" => Path.ChangeExtension(info.MusicShards[0].File, ".json"),
            PreparedFolder.InfoFile => file,
            _ => Path.Combine(info.Tables, file),
        });
        Damage(path, damage);

        StringWriter text = new(), errors = new();
        Assert.Equal(1, PrepareSummary.Write(text, errors, Output, PreparedVerifier.Verify(Output)));
        Assert.Empty(text.ToString());
        string sentence = Assert.Single(errors.ToString().TrimEnd('\n').Split('\n'));
        Assert.Contains(Path.GetFileName(path), sentence);
        Assert.EndsWith("prepare again.", sentence);

        if (sentence.Contains("delete both", StringComparison.Ordinal))
            File.Delete(Path.ChangeExtension(path, ".npy"));
        if (sentence.Contains("delete", StringComparison.Ordinal))
            File.Delete(path);
        library.Prepare(Output);
        Assert.Empty(PreparedVerifier.Verify(Output).Damages);
        SortedDictionary<string, byte[]> mended = FolderContent.Of(Output);
        Assert.Equal(whole.Keys, mended.Keys);
        Assert.All(whole, each => Assert.Equal(each.Value, mended[each.Key]));
    }

    [Fact]
    public void Several_damages_are_all_found_and_are_errors_of_the_program()
    {
        library.CopyTo(Output);
        PreparedInfo info = PreparedFolder.ReadInfo(Output);
        foreach (ShardFile shard in info.PaintingShards.Concat(info.MusicShards))
            Damage(Path.Combine(Output, shard.File), "flip");
        (int code, string output, string error) = TrainingProcess.Run("prepare", "--verify", Output);
        Assert.Equal((1, ""), (code, output));
        Assert.Equal(3, error.TrimEnd('\n').Split('\n').Length);
    }

    private static void Damage(string path, string kind)
    {
        byte[] bytes = File.ReadAllBytes(path);
        switch (kind)
        {
            case "flip":
                bytes[bytes.Length / 2] ^= 4;
                File.WriteAllBytes(path, bytes);
                break;
            case "seed":
                File.WriteAllText(path, File.ReadAllText(path).Replace("\"Seed\": 1", "\"Seed\": 2", StringComparison.Ordinal));
                break;
            case "cut":
                File.WriteAllBytes(path, bytes[..(bytes.Length / 2)]);
                break;
            default:
                File.Delete(path);
                break;
        }
    }
}
