using System.Text;
using Pix2Pitch.Manifests;
using Pix2Pitch.Styles;

namespace Pix2Pitch.Transforms.Tests.Manifests;

/// <summary>Lists as spreadsheets of several systems save them: the names come out right, or the list is refused with the name of its encoding.</summary>
public sealed class EncodingTests : IDisposable
{
    private const string French = "path;artist;title;year\r\na.jpg;Édouard Manet;Déjeuner;1863\r\nb.jpg;Paul Cézanne;Été;1890\r\nc.jpg;Eugène Boudin;L’Été à l’Œuvre – n° 1;1870\r\n";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private static byte[] Bytes(string text, int codePage) => CodePagesEncodingProvider.Instance.GetEncoding(codePage)!.GetBytes(text);

    private Manifest Read(byte[] list, string name = "list.csv") => ManifestReader.Read(_folder.Write(name, list));

    private string Refused(byte[] list) => Assert.Throws<Pix2PitchException>(() => Read(list)).Message;

    [Fact]
    public void A_spreadsheet_of_Western_Europe_is_read_with_its_accents_and_reported()
    {
        Manifest manifest = Read(Bytes(French, 1252));

        Assert.Equal(["Édouard Manet", "Paul Cézanne", "Eugène Boudin"], manifest.Works.Select(row => row.Name));
        Assert.Equal("L’Été à l’Œuvre – n° 1", manifest.Works[2].Title);
        Assert.All(manifest.Works, row => Assert.Equal(Style.Impressionism, KnowledgeBase.Default.StyleOf(row.Name)));
        ManifestProblem problem = Assert.Single(manifest.Problems);
        Assert.False(problem.WasLeftOut);
        Assert.Contains("not in UTF-8 (line 2) and was read as Windows-1252", problem.Reason);
    }

    [Fact]
    public void A_file_name_in_Windows_1252_is_the_file_s_name()
        => Assert.Equal(_folder.File("Montée.jpg"), Read(Bytes("file,title\nMontée.jpg,one\n", 1252)).Works.Single().Path);

    [Fact]
    public void JSON_Lines_in_Windows_1252_are_read_too()
        => Assert.Equal("Édouard Manet", Read(Bytes("{\"path\":\"a.jpg\",\"artist\":\"Édouard Manet\"}\n", 1252), "list.jsonl").Works.Single().Name);

    [Theory]
    [InlineData(1250, "path;composer\na.flac;Antonín Dvořák\nb.flac;Leoš Janáček\n", "Windows-1250")]
    [InlineData(10000, "path;artist\na.jpg;Paul Cézanne\nb.jpg;Eugène Boudin\n", "Mac Roman")]
    [InlineData(850, "path;artist\na.jpg;Paul Cézanne\nb.jpg;Eugène Boudin\n", "850")]
    [InlineData(1251, "path;artist\na.jpg;Архип Куинджи\n", "another alphabet")]
    [InlineData(936, "path;artist\na.jpg;克劳德莫奈\n", "not in UTF-8")]
    public void Other_encodings_are_refused_by_name(int codePage, string text, string name)
    {
        string message = Refused(Bytes(text, codePage));
        Assert.Contains(name, message);
        Assert.Contains("list.csv", message);
        Assert.Contains("save it as UTF-8", message);
    }

    [Fact]
    public void With_strict_a_list_in_Windows_1252_is_read_as_well()
        => Assert.Equal(3, ManifestReader.Read(_folder.Write("list.csv", Bytes(French, 1252)), new ManifestOptions { Strict = true }).Works.Count);

    [Fact]
    public void UTF8_is_not_taken_for_anything_else()
    {
        Manifest manifest = Read(Encoding.UTF8.GetBytes(French));
        Assert.Equal("Eugène Boudin", manifest.Works[2].Name);
        Assert.Empty(manifest.Problems);
    }

    [Theory]
    [InlineData(65_530)]
    [InlineData(65_535)]
    [InlineData(131_070)]
    public void A_letter_at_the_end_of_a_buffer_is_no_error(int length)
    {
        string title = new('x', length - "file,title\na.jpg,".Length);
        Assert.Empty(Read(Encoding.UTF8.GetBytes($"file,title\na.jpg,{title}夜éü\n")).Problems);
    }

    [Fact]
    public void A_damaged_UTF16_list_is_refused()
    {
        byte[] list = [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes("file\na.jpg\n"), 0x00, 0xD8, (byte)'a', 0];
        Assert.Contains("UTF-16", Refused(list));
    }

    [Fact]
    public void Letters_that_were_lost_before_are_reported()
        => Assert.Contains("line 2 holds the character U+FFFD", Read("file,artist\na.jpg,\ufffddouard Manet\n"u8.ToArray()).Problems.Single().Reason);

    [Fact]
    public void UTF8_that_was_encoded_twice_is_reported()
        => Assert.Contains("taken for Windows-1252", Read(Encoding.UTF8.GetBytes("file,artist\na.jpg,Paul CÃ©zanne\n")).Problems.Single().Reason);
}
