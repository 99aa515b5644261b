using Pix2Pitch.Training.Evaluation;

namespace Pix2Pitch.Training.Tests.Evaluation;

public sealed class OtherPicturesTests
{
    [Fact]
    public void Paintings_in_memory_are_blended_get_more_contrast_and_are_reduced_to_edges()
    {
        float[][] paintings = [Of(-0.5f), Of(0.5f)];
        (string Kind, IReadOnlyList<float[]> Paintings)[] found = [.. OtherPictures.Of(paintings, 16)];
        Assert.All(found[0].Paintings, painting => Assert.All(painting, value => Assert.Equal(1, value))); // without edges there is only paper
        Assert.All(found[1].Paintings[0], value => Assert.Equal(-1, value, 0.02f));
        Assert.All(found[1].Paintings[1], value => Assert.Equal(1, value, 0.02f));
        Assert.All(found[2].Paintings, painting => Assert.All(painting, value => Assert.Equal(0, value, 0.02f)));

        static float[] Of(float value) => [.. Enumerable.Repeat(value, 3 * 16 * 16)];
    }
}
