using Pix2Pitch.Pairing;
using Pix2Pitch.Prepared;
using Pix2Pitch.Training.Evaluation;
using Pix2Pitch.Training.Preparation;

namespace Pix2Pitch.Training.Tests.Preparation;

/// <summary>Lists with a column 'split'.</summary>
public sealed class ListedSplitTests : IDisposable
{
    private static readonly PrepareOptions s_options = new() { Size = 64, ValidationShare = 0 };

    private readonly TemporaryFolder _folder = new();

    public ListedSplitTests() => SmallLibrary.Write(Data, 12, 12);

    public void Dispose() => _folder.Dispose();

    private string Data => _folder.File("data");

    [Fact]
    public void Works_are_in_the_split_that_their_list_gives_them()
    {
        AddSplits("paintings.csv", row => row < 4 ? "test" : row < 8 ? " Validation" : "train");
        AddSplits("music.csv", row => row < 4 ? "test" : row < 8 ? "validation" : "train");
        using PreparedData data = Prepare();
        Assert.Equal([4, 4, 4], Counts(data.Paintings));
        Assert.Equal([4, 4, 4], Counts(data.Clips));
        Assert.All(data.Paintings, painting => Assert.Equal(NumberOf(painting.Work.Path) < 4 ? Split.Test : NumberOf(painting.Work.Path) < 8 ? Split.Validation : Split.Train, painting.Split));
        Assert.Equal(4, data.Test.Count);
        Assert.Empty(PreparedVerifier.Verify(_folder.File("out")).Damages);
    }

    [Fact]
    public void A_row_without_a_value_is_where_its_artist_or_piece_is_and_the_others_are_divided_as_usual()
    {
        // Rows 0 and 2 have the same artist and the same piece.
        AddSplits("paintings.csv", row => row == 0 ? "test" : "");
        AddSplits("music.csv", row => row == 0 ? "test" : "");
        using PreparedData data = Prepare(s_options with { ValidationShare = 0.4 });
        Assert.Equal([0, 2], data.Paintings.Where(painting => painting.Split == Split.Test).Select(painting => NumberOf(painting.Work.Path)));
        Assert.Equal([0, 2], data.Clips.Where(clip => clip.Split == Split.Test).Select(clip => NumberOf(clip.Work.Path)));
        Assert.NotEmpty(data.Validation);
    }

    [Theory]
    [InlineData("paintings.csv", "artist: ")]
    [InlineData("music.csv", "piece: ")]
    public void An_artist_or_piece_in_two_splits_is_refused_with_both_files_and_the_reason(string list, string reason)
    {
        AddSplits(list, row => row == 0 ? "train" : row == 2 ? "test" : "");
        string message = Assert.Throws<Pix2PitchException>(() => Prepare()).Message;
        Assert.Matches(@"0\.(png|wav)' \(line 2\) is in the split train and .*2\.(png|wav)' \(line 4\) in test", message);
        Assert.Contains($"they share '{reason}", message);
    }

    [Fact]
    public void Works_that_only_others_connect_must_be_in_one_split_too()
    {
        // Row 1 of this list is by both artists of the others.
        SmallLibrary.Write(Data, 3, 12);
        File.WriteAllText(Path.Combine(Data, "paintings.csv"),
            "file,artist,title,style,piece_id,split\np/0.png,Xaver Unbekannt,One,baroque,,train\np/1.png,Xaver Unbekannt,Two,baroque,shared,\np/2.png,Yvo Niemand,Three,baroque,shared,test\n");
        Assert.Contains("other works connect them", Assert.Throws<Pix2PitchException>(() => Prepare()).Message);
    }

    [Fact]
    public void Another_word_is_refused_with_the_file_the_line_and_what_is_allowed()
    {
        AddSplits("music.csv", row => row == 3 ? "dev" : "train");
        string message = Assert.Throws<Pix2PitchException>(() => Prepare()).Message;
        Assert.Equal($"Line 5 of '{Path.Combine(Data, "music.csv")}' has the split 'dev'; it must be train, validation, test or empty.", message);
    }

    [Fact]
    public void A_list_of_training_data_is_divided_as_without_the_column_and_a_note_says_so()
    {
        PrepareOptions options = s_options with { ValidationShare = 0.34 };
        using PreparedData without = Prepare(options, "without");
        AddSplits("paintings.csv", _ => "train");
        AddSplits("music.csv", _ => "train");
        using PreparedData with = Prepare(options);
        Assert.Equal(without.Info.Fingerprint, with.Info.Fingerprint);
        Assert.NotEmpty(with.Validation);
        Assert.Equal(2, with.Info.Notes!.Count);
        Assert.All(with.Info.Notes, note => Assert.Contains("the column 'split' puts everything into train", note));
    }

    [Fact]
    public void Evaluation_holds_out_what_the_list_holds_out()
    {
        AddSplits("paintings.csv", row => row < 4 ? "test" : row < 8 ? "validation" : "train");
        Library library = Library.Read(new LibraryOptions { Data = Data });
        LabelledWork[] Works(bool isHeldOut) => EvaluationData.HeldOut(library.Paintings, SplitGroups.OfPainting, new SplitOptions { TestShare = 0.3 }, isHeldOut);
        Assert.Equal(Enumerable.Range(0, 8), Works(isHeldOut: true).Select(work => NumberOf(work.Work.Path)));
        Assert.Equal(Enumerable.Range(8, 4), Works(isHeldOut: false).Select(work => NumberOf(work.Work.Path)));
    }

    private PreparedData Prepare(PrepareOptions? options = null, string output = "out")
    {
        new Preparer(options ?? s_options).Prepare(Data, _folder.File(output));
        return new PreparedData(_folder.File(output));
    }

    private void AddSplits(string list, Func<int, string> splitOf)
    {
        string path = Path.Combine(Data, list);
        string[] lines = File.ReadAllLines(path);
        File.WriteAllLines(path, lines.Select((line, i) => $"{line},{(i == 0 ? "Split" : splitOf(i - 1))}"));
    }

    private static int NumberOf(string path) => int.Parse(Path.GetFileNameWithoutExtension(path), System.Globalization.CultureInfo.InvariantCulture);

    private static int[] Counts(IEnumerable<PreparedWork> works) => [.. Enum.GetValues<Split>().Select(split => works.Count(work => work.Split == split))];
}
