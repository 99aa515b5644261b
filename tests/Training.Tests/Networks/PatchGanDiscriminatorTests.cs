using Pix2Pitch.Training.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace Pix2Pitch.Training.Tests.Networks;

[Collection(TensorLibraryTests.Name)]
public sealed class PatchGanDiscriminatorTests
{
    [Theory]
    [InlineData(1, 16)]
    [InlineData(2, 34)]
    [InlineData(3, 70)]
    public void An_output_depends_on_a_patch_of_the_stated_size(int layers, int patch)
    {
        // Batch normalisation with running statistics does not depend on pixels outside the patch, unlike instance normalisation.
        using PatchGanDiscriminator discriminator = Make(layers, Normalization.Batch);
        discriminator.eval();
        Assert.Equal(patch, discriminator.Options.PatchSize);
        const int Size = 256;
        using DisposeScope scope = NewDisposeScope();
        Tensor mel = tensor(new float[Size * Size]).reshape(1, 1, Size, Size);
        mel.requires_grad = true;
        Tensor logits = discriminator.forward(zeros([1, 3, Size, Size]), zeros([1, 5]), mel);
        long middle = logits.shape[2] / 2;
        logits.narrow(2, middle, 1).narrow(3, middle, 1).mean().backward();
        float[] gradient = mel.grad!.data<float>().ToArray();
        int[] columns = [.. Enumerable.Range(0, Size).Where(x => Enumerable.Range(0, Size).Any(y => gradient[y * Size + x] != 0))];
        int[] rows = [.. Enumerable.Range(0, Size).Where(y => Enumerable.Range(0, Size).Any(x => gradient[y * Size + x] != 0))];
        Assert.Equal(patch, columns[^1] - columns[0] + 1);
        Assert.Equal(patch, rows[^1] - rows[0] + 1);
    }

    [Fact]
    public void Outputs_depend_on_painting_style_and_mel_spectrogram()
    {
        using PatchGanDiscriminator discriminator = Make(3, Normalization.Instance);
        float[] plain = Judge(discriminator, 0, 0, 0);
        Assert.NotEqual(plain, Judge(discriminator, 1, 0, 0));
        Assert.NotEqual(plain, Judge(discriminator, 0, 1, 0));
        Assert.NotEqual(plain, Judge(discriminator, 0, 0, 1));
    }

    private static PatchGanDiscriminator Make(int layers, Normalization normalization)
    {
        var discriminator = new PatchGanDiscriminator(new DiscriminatorOptions { Width = 4, Layers = layers, Normalization = normalization });
        WeightInitializer.Initialize(discriminator, 1, RandomPurpose.DiscriminatorWeights);
        return discriminator;
    }

    private static float[] Judge(PatchGanDiscriminator discriminator, int painting, int style, int mel)
    {
        using IDisposable noGradient = no_grad();
        using DisposeScope scope = NewDisposeScope();
        var styles = new float[5];
        styles[style] = 1;
        Tensor logits = discriminator.forward(
            tensor(Samples.Painting(painting)).reshape(1, 3, 64, 64), tensor(styles).reshape(1, 5), tensor(Samples.Mel(mel)).reshape(1, 1, 64, 64));
        Assert.Equal([1, 1, 6, 6], logits.shape);
        return logits.data<float>().ToArray();
    }
}
