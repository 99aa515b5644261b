using Pix2Pitch.Cli.Commands;
using Pix2Pitch.Terminal;

namespace Pix2Pitch.Cli.Tests;

public sealed class OutputNamesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Without_a_wish_the_names_are_those_of_the_paintings_in_the_current_folder()
        => Assert.Equal(["a.wav", "b.c.wav"], OutputNames.For(["x/a.jpg", "/y/b.c.png"], null, null, null).Waves);

    [Fact]
    public void No_name_is_given_twice()
        => Assert.Equal(["a.wav", "a-2.wav", "a-2-2.wav"], OutputNames.For(["x/a.jpg", "y/a.jpg", "a-2.png"], null, null, null).Waves);

    [Fact]
    public void Names_that_differ_in_case_alone_are_one_name()
        => Assert.Equal(["Sky.wav", "sky-2.wav"], OutputNames.For(["Sky.jpg", "sky.png"], null, null, null).Waves);

    [Fact]
    public void A_folder_that_exists_takes_the_files()
    {
        OutputNames names = OutputNames.For(["a.jpg"], _folder.Path, _folder.Path + "/", null);
        Assert.Equal([_folder.File("a.wav")], names.Waves);
        Assert.Equal([_folder.File("a.png")], names.Spectrograms!);
    }

    [Fact]
    public void A_folder_that_is_only_spelled_like_one_is_left_to_the_check_of_folders()
        => Assert.Equal([_folder.File("new", "a.wav")], OutputNames.For(["a.jpg"], _folder.File("new") + "/", null, null).Waves);

    [Fact]
    public void A_spectrogram_and_a_picture_may_not_have_the_same_name()
    {
        string place = _folder.Path + "/";
        var error = Assert.Throws<UsageException>(() => OutputNames.For(["a.jpg"], place, place, place));
        Assert.Contains(_folder.File("a.png"), error.Message, StringComparison.Ordinal);
    }
}
