using Pix2Pitch.Styles.Classification;
using Pix2Pitch.Tools.StyleClassifier;

namespace Pix2Pitch.Tools.Tests.StyleClassifier;

public sealed class ChangedPicturesTests
{
    private static string Painting => Directory.EnumerateFiles(Path.Combine(TestData.RepositoryRoot, "data", "demo", "paintings"), "*.png").Order(StringComparer.Ordinal).First();

    [Fact]
    public void Copies_are_inputs_of_the_network_and_differ()
    {
        float[][] copies = [.. ChangedPictures.Of(Painting, 3, new Random(1))];
        Assert.Equal(3, copies.Length);
        Assert.All(copies, copy => Assert.Equal(3 * ImageNetwork.Size * ImageNetwork.Size, copy.Length));
        Assert.All(copies, copy => Assert.True(copy.All(value => value is >= 0 and <= 255)));
        Assert.NotEqual(copies[0], copies[1]);
    }

    [Fact]
    public void The_same_seed_gives_the_same_copies()
        => Assert.Equal(ChangedPictures.Of(Painting, 2, new Random(1)).ToArray(), ChangedPictures.Of(Painting, 2, new Random(1)).ToArray());

    [Fact]
    public void Without_copies_nothing_is_read() => Assert.Empty(ChangedPictures.Of("gone.png", 0, new Random(1)));
}
