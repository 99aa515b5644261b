using Pix2Pitch.Notes;
using Pix2Pitch.Training.Networks;
using Pix2Pitch.Training.Networks.Notes;
using TorchSharp;
using static TorchSharp.torch;

namespace Pix2Pitch.Training.Tests.Networks;

[Collection(TensorLibraryTests.Name)]
public sealed class RollDiscriminatorTests
{
    private const int Size = 128;

    [Fact]
    public void An_output_depends_on_38_pitches_and_frames_of_all_families()
    {
        using RollDiscriminator discriminator = Make();
        using DisposeScope scope = NewDisposeScope();
        Tensor roll = rand(1, NoteRoll.ChannelCount, NoteRoll.PitchCount, Size).requires_grad_();
        Tensor logits = Assert.Single(discriminator.forward(zeros(1, 5), roll)).Logits;
        Assert.Equal([1, 1, NoteRoll.PitchCount / 8, Size / 8], logits.shape);
        logits[0, 0, 5, 8].backward();
        Tensor seen = roll.grad![0] != 0;
        Assert.Equal(NoteRoll.ChannelCount, seen.any(2).any(1).sum().item<long>());
        Assert.Equal(38, seen.any(2).any(0).sum().item<long>());
        Assert.Equal(38, seen.any(1).any(0).sum().item<long>());
    }

    [Fact]
    public void The_style_changes_the_judgement()
    {
        using RollDiscriminator discriminator = Make();
        using DisposeScope scope = NewDisposeScope();
        Tensor roll = rand(1, NoteRoll.ChannelCount, NoteRoll.PitchCount, Size), style = zeros(1, 5);
        style[0, 2] = 1;
        float[] without = discriminator.forward(zeros(1, 5), roll)[0].Logits.data<float>().ToArray();
        Assert.NotEqual(without, discriminator.forward(style, roll)[0].Logits.data<float>().ToArray());
    }

    private static RollDiscriminator Make()
    {
        var discriminator = new RollDiscriminator(16, 5);
        WeightInitializer.Initialize(discriminator, 1, RandomPurpose.RollDiscriminatorWeights);
        return discriminator;
    }
}
