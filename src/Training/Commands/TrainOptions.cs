using System.CommandLine;
using Pix2Pitch.Cli.Usage;
using Pix2Pitch.Training.Losses;
using Pix2Pitch.Training.Networks;
using Pix2Pitch.Training.Runs;

namespace Pix2Pitch.Training.Commands;

/// <summary>The options of <c>train</c> that change <see cref="TrainingOptions"/>: those that are given replace what the run has.</summary>
internal sealed class TrainOptions
{
    private readonly List<(Option Option, Func<TrainingOptions, ParseResult, TrainingOptions> Apply)> _all = [];

    // What the program was built for, unless it is given.
    private readonly Option<Accelerator> _accelerator = AcceleratorOption.Create();

    public TrainOptions()
    {
        Add<long>("--steps", "Last step; 0 for no end but --minutes or Ctrl-C.", (s, v) => s with { Steps = v });
        Add<int>("--width", "Channels of the generator's first block; more is better and slower.", (s, v) => s with { Width = v });
        Add<int>("--discriminator-width", "Channels of the discriminator's first block; twice the generator's unless given.", (s, v) => s with { DiscriminatorWidth = v });
        Add<int>("--patch-layers", "1 to 5: the discriminator judges patches of 16, 34, 70, 142 or 286 pixels.", (s, v) => s with { PatchLayers = v });
        Add<Normalization>("--normalization", "How features are normalised.", (s, v) => s with { Normalization = v });
        Add<bool>("--summary", "Whether the decoder hears a summary of the painting.", (s, v) => s with { Summary = v });
        Add<AdversarialKind>("--adversarial", "The adversarial loss.", (s, v) => s with { Adversarial = v });
        Add<double>("--l1", "Weight of the L1 distance.", (s, v) => s with { L1Weight = v });
        Add<double>("--diversity", "Weight of the difference that outputs for different paintings lack.", (s, v) => s with { DiversityWeight = v });
        Add<double>("--diversity-target", "Difference from which nothing is lacking, as a share of that of real clips.", (s, v) => s with { DiversityTarget = v });
        Add<double>("--learning-rate", "Adam's step size.", (s, v) => s with { LearningRate = v });
        Add<long>("--decay-from", "Step from which the learning rate falls to 0 at --steps.", (s, v) => s with { DecayFrom = v });
        Add<int>("--batch", "Examples in a step.", (s, v) => s with { BatchSize = v });
        Add<long>("--seed", "Source of all chance.", (s, v) => s with { Seed = v });
        Add<double>("--style-dropout", "Share of examples shown without their style.", (s, v) => s with { StyleDropout = v });
        Add<double>("--jitter", "How much paintings are enlarged before a window is cut; 1 for not at all.", (s, v) => s with { Jitter = v });
        Add<bool>("--flip", "Whether paintings are mirrored at random.", (s, v) => s with { Flip = v });
        Add<double>("--average-decay", "Decay of the moving average of the weights; 0 for none.", (s, v) => s with { AverageDecay = v });
        Add<int>("--checkpoint-every", "Steps between checkpoints.", (s, v) => s with { CheckpointEvery = v });
        Add<int>("--evaluate-every", "Steps between measures of diversity.", (s, v) => s with { EvaluateEvery = v });
        Add<double>("--guard-bound", "The discriminator is winning when d1 + d2 stay under this.", (s, v) => s with { GuardBound = v });
        Add<bool>("--guard-pauses", "Whether the discriminator rests while it is winning.", (s, v) => s with { GuardPauses = v });
        Add<int>("--threads", "Threads of the tensor library; 0 for one for each core.", (s, v) => s with { Threads = v });
    }

    public void AddTo(Command command)
    {
        foreach ((Option option, _) in _all)
            command.Options.Add(option);
        command.Options.Add(_accelerator);
    }

    /// <summary>Replaces what was given on the command line.</summary>
    public TrainingOptions Apply(TrainingOptions settings, ParseResult result)
    {
        foreach ((Option option, Func<TrainingOptions, ParseResult, TrainingOptions> apply) in _all)
        {
            if (result.GetResult(option) is { Implicit: false })
                settings = apply(settings, result);
        }
        return settings with { Accelerator = result.GetValue(_accelerator) };
    }

    private void Add<T>(string name, string description, Func<TrainingOptions, T, TrainingOptions> apply)
    {
        var option = new Option<T>(name) { Description = description };
        _all.Add((option, (settings, result) => apply(settings, result.GetValue(option)!)));
    }
}
