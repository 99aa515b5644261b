using Pix2Pitch.Training.Data;
using Pix2Pitch.Training.Health;
using Pix2Pitch.Training.Networks;
using Pix2Pitch.Training.Runs;
using Pix2Pitch.Training.Tests.Runs;
using static TorchSharp.torch;

namespace Pix2Pitch.Training.Tests.Health;

[Collection(TensorLibraryTests.Name)]
public sealed class TrainingHealthTests
{
    private static readonly HealthOptions s_options = new() { UnhealthyEvaluations = 2 };

    // Weights that hardly move: the outputs stay near 0 for all paintings.
    private static readonly TrainingOptions s_collapsing = Samples.Options with
    {
        L1Weight = 0,
        DiversityWeight = 0,
        LearningRate = 1e-9,
        Health = new HealthOptions { SoundPaintings = 0, MinDiversityRatio = 2, MinSeedDiversityRatio = 0, UnhealthyEvaluations = 2 },
    };

    [Fact]
    public void A_generator_that_ignores_painting_and_seed_is_found()
    {
        using GeneratorNetwork generator = Constant();
        EvaluationMetrics metrics = new Evaluator(generator, Samples.Data(), 3, 1, s_options with { SoundPaintings = 0 }).Evaluate();
        Assert.Equal((0, 0), (metrics.Diversity, metrics.SeedDiversity));
        Assert.Equal([HealthProblem.OutputsAlike, HealthProblem.SeedsAlike], Problems(metrics));
    }

    [Fact]
    public void A_generator_that_gives_a_training_clip_is_found()
    {
        // All training clips are the constant output of the generator, later ones are stripes.
        TrainingData stripes = Samples.Data();
        var data = new TrainingData(stripes.Mel, stripes.ReadPainting, (row, mel) =>
        {
            if (row < 4) mel.Clear();
            else stripes.ReadMel(row, mel);
        }, stripes.Training, stripes.Validation);
        using GeneratorNetwork generator = Constant();
        EvaluationMetrics metrics = new Evaluator(generator, data, 3, 1, s_options with { SoundPaintings = 0 }).Evaluate();
        Assert.Equal(0, metrics.NearestRatio);
        Assert.Contains(HealthProblem.Copies, Problems(metrics));
    }

    [Fact]
    public void A_network_that_gives_noise_for_music_is_found()
    {
        // The mel-spectrograms of the stripes are tones; the same value everywhere is noise.
        using GeneratorNetwork generator = Constant();
        EvaluationMetrics metrics = new Evaluator(generator, Samples.Data(), 2, 1, s_options with { SoundPaintings = 1 }).Evaluate();
        Assert.True(metrics.Sound!.SpectralFlatness > metrics.RealSound!.SpectralFlatness, $"{metrics}");
        Assert.NotEqual(0, metrics.RealSound.OnsetRate);
    }

    [Theory]
    [InlineData("Noise", 0.4, 2, 0.5)]
    [InlineData("Onsets", 0.1, 0.1, 0.5)]
    [InlineData("Onsets", 0.1, 9, 0.5)]
    [InlineData("Pitches", 0.1, 2, 0.1)]
    [InlineData("", 0.12, 3, 0.4)]
    public void Sound_that_is_far_from_that_of_real_clips_is_found(string expected, double flatness, double onsets, double clarity)
    {
        var metrics = new EvaluationMetrics(0.2, 0.3, 0.1, 0.3) { Sound = new SoundFigures(flatness, onsets, clarity), RealSound = new SoundFigures(0.1, 2, 0.5) };
        Assert.Equal(expected, string.Join(' ', Problems(metrics)));
    }

    [Fact]
    public void Every_sentence_says_what_to_do()
    {
        var metrics = new EvaluationMetrics(0, 0.3, 0, 0.3)
        {
            NearestClip = 0.1,
            RealNearestClip = 1,
            Sound = new SoundFigures(0.5, 0, 0),
            RealSound = new SoundFigures(0.1, 2, 0.5),
        };
        HealthFinding[] found = [.. Found(metrics)];
        Assert.Equal(Enum.GetValues<HealthProblem>(), found.Select(finding => finding.Problem));
        Assert.All(found, finding => Assert.Matches(@"[Tt](ry|rain) ", finding.Sentence));
    }

