using Pix2Pitch.Generation;
using Pix2Pitch.Training.Data;
using Pix2Pitch.Training.Networks;
using Pix2Pitch.Training.Networks.Notes;
using TorchSharp;
using static TorchSharp.torch;

namespace Pix2Pitch.Training.Tests.Networks;

[Collection(TensorLibraryTests.Name)]
public sealed class GeneratorNetworkTests
{
    private static readonly GeneratorOptions s_small = new() { Size = 64, Width = 4 };

    public static TheoryData<string> Kinds => [.. s_kinds.Keys];

    private static readonly Dictionary<string, GeneratorOptions> s_kinds = new()
    {
        ["U-Net"] = s_small,
        ["U-Net with resize-convolution"] = s_small with { Upsampling = Upsampling.ResizeConvolution },
        ["U-Net with embedding and frequency"] = s_small with { EmbeddingLength = 12, FrequencyCoordinate = true },
        ["U-Net from music to a painting"] = s_small with { Direction = GeneratorDirection.MusicToPainting },
        ["residual"] = s_small with { Architecture = GeneratorArchitecture.Residual },
        ["residual with batch normalisation, without summary"] = s_small with { Architecture = GeneratorArchitecture.Residual, Normalization = Normalization.Batch, Summary = false },
        ["residual with everything"] = s_small with
        {
            Architecture = GeneratorArchitecture.Residual,
            Upsampling = Upsampling.ResizeConvolution,
            EmbeddingLength = 12,
            FrequencyCoordinate = true,
        },
        ["U-Net of notes"] = new() { Size = 128, Width = 4, Output = GeneratorOutput.Notes },
        ["U-Net of notes at 256 px"] = new() { Size = 256, Width = 2, Output = GeneratorOutput.Notes, EmbeddingLength = 12 },
        ["encoder-decoder of notes with a latent code"] = new() { Size = 128, Width = 4, Output = GeneratorOutput.Notes, LatentLength = 6, Skips = false },
        ["recurrent"] = new() { Size = 128, Width = 1, Architecture = GeneratorArchitecture.Recurrent, Output = GeneratorOutput.Notes },
        ["recurrent with guidance"] = new() { Size = 128, Width = 1, Architecture = GeneratorArchitecture.Recurrent, Output = GeneratorOutput.Notes, Guidance = 1.5, PaintingGuidance = 0.5, Temperature = 0.9 },
        ["recurrent at 256 px with embedding"] = new() { Size = 256, Width = 1, Architecture = GeneratorArchitecture.Recurrent, Output = GeneratorOutput.Notes, EmbeddingLength = 12 },
        ["U-Net with a latent code"] = s_small with { LatentLength = 6 },
        ["U-Net without normalisation"] = s_small with { Normalization = Normalization.None },
    };

