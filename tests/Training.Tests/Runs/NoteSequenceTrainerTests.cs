using Pix2Pitch.Training.Data;
using Pix2Pitch.Training.Networks;
using Pix2Pitch.Training.Runs;

namespace Pix2Pitch.Training.Tests.Runs;

[Collection(TensorLibraryTests.Name)]
public sealed class NoteSequenceTrainerTests
{
    private static readonly TrainingOptions s_options = TrainingKindRules.Apply(Samples.Options with { Size = 128, Width = 1 }, TrainingKind.NoteSequence) with { BatchSize = 4 };

    [Fact]
    public void Notes_become_more_likely_and_so_do_those_of_held_out_clips()
    {
        using var trainer = new NoteSequenceTrainer(s_options with { LearningRate = 5e-3, AverageDecay = 0 }, Samples.Data(8, 4, 128, hasNotes: true));
        double? before = trainer.ValidationLoss();
        double first = trainer.NextStep().Notes!.Value, last = 0;
        for (int i = 0; i < 60; i++)
            last = trainer.NextStep().Notes!.Value;
        Assert.InRange(first, Math.Log(34.0 * 8 * 88 * 23 * 8) - 2, 40); // even chances, or worse
        Assert.InRange(last, 0, 0.5 * first);
        Assert.InRange(trainer.ValidationLoss()!.Value, 0, 0.7 * before!.Value);
    }

    [Fact]
    public void A_run_that_is_resumed_ends_with_the_same_weights()
    {
        using var folder = new TemporaryFolder();
        TrainingData data = Samples.Data(6, 2, 128, hasNotes: true);
        TrainingOptions options = s_options with { Steps = 6, EvaluateEvery = 6, CheckpointEvery = 3 };
        Assert.Equal(RunEnd.Finished, Run("whole", options));
        Run("parts", options with { Steps = 3 });
        Run("parts", options);
        Assert.Equal(Weights("whole"), Weights("parts"));

        RunEnd Run(string name, TrainingOptions options)
        {
            using var run = new RunFolder(folder.File(name));
            return new TrainingLoop(options, data, Samples.Origin).Run(run).End;
        }

        float[] Weights(string run)
        {
            (GeneratorNetwork generator, _) = Checkpoint.ReadGenerator(Path.Combine(folder.File(run), "checkpoint.p2p"));
            using GeneratorNetwork owned = generator;
            return [.. generator.parameters().SelectMany(each => each.data<float>().ToArray())];
        }
    }

    [Fact]
    public void Clips_without_notes_are_refused_in_a_sentence()
        => Assert.Contains("MIDI", Assert.Throws<Pix2PitchException>(() => new NoteSequenceTrainer(s_options, Samples.Data(size: 128))).Message);

    [Fact]
    public void Losses_of_other_kinds_are_refused_by_name()
    {
        Assert.Equal("L1Weight", Assert.Throws<ArgumentOutOfRangeException>((s_options with { L1Weight = 1 }).Validate).ParamName);
        Assert.Equal("AdversarialWeight", Assert.Throws<ArgumentOutOfRangeException>((s_options with { AdversarialWeight = 1 }).Validate).ParamName);
        Assert.Equal("Architecture", Assert.Throws<ArgumentOutOfRangeException>((s_options with { Architecture = GeneratorArchitecture.UNet }).Validate).ParamName);
        Assert.Equal("Architecture", Assert.Throws<ArgumentOutOfRangeException>((new TrainingOptions() with { Architecture = GeneratorArchitecture.Recurrent, Output = GeneratorOutput.Notes }).Validate).ParamName);
    }
}