    [Fact]
    public void A_problem_is_reported_once_when_it_has_lasted_and_again_after_an_evaluation_without_it()
    {
        var alike = new EvaluationMetrics(0.01, 0.3, 0.1, 0.3);
        EvaluationMetrics healthy = alike with { Diversity = 0.3 };
        var health = new TrainingHealth(s_options, new Dictionary<HealthProblem, int>());
        Assert.Equal([0, 1, 0, 0, 0, 1], ((EvaluationMetrics[])[alike, alike, alike, healthy, alike, alike]).Select(metrics => health.Add(metrics).Count));
        Assert.Null(health.StopReason); // the default is to warn
    }

    [Fact]
    public void Collapse_that_lasts_gives_one_warning()
    {
        using var folder = new TemporaryFolder();
        var observer = new Warnings();
        (RunEnd end, _) = TrainingLoopTests.Run(folder, s_collapsing, observer);
        Assert.Equal(RunEnd.Finished, end);
        Assert.StartsWith("Step 8: The outputs differ ", Assert.Single(observer.Messages));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5)] // after an interruption, the evaluation before it counts
    public void Collapse_that_lasts_ends_the_run_with_a_checkpoint_if_that_is_asked_for(long interruptedAt)
    {
        using var folder = new TemporaryFolder();
        TrainingOptions options = s_collapsing with { Health = s_collapsing.Health with { OnUnhealthy = UnhealthyAction.Stop } };
        if (interruptedAt > 0) TrainingLoopTests.RunTo(interruptedAt, folder, options);
        using var run = new RunFolder(folder.Path);
        var loop = new TrainingLoop(options, Samples.Data(), Samples.Origin);
        (RunEnd end, RunState state) = loop.Run(run);
        Assert.Equal((RunEnd.Unhealthy, 8L, 8L), (end, state.Step, Checkpoint.ReadState(folder.File("checkpoint.p2p")).Step));
        Assert.Contains("all paintings get nearly the same output", loop.StopReason);
    }

    [Fact]
    public void A_loss_that_is_not_a_number_ends_the_training_with_a_sentence()
    {
        TrainingData data = Samples.Data();
        var broken = new TrainingData(data.Mel, data.ReadPainting, (_, mel) => mel.Fill(float.NaN), data.Training, []);
        using Trainer trainer = Trainer.Create(Samples.Options with { DiversityWeight = 0 }, broken);
        Assert.Contains("not a finite number in step 1", Assert.Throws<Pix2PitchException>(() => trainer.NextStep()).Message);
    }

    [Fact]
    public void The_options_are_checked()
        => Assert.Contains("MinNearestRatio", Assert.Throws<ArgumentOutOfRangeException>(() => (Samples.Options with { Health = new HealthOptions { MinNearestRatio = 3 } }).Validate()).Message);

    private static IEnumerable<HealthProblem> Problems(EvaluationMetrics metrics) => Found(metrics).Select(finding => finding.Problem);

    private static IEnumerable<HealthFinding> Found(EvaluationMetrics metrics)
    {
        Dictionary<string, double> values = RunLog.Metrics(metrics).ToDictionary(figure => figure.Name, figure => figure.Value);
        return HealthFinding.Find(s_options, name => values.TryGetValue(name, out double value) ? value : null);
    }

    /// <summary>A generator whose weights are all 0: its output is 0 everywhere.</summary>
    private static GeneratorNetwork Constant()
    {
        GeneratorNetwork generator = GeneratorNetwork.Create(Samples.Options.Generator);
        using IDisposable noGradient = no_grad();
        foreach (var weights in generator.parameters()) weights.zero_();
        return generator;
    }

    private sealed class Warnings : ITrainingObserver
    {
        public List<string> Messages { get; } = [];

        public void OnWarning(string message) => Messages.Add(message);
    }
}