    /// <summary>A network with tables of scale and shift that are not 0.</summary>
    internal static GeneratorNetwork Make(string kind)
    {
        GeneratorNetwork generator = GeneratorNetwork.Create(s_kinds[kind]);
        bool isRecurrent = generator is RecurrentGenerator;
        WeightInitializer.Initialize(generator, 1, RandomPurpose.GeneratorWeights, scalesByInputs: isRecurrent);
        using IDisposable noGradient = no_grad();
        var random = new SeededRandom(3, RandomPurpose.GeneratorWeights);
        if (generator is ConvolutionalGenerator { Notes: { } notes })
        {
            // Without this, nearly all cells of the roll would be empty.
            notes.Conv.Bias!.fill_(3);
            notes.Conv.Weight.mul_(20);
        }
        if (isRecurrent && generator.Options.Guidance == 1)
        {
            // Without this, the seed would decide nearly alone.
            generator.named_parameters().Single(p => p.name == "condition.weight").parameter.mul_(3);
            generator.named_parameters().Single(p => p.name == "decoder.condition-out.weight").parameter.mul_(3);
        }
        foreach ((string name, TorchSharp.Modules.Parameter table) in generator.named_parameters().Where(p => p.name.EndsWith("gamma", StringComparison.Ordinal) || p.name.EndsWith("beta", StringComparison.Ordinal)))
        {
            using Tensor values = tensor([.. Enumerable.Range(0, (int)table.numel()).Select(_ => (float)random.NextGaussian() * 0.5f)]);
            using Tensor shaped = values.reshape(table.shape);
            table.copy_(shaped);
        }
        return generator;
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_kind_gives_an_image_in_range_that_depends_on_every_input(string kind)
    {
        using GeneratorNetwork generator = Make(kind);
        GeneratorOptions options = generator.Options;
        var input = new Input();
        float[][] images = Run(generator,
            [input, input with { Painting = 2 }, input with { Style = 1 }, input with { Seed = 2 }, input with { Creativity = 0.5f }, input with { Creativity = 0 }, input with { Seed = 2, Creativity = 0 }]);
        float[] plain = images[0];
        Assert.Equal(options.OutputChannels * options.Size * options.Size, plain.Length);
        Assert.All(plain, value => Assert.InRange(value, -1f, 1f));
        Assert.All(images[1..6], image => Assert.NotEqual(plain, image));
        Assert.Equal(images[5], images[6]);
        if (options.EmbeddingLength > 0)
        {
            float[] without = Run(generator, [input])[0];
            Assert.NotEqual(without, Run(generator, [input], embedding: 1)[0]);
            Assert.Equal(without, Run(generator, [input], embedding: 0)[0]); // zeros are the same as none
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_parameter_of_every_kind_gets_a_gradient(string kind)
    {
        using GeneratorNetwork generator = Make(kind);
        using DisposeScope scope = NewDisposeScope();
        int size = generator.Options.Size;
        Tensor input = rand(2, generator.Options.InputChannels, size, size) * 2 - 1, style = rand(2, 5);
        Tensor? embedding = generator.Options.EmbeddingLength > 0 ? randn(2, generator.Options.EmbeddingLength) : null;
        if (generator is RecurrentGenerator recurrent)
        {
            NoteEvents notes = new(3, [new NoteEvent(0, 1, 40, 2), new NoteEvent(3, 1, 50, 2, 4), new NoteEvent(2, 2, 45, 5, 7)], IsCut: false);
            recurrent.CrossEntropy(rand(2, 3), style, embedding, ones(2, 1), NoteBatch.Of([notes, notes with { Tempo = 5 }], CPU)).backward();
        }
        else
        {
            Tensor output = generator.forward(input, style, tensor(new long[] { 1, 2 }).reshape(2, 1), ones(2, 1), embedding);
            (output * linspace(0, 20, output.numel()).sin().reshape(output.shape)).mean().backward();
        }
        Assert.All(generator.named_parameters(), p => Assert.True(p.parameter.grad is { } gradient && gradient.abs().max().item<float>() > 0, p.name));
    }

    [Fact]
    public void Notes_need_a_U_Net_of_128_px_or_more()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => GeneratorNetwork.Create(s_small with { Output = GeneratorOutput.Notes }));
        Assert.Throws<ArgumentOutOfRangeException>(
            () => GeneratorNetwork.Create(new GeneratorOptions { Size = 128, Output = GeneratorOutput.Notes, Architecture = GeneratorArchitecture.Residual }));
    }

    [Fact]
    public void A_constant_painting_gives_rows_that_differ_only_with_the_frequency_coordinate()
    {
        // Away from the borders, a convolution cannot tell one row of a constant image from another.
        Assert.InRange(Spread(FrequencyCoordinateOf(false)), 0, 1e-6);
        Assert.True(Spread(FrequencyCoordinateOf(true)) > 1e-4);

        static float[] FrequencyCoordinateOf(bool used)
        {
            using var block = new EncoderBlock("encoder0", s_small with { FrequencyCoordinate = used }, 0);
            WeightInitializer.Initialize(block, 1, RandomPurpose.GeneratorWeights);
            using IDisposable noGradient = no_grad();
            using DisposeScope scope = NewDisposeScope();
            Tensor image = ones(1, 3, 64, 64);
            Tensor output = block.Forward(used ? cat([image, FrequencyCoordinate.Like(image)], 1) : image);
            return output[0, 0, TensorIndex.Slice(2, 30), 16].data<float>().ToArray();
        }

        static float Spread(float[] values) => values.Max() - values.Min();
    }

    // In one batch, which takes little longer than one of its rows.
    private static float[][] Run(GeneratorNetwork generator, Input[] inputs, int? embedding = null)
    {
        using IDisposable noGradient = no_grad();
        using DisposeScope scope = NewDisposeScope();
        int channels = generator.Options.InputChannels, size = generator.Options.Size, count = inputs.Length;
        Tensor images = tensor([.. inputs.SelectMany(input => Samples.Painting(input.Painting, size).Take(channels * size * size))]).reshape(count, channels, size, size);
        Tensor styles = nn.functional.one_hot(tensor([.. inputs.Select(input => input.Style)]), 5).to(ScalarType.Float32);
        Tensor seeds = tensor([.. inputs.Select(input => input.Seed)]).reshape(count, 1), creativity = tensor([.. inputs.Select(input => input.Creativity)]).reshape(count, 1);
        Tensor? embeddings = embedding is { } value ? full([count, generator.Options.EmbeddingLength], (float)value) : null;
        return [.. generator.forward(images, styles, seeds, creativity, embeddings).data<float>().ToArray().Chunk(generator.Options.OutputChannels * size * size)];
    }

    private sealed record Input(int Painting = 1, long Style = 0, long Seed = 1, float Creativity = 1);
}
