using Pix2Pitch.Training.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace Pix2Pitch.Training.Tests.Networks;

[Collection(TensorLibraryTests.Name)]
public sealed class DiscriminatorNetworkTests
{
    private static readonly DiscriminatorOptions s_options = new() { Size = 64, Width = 4, Layers = 3 };

    [Theory]
    [InlineData(1, 16)]
    [InlineData(2, 34)]
    [InlineData(3, 70)]
    [InlineData(4, 142)]
    public void An_output_depends_on_a_patch_of_the_stated_size(int layers, int patch)
    {
        using DiscriminatorNetwork discriminator = Make(new DiscriminatorOptions { Width = 4, Layers = layers, Normalization = Normalization.Batch });
        Assert.Equal(patch, discriminator.Options.PatchSize);
        Assert.Equal((patch, patch), ReceptiveField(discriminator, 0));
    }

    [Fact]
    public void An_output_on_a_halved_image_depends_on_a_patch_of_more_than_twice_the_size()
    {
        using DiscriminatorNetwork discriminator = Make(new DiscriminatorOptions { Width = 4, Layers = 2, Scales = 2, Normalization = Normalization.Batch });
        // 34 pixels of the halved image, each of which is the mean of three pixels and lies two pixels from the next.
        Assert.Equal((2 * 33 + 3, 2 * 33 + 3), ReceptiveField(discriminator, 1));
    }

    [Fact]
    public void An_output_of_the_tall_network_depends_on_all_bands_of_nine_frames()
    {
        using DiscriminatorNetwork discriminator = Make(new DiscriminatorOptions { Size = 256, Width = 4, Layers = 1, Tall = true, Normalization = Normalization.Batch });
        Assert.Equal((256, DiscriminatorOptions.TallFrames), ReceptiveField(discriminator, 0));
        Assert.Equal(9, DiscriminatorOptions.TallFrames);
    }

    [Fact]
    public void Outputs_depend_on_painting_style_and_mel_spectrogram()
    {
        using DiscriminatorNetwork discriminator = Make(s_options);
        float[] plain = Judge(discriminator, 0, 0, 0);
        Assert.NotEqual(plain, Judge(discriminator, 1, 0, 0));
        Assert.NotEqual(plain, Judge(discriminator, 0, 1, 0));
        Assert.NotEqual(plain, Judge(discriminator, 0, 0, 1));
    }

    [Fact]
    public void Spectral_normalisation_gives_every_kernel_a_largest_singular_value_of_1()
    {
        using DiscriminatorNetwork discriminator = Make(s_options with { SpectralNormalization = true, Normalization = Normalization.None });
        using IDisposable noGradient = no_grad();
        using DisposeScope scope = NewDisposeScope();
        for (int i = 0; i < 200; i++) // each pass is one power iteration
            Judge(discriminator, 0, 0, 0);
        discriminator.eval();
        foreach (ConvolutionLayer layer in discriminator.modules().OfType<ConvolutionLayer>())
        {
            // The singular values come from LAPACK. With a delta as the input, the output has the columns of the kernels.
            float largest = linalg.svdvals(layer.Weight.reshape(layer.Weight.shape[0], -1)).max().item<float>();
            Tensor delta = zeros([1, layer.Weight.shape[1], 9, 9]);
            delta[0, 0, 4, 4] = 1;
            Tensor normalized = layer.forward(delta);
            if (layer.Bias is not null) normalized = normalized - layer.Bias.reshape(1, -1, 1, 1);
            Tensor plain = nn.functional.conv2d(delta, layer.Weight, null, [layer.Shape.StrideY, layer.Shape.StrideX], [layer.Shape.PaddingY, layer.Shape.PaddingX]);
            Assert.InRange((plain.norm() / normalized.norm()).item<float>(), largest * 0.999f, largest * 1.001f);
        }
    }

    [Fact]
    public void A_judgement_has_the_activations_of_all_layers_before_the_last()
    {
        using DiscriminatorNetwork discriminator = Make(s_options with { Scales = 2, Layers = 2 });
        using DisposeScope scope = NewDisposeScope();
        IReadOnlyList<Judgement> judgements = discriminator.forward(rand(2, 3, 64, 64), zeros([2, 5]), rand(2, 1, 64, 64));
        Assert.Equal(2, judgements.Count);
        Assert.Equal([[2, 4, 32, 32], [2, 8, 16, 16], [2, 16, 15, 15]], judgements[0].Features.Select(f => f.shape));
        Assert.Equal([2, 1, 14, 14], judgements[0].Logits.shape);
        Assert.Equal([2, 1, 6, 6], judgements[1].Logits.shape);
    }

    [Theory]
    [InlineData(64, 5, 1)]
    [InlineData(64, 3, 3)]
    [InlineData(128, 5, 2)]
    public void More_layers_than_the_image_has_room_for_are_refused(int size, int layers, int scales)
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => Make(new DiscriminatorOptions { Size = size, Layers = layers, Scales = scales }));
        Assert.Contains($"at {size} px", error.Message);
    }

    private static DiscriminatorNetwork Make(DiscriminatorOptions options)
    {
        var discriminator = new DiscriminatorNetwork(options);
        WeightInitializer.Initialize(discriminator, 1, RandomPurpose.DiscriminatorWeights);
        return discriminator;
    }

    /// <summary>Rows and columns of the mel-spectrogram on which one output depends, of at most 256.</summary>
    private static (int Rows, int Columns) ReceptiveField(DiscriminatorNetwork discriminator, int network)
    {
        // Batch normalisation with running statistics does not depend on pixels outside the patch, unlike instance normalisation.
        discriminator.eval();
        const int Size = 256;
        using DisposeScope scope = NewDisposeScope();
        Tensor mel = rand(1, 1, Size, Size);
        mel.requires_grad = true;
        Tensor logits = discriminator.forward(zeros([1, 3, Size, Size]), zeros([1, 5]), mel)[network].Logits;
        logits.narrow(2, logits.shape[2] / 2, 1).narrow(3, logits.shape[3] / 2, 1).mean().backward();
        float[] gradient = mel.grad!.data<float>().ToArray();
        int[] columns = [.. Enumerable.Range(0, Size).Where(x => Enumerable.Range(0, Size).Any(y => gradient[y * Size + x] != 0))];
        int[] rows = [.. Enumerable.Range(0, Size).Where(y => Enumerable.Range(0, Size).Any(x => gradient[y * Size + x] != 0))];
        return (rows[^1] - rows[0] + 1, columns[^1] - columns[0] + 1);
    }

    private static float[] Judge(DiscriminatorNetwork discriminator, int painting, int style, int mel)
    {
        using IDisposable noGradient = no_grad();
        using DisposeScope scope = NewDisposeScope();
        var styles = new float[5];
        styles[style] = 1;
        Tensor logits = discriminator.forward(
            tensor(Samples.Painting(painting)).reshape(1, 3, 64, 64), tensor(styles).reshape(1, 5), tensor(Samples.Mel(mel)).reshape(1, 1, 64, 64))[0].Logits;
        Assert.Equal([1, 1, 6, 6], logits.shape);
        return logits.data<float>().ToArray();
    }
}
