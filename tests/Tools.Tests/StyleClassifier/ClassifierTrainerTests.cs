using Pix2Pitch.Styles;
using Pix2Pitch.Tools.StyleClassifier;

namespace Pix2Pitch.Tools.Tests.StyleClassifier;

public sealed class ClassifierTrainerTests
{
    [Fact]
    public void Styles_that_are_apart_are_told_apart()
    {
        var classifier = ClassifierTrainer.Train(Paintings(), 0.01, "abc");
        Assert.Equal("abc", classifier.Network);
        Assert.Equal(StyleNames.All, classifier.Styles);
        foreach (LabelledPainting painting in Paintings())
        {
            float[] probabilities = classifier.Classify(painting.Features);
            Assert.Equal((int)painting.Style - 1, Array.IndexOf(probabilities, probabilities.Max()));
            Assert.Equal(1, probabilities.Sum(), 1e-5f);
        }
    }

    [Fact]
    public void The_same_paintings_give_the_same_classifier()
        => Assert.Equal(ClassifierTrainer.Train(Paintings(), 0.1, "").Weights, ClassifierTrainer.Train(Paintings(), 0.1, "").Weights);

    // Six features: the first five tell the style, with noise from a fixed seed.
    private static LabelledPainting[] Paintings()
    {
        var random = new Random(3);
        return [.. Enumerable.Range(0, 100).Select(i =>
        {
            float[] features = [.. Enumerable.Range(0, 6).Select(feature => (feature == i % 5 ? 1 : 0) + 0.2f * random.NextSingle())];
            return new LabelledPainting("", (Style)(1 + i % 5), $"artist {i / 5}", "", features, [features]);
        })];
    }
}
