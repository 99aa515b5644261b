using System.CommandLine;
using Pix2Pitch.Terminal;
using Pix2Pitch.Training.Networks;
using Pix2Pitch.Training.Runs;

namespace Pix2Pitch.Training.Commands;

/// <summary>The options of <c>train</c> that change <see cref="TrainingOptions"/>: given options replace those of the run.</summary>
internal sealed class TrainArguments
{
    private readonly List<(Option Option, Func<TrainingOptions, ParseResult, TrainingOptions> Apply)> _all = [];

    private readonly Option<Accelerator> _accelerator = AcceleratorOption.Create(typeof(TrainArguments).Assembly);

    public TrainArguments()
    {
        Add<long>("--steps", "The last step; 0 for training until --minutes or Ctrl-C.", (o, v) => o with { Steps = v });
        Add<int>("--width", "Channels of the generator's first block; more gives better results and takes longer.", (o, v) => o with { Width = v });
        Add<int>("--discriminator-width", "Channels of the discriminator's first block; twice the generator's by default.", (o, v) => o with { DiscriminatorWidth = v });
        Add<int>("--patch-layers", "1 to 5: the discriminator judges patches of 16, 34, 70, 142 or 286 pixels.", (o, v) => o with { PatchLayers = v });
        Add<Normalization>("--normalization", "Normalisation of the features.", (o, v) => o with { Normalization = v });
        Add<bool>("--summary", "Whether the decoder receives a summary of the painting.", (o, v) => o with { Summary = v });
        Add<AdversarialLoss>("--adversarial", "The adversarial loss.", (o, v) => o with { AdversarialLoss = v });
        Add<double>("--l1", "Weight of the L1 distance.", (o, v) => o with { L1Weight = v });
        Add<double>("--diversity", "Weight of the penalty for outputs that differ too little between paintings.", (o, v) => o with { DiversityWeight = v });
        Add<double>("--diversity-target", "Difference without a penalty, as a share of that of real clips.", (o, v) => o with { DiversityTarget = v });
        Add<double>("--learning-rate", "Adam's learning rate.", (o, v) => o with { LearningRate = v });
        Add<long>("--decay-from", "Step from which the learning rate falls to 0 at --steps.", (o, v) => o with { DecayFrom = v });
        Add<int>("--batch", "Examples in a step.", (o, v) => o with { BatchSize = v });
        Add<long>("--seed", "Seed of all random numbers.", (o, v) => o with { Seed = v });
        Add<double>("--style-dropout", "Share of examples trained without their style.", (o, v) => o with { StyleDropout = v });
        Add<double>("--jitter", "Factor by which paintings are enlarged before a random crop; 1 for none.", (o, v) => o with { Jitter = v });
        Add<bool>("--flip", "Whether paintings are mirrored at random.", (o, v) => o with { Flip = v });
        Add<double>("--average-decay", "Decay of the moving average of the weights; 0 for none.", (o, v) => o with { AverageDecay = v });
        Add<int>("--checkpoint-every", "Steps between checkpoints.", (o, v) => o with { CheckpointEvery = v });
        Add<int>("--evaluate-every", "Steps between evaluations.", (o, v) => o with { EvaluateEvery = v });
        Add<double>("--min-discriminator-loss", "The discriminator is winning when the mean of d1 + d2 is below this.", (o, v) => o with { MinDiscriminatorLoss = v });
        Add<bool>("--pause-discriminator", "Whether the discriminator is not updated while it is winning.", (o, v) => o with { PauseDiscriminator = v });
        Add<int>("--threads", "Threads of libtorch; 0 for one for each core.", (o, v) => o with { Threads = v });
    }

    public void AddTo(Command command)
    {
        foreach ((Option option, _) in _all)
            command.Options.Add(option);
        command.Options.Add(_accelerator);
    }

    /// <summary>Replaces the options that are given on the command line.</summary>
    public TrainingOptions Apply(TrainingOptions options, ParseResult result)
    {
        foreach ((Option option, Func<TrainingOptions, ParseResult, TrainingOptions> apply) in _all)
        {
            if (result.GetResult(option) is { Implicit: false })
                options = apply(options, result);
        }
        return options with { Accelerator = result.GetValue(_accelerator) };
    }

    private void Add<T>(string name, string description, Func<TrainingOptions, T, TrainingOptions> apply)
    {
        var option = new Option<T>(name) { Description = description };
        _all.Add((option, (options, result) => apply(options, result.GetValue(option)!)));
    }
}
