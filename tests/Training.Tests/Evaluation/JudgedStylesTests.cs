using Pix2Pitch.Training.Evaluation;

namespace Pix2Pitch.Training.Tests.Evaluation;

public sealed class JudgedStylesTests : IDisposable
{
    private const string Header = "file,baroque,classicism,romanticism,impressionism,expressionism\n";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Paintings_are_found_relative_to_the_folder_of_the_table()
    {
        JudgedStyles judged = JudgedStyles.Read(_folder.Write("tables/judged.csv", Header + "../a.png,0.1,0.2,0.3,0.4,0\nsub/b.png,1,0,0,0,0\n"));
        Assert.Equal([0.1f, 0.2f, 0.3f, 0.4f, 0], judged.Of(_folder.File("a.png")));
        Assert.Equal([1, 0, 0, 0, 0], judged.Of(_folder.File("tables", "sub", "b.png")));
        Assert.False(judged.Contains(_folder.File("b.png")));
    }

    [Fact]
    public void Columns_are_found_by_their_names_in_any_order()
        => Assert.Equal([0, 0, 0, 0, 1], JudgedStyles.Read(_folder.Write("judged.csv", "Expressionism,note,Impressionism,Romanticism,Classicism,Baroque,File\n1,x,0,0,0,0,a.png\n")).Of(_folder.File("a.png")));

    [Theory]
    [InlineData("file,baroque\na.png,1\n", "needs the columns file, baroque, classicism")]
    [InlineData(Header + "a.png,1,0,0,0,0\nb.png,0.5,0.4,0,0,0\n", "Line 3")]
    [InlineData(Header + "a.png,1.5,-0.5,0,0,0\n", "from 0 to 1")]
    [InlineData(Header + "a.png,much,0,0,0,1\n", "from 0 to 1")]
    [InlineData(Header + "a.png,NaN,0,0,0,1\n", "from 0 to 1")]
    [InlineData(Header + "a.png,1,0\n", "too few cells")]
    public void A_table_that_cannot_be_used_is_refused_with_the_reason(string text, string expected)
        => Assert.Contains(expected, Assert.Throws<Pix2PitchException>(() => JudgedStyles.Read(_folder.Write("judged.csv", text))).Message);
}
