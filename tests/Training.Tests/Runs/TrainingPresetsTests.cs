using Pix2Pitch.Mel;
using Pix2Pitch.Training.Networks;
using Pix2Pitch.Training.Runs;
using Pix2Pitch.Training.Tests.Commands;

namespace Pix2Pitch.Training.Tests.Runs;

[Collection(TensorLibraryTests.Name)]
public sealed class TrainingPresetsTests
{
    [Theory]
    [InlineData("A1", 256, 22050, 70)]
    [InlineData("a2", 256, 22050, 34)]
    [InlineData("C1", 256, 22050, 16)]
    [InlineData("E1", 512, 22050, 70)]
    [InlineData("E2", 512, 22050, 34)]
    [InlineData("F1", 512, 44100, 70)]
    [InlineData("F2", 512, 44100, 34)]
    public void The_models_of_the_thesis_have_its_sizes_and_the_values_of_Pix2Pix(string name, int size, int sampleRate, int patch)
    {
        TrainingPreset preset = TrainingPresets.Find(name)!;
        TrainingOptions options = preset.Apply(new TrainingOptions());
        options.Validate();
        preset.Mel.Validate();
        Assert.Equal((size, size, sampleRate, patch), (options.Size, preset.Mel.MelBands, preset.Mel.SampleRate, options.Discriminator.PatchSize));
        Assert.Equal((64, 64, Normalization.Batch, 100.0, 0.0, 2e-4, 0.5, 1), (options.Generator.Width, options.Discriminator.Width, options.Normalization, options.L1Weight, options.DiversityWeight, options.LearningRate, options.Beta1, options.BatchSize));
    }

    [Fact]
    public void A_preset_keeps_what_it_does_not_set()
        => Assert.Equal((77, 5, 9L), TrainingPresets.All[0].Apply(new TrainingOptions { Steps = 77, EvaluateEvery = 5, Seed = 9 }) is var o ? (o.Steps, o.EvaluateEvery, o.Seed) : default);

    [Theory]
    [InlineData("A1", "'DATA' has 64 px at 22050 Hz; prepare the data with --size 256.")]
    [InlineData("F2", "'DATA' has 64 px at 22050 Hz; prepare the data with --size 512 --sample-rate 44100.")]
    public void Data_of_another_size_is_refused_before_anything_is_written(string preset, string message)
    {
        using var folder = new TemporaryFolder();
        string data = Samples.WritePrepared(folder.File("prepared"));
        ProgramRun run = Command.Run("train", data, "-o", folder.File("run"), "--preset", preset);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains(message.Replace("DATA", data, StringComparison.Ordinal), run.Error);
        Assert.False(File.Exists(folder.File("run", "log.csv")));
    }

    [Fact]
    public void Data_on_another_scale_is_refused()
    {
        TrainingPreset preset = TrainingPresets.Find("A1")!;
        preset.CheckData(MelOptions.Thesis256, "data");
        string message = Assert.Throws<Pix2PitchException>(() => preset.CheckData(MelOptions.Semitone256, "data")).Message;
        Assert.Equal("The preset A1 is for data of 256 px at 22050 Hz, but 'data' has 256 px at 22050 Hz on the semitone scale; prepare the data with --size 256.", message);
    }

    [Fact]
    public void Given_options_win_over_the_preset()
    {
        using var folder = new TemporaryFolder();
        string data = Samples.WritePrepared(folder.File("prepared"), pairs: 1, validation: 2, size: 256);
        Assert.Equal(0, Command.Run("train", data, "-o", folder.File("run"), "--preset", "a1", "--steps", "1", "--width", "4", "--discriminator-width", "4", "--l1", "7", "--threads", "1", "--sound-paintings", "0",
            "--preview-minutes", "0", "--no-report", "--no-tensorboard").ExitCode);
        TrainingOptions options = Checkpoint.ReadState(folder.File("run", "checkpoint.p2p")).Options;
        Assert.Equal((4, 4, 7.0), (options.Width, options.DiscriminatorWidth, options.L1Weight));
        Assert.Equal((3, Normalization.Batch, 1.0), (options.PatchLayers, options.Normalization, options.StyleDropout));
    }

    [Fact]
    public void A_name_that_is_no_preset_is_refused_with_all_names()
    {
        ProgramRun run = Command.Run("train", "anything", "--preset", "B1");
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("--preset must be A1, A2, C1, E1, E2, F1 or F2, not 'B1'.", run.Error);
    }

    [Theory]
    [InlineData("48000", "512")]
    [InlineData("44100", "256")]
    public void Another_sample_rate_of_prepared_data_is_refused(string rate, string size)
    {
        ProgramRun run = Command.Run("prepare", "anything", "--sample-rate", rate, "--size", size);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains($"--sample-rate is {rate}; it must be 22050, or 44100 with --size 512.", run.Error);
    }
}
