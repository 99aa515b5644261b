using System.CommandLine;
using System.Globalization;
using Pix2Pitch.Terminal;
using Pix2Pitch.Training.Networks;
using Pix2Pitch.Training.Runs;

namespace Pix2Pitch.Training.Commands;

/// <summary>The options of <c>train</c> that change <see cref="TrainingOptions"/>: given options replace those of the run.</summary>
internal sealed class TrainArguments
{
    private static readonly TrainingOptions s_defaults = new();

    // The recurrent generator has neither the layers nor the losses nor the pictures that these are about.
    private static readonly string[] s_withoutEffectOnNoteSequences =
    [
        "--jitter", "--flip", "--skips", "--latent", "--latent-beta", "--upsampling", "--frequency-coordinate", "--normalization", "--summary", "--roll", "--note-weight", "--roll-adversarial",
        "--discriminator-width", "--patch-layers", "--discriminator-scales", "--tall-discriminator", "--spectral-normalization", "--discriminator-normalization", "--discriminator-learning-rate",
        "--adversarial", "--gradient-penalty", "--r1", "--nearest-partners", "--low-band-weight", "--diversity-target", "--min-discriminator-loss", "--pause-discriminator",
        "--augment-time-shift", "--augment-cutout", "--augment-gain", "--augment-semitones",
    ];

    private readonly List<(Option Option, Func<TrainingOptions, ParseResult, TrainingOptions> Apply)> _all = [];

    private readonly Option<string?> _preset = new("--preset")
    {
        HelpName = string.Join('|', TrainingPresets.All.Select(preset => preset.Name)),
        Description = "The options of a model of the thesis; given options replace them.",
    };

    private readonly AcceleratorOption _accelerator = new(typeof(TrainArguments).Assembly);

    public TrainArguments()
    {
        _preset.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: { Length: > 0 } name }] && TrainingPresets.Find(name) is null)
                result.AddError($"--preset must be {string.Join(", ", TrainingPresets.All.SkipLast(1).Select(preset => preset.Name))} or {TrainingPresets.All[^1].Name}, not '{name}'.");
        });
        // First, because it sets losses that other options change.
        Add("--kind", "Paired, or training without pairs.", "", s_defaults.Kind, (o, v) => TrainingKindRules.Apply(o, v));
        Add("--cycle", "Weight of the cycle loss without pairs; CycleGan sets it to 10, DiscoGan to 1, DualGan to 100.", "from 0 to 1,000", s_defaults.CycleWeight, (o, v) => o with { CycleWeight = v });
        Add("--pool", "Earlier outputs that the discriminators see too, without pairs; CycleGan sets it to 50.", "from 0 to 1,000", s_defaults.PoolSize, (o, v) => o with { PoolSize = v });
        Add("--steps", "The last step; 0 for training until --minutes or Ctrl-C.", "0 or more", s_defaults.Steps, (o, v) => o with { Steps = v });
        Add("--width", "Channels of the generator's first block; more gives better results and takes longer.", "from 1 to 256", s_defaults.Width, (o, v) => o with { Width = v });
        Add("--architecture", "The generator's architecture.", "", s_defaults.Architecture, (o, v) => o with { Architecture = v });
        Add("--output-layer", "What the generator's last layer makes; Notes need clips with piano rolls.", "", s_defaults.Output, (o, v) => o with { Output = v });
        Add("--roll", "Weight of the cross entropy of the piano roll.", "from 0 to 1,000", s_defaults.Notes.RollWeight, (o, v) => o with { Notes = o.Notes with { RollWeight = v } });
        Add("--note-weight", "How much more a cell with a note counts in it than one without.", "from 1 to 100", s_defaults.Notes.NoteWeight, (o, v) => o with { Notes = o.Notes with { NoteWeight = v } });
        Add("--roll-adversarial", "Weight of the loss of the roll's own discriminator; 0 for none.", "from 0 to 1,000", s_defaults.Notes.RollAdversarialWeight, (o, v) => o with { Notes = o.Notes with { RollAdversarialWeight = v } });
        Add("--band-statistics", "Weight of the distance of the bands' means and deviations over time; 0 for none.", "from 0 to 1,000", s_defaults.BandStatisticsWeight, (o, v) => o with { BandStatisticsWeight = v });
        AddSwitch("--skips", "Whether the decoder receives the activations of the encoder.", s_defaults.Skips, (o, v) => o with { Skips = v });
        Add("--latent", "Values of the latent code of a generator of notes; 0 for none.", "from 0 to 1,024", s_defaults.Notes.LatentLength, (o, v) => o with { Notes = o.Notes with { LatentLength = v } });
        Add("--latent-beta", "Weight of its divergence from the prior.", "from 0 to 1,000", s_defaults.Notes.LatentBeta, (o, v) => o with { Notes = o.Notes with { LatentBeta = v } });
        Add("--adversarial-weight", "Weight of the adversarial loss; 0 to train without the discriminator.", "from 0 to 1,000", s_defaults.AdversarialWeight, (o, v) => o with { AdversarialWeight = v });
        Add("--upsampling", "How the generator doubles height and width.", "", s_defaults.Upsampling, (o, v) => o with { Upsampling = v });
        AddWithoutDefault<int>("--discriminator-width", "Channels of the discriminator's first block.", "from 1 to 256; default: twice --width", (o, v) => o with { DiscriminatorWidth = v });
        Add("--patch-layers", "1, 2, 3, 4 or 5: the discriminator judges patches of 16, 34, 70, 142 or 286 pixels.", "from 1 to 5", s_defaults.PatchLayers, (o, v) => o with { PatchLayers = v });
        Add("--discriminator-scales", "Number of discriminators, each on images of half the size of those before.", "from 1 to 3", s_defaults.DiscriminatorScales, (o, v) => o with { DiscriminatorScales = v });
        AddSwitch("--tall-discriminator", "Whether a further discriminator sees all bands of nine frames.", s_defaults.TallDiscriminator, (o, v) => o with { TallDiscriminator = v });
        AddSwitch("--spectral-normalization", "Whether the discriminator's kernels are divided by their spectral norm.", s_defaults.SpectralNormalization, (o, v) => o with { SpectralNormalization = v });
        AddWithoutDefault<Normalization>("--discriminator-normalization", "Normalisation of the discriminator's activations.", "default: that of --normalization", (o, v) => o with { DiscriminatorNormalization = v });
        AddSwitch("--frequency-coordinate", "Whether the networks receive a channel with the row.", s_defaults.FrequencyCoordinate, (o, v) => o with { FrequencyCoordinate = v });
        AddSwitch("--embedding", "Whether the generator receives the painting's embedding, which the data must have.", s_defaults.Embedding, (o, v) => o with { Embedding = v });
        Add("--normalization", "Normalisation of the activations.", "", s_defaults.Normalization, (o, v) => o with { Normalization = v });
        AddSwitch("--summary", "Whether the decoder receives the mean activation of the first encoder block.", s_defaults.Summary, (o, v) => o with { Summary = v });
        Add("--adversarial", "The adversarial loss.", "", s_defaults.AdversarialLoss, (o, v) => o with { AdversarialLoss = v });
        Add("--gradient-penalty", "Weight of the gradient penalty of the Wasserstein loss.", "from 0 to 1,000", s_defaults.GradientPenaltyWeight, (o, v) => o with { GradientPenaltyWeight = v });
        Add("--r1", "Gamma of R1, the penalty on the discriminator's gradient for real clips; 0 for none.", "from 0 to 1,000", s_defaults.R1Gamma, (o, v) => o with { R1Gamma = v });
        Add("--nearest-partners", "The L1 distance is that from the nearest of this many clips of the painting.", "from 1 to 8", s_defaults.NearestPartners, (o, v) => o with { NearestPartners = v });
        Add("--low-band-weight", "Weight of the lowest band in the L1 distance, relative to the highest.", "from 0.1 to 100", s_defaults.LowBandWeight, (o, v) => o with { LowBandWeight = v });
        Add("--feature-matching", "Weight of feature matching; 0 for none.", "from 0 to 1,000", s_defaults.FeatureMatchingWeight, (o, v) => o with { FeatureMatchingWeight = v });
        Add("--mode-seeking", "Weight of the mode seeking loss; 0 for none.", "from 0 to 1,000", s_defaults.ModeSeekingWeight, (o, v) => o with { ModeSeekingWeight = v });
        Add("--style-loss", "Weight of the loss that a classifier finds the requested style; 0 for none.", "from 0 to 1,000", s_defaults.StyleWeight, (o, v) => o with { StyleWeight = v });
        Add("--style-ambiguity", "Weight of the loss that it finds each style alike where none is requested; 0 for none.", "from 0 to 1,000", s_defaults.StyleAmbiguityWeight, (o, v) => o with { StyleAmbiguityWeight = v });
        Add("--augment-time-shift", "The discriminator sees clips shifted by up to this share; 0 for none.", "from 0 to 0.5", s_defaults.Augmentation.TimeShift, (o, v) => o with { Augmentation = o.Augmentation with { TimeShift = v } });
        Add("--augment-cutout", "The discriminator sees clips with a gap of up to this share; 0 for none.", "from 0 to 0.5", s_defaults.Augmentation.Cutout, (o, v) => o with { Augmentation = o.Augmentation with { Cutout = v } });
        Add("--augment-gain", "The discriminator sees clips that are louder or softer by up to this many dB; 0 for none.", "from 0 to 40", s_defaults.Augmentation.Gain, (o, v) => o with { Augmentation = o.Augmentation with { Gain = v } });
        Add("--augment-semitones", "The discriminator sees clips transposed by up to this many semitones; 0 for none. Needs data on the semitone scale.", "from 0 to 24", s_defaults.Augmentation.Semitones, (o, v) => o with { Augmentation = o.Augmentation with { Semitones = v } });
        Add("--l1", "Weight of the L1 distance.", "from 0 to 1,000", s_defaults.L1Weight, (o, v) => o with { L1Weight = v });
        Add("--diversity", "Weight of the penalty for outputs that differ too little between paintings.", "from 0 to 1,000", s_defaults.DiversityWeight, (o, v) => o with { DiversityWeight = v });
        Add("--diversity-target", "Difference without a penalty, as a share of that of real clips.", "from 0 to 2", s_defaults.DiversityTarget, (o, v) => o with { DiversityTarget = v });
        Add("--learning-rate", "Adam's learning rate.", "above 0 and at most 0.1", s_defaults.LearningRate, (o, v) => o with { LearningRate = v });
        AddWithoutDefault<double>("--discriminator-learning-rate", "Adam's learning rate for the discriminator.", "above 0 and at most 0.1; default: --learning-rate", (o, v) => o with { DiscriminatorLearningRate = v });
        AddWithoutDefault<LearningRateSchedule>("--schedule", "How the learning rates change.", "default: Linear with --decay-from, otherwise Constant", (o, v) => o with { Schedule = v });
        Add("--warmup", "Steps in which the learning rates rise from 0.", "0 or more", s_defaults.WarmupSteps, (o, v) => o with { WarmupSteps = v });
        Add("--decay-every", "Steps after which the schedule Step divides the learning rates by ten.", "1 or more", s_defaults.DecayEvery, (o, v) => o with { DecayEvery = v });
        Add("--max-gradient-norm", "The gradient of each network is scaled down to this norm; 0 for no limit.", "0 or more", s_defaults.MaxGradientNorm, (o, v) => o with { MaxGradientNorm = v });
        AddWithoutDefault<long>("--decay-from", "Step from which the learning rates fall.", "0 or more and below --steps; default: the end of the warm-up with --schedule", (o, v) => o with { DecayFrom = v });
        Add("--batch", "Pairs in a step of each process.", "from 1 to 64", s_defaults.BatchSize, (o, v) => o with { BatchSize = v });
        Add("--seed", "Seed of all random numbers.", "", s_defaults.Seed, (o, v) => o with { Seed = v });
        Add("--style-dropout", "Share of pairs trained without their style.", "from 0 to 1", s_defaults.StyleDropout, (o, v) => o with { StyleDropout = v });
        Add("--jitter", "Factor by which paintings are enlarged before a random crop; 1 for none.", "from 1 to 1.5", s_defaults.Jitter, (o, v) => o with { Jitter = v });
        AddSwitch("--flip", "Whether paintings are mirrored at random.", s_defaults.Flip, (o, v) => o with { Flip = v });
        Add("--average-decay", "Decay of the moving average of the weights; 0 for none.", "from 0 to 0.99999", s_defaults.AverageDecay, (o, v) => o with { AverageDecay = v });
        Add("--checkpoint-every", "Steps between checkpoints.", "1 or more", s_defaults.CheckpointEvery, (o, v) => o with { CheckpointEvery = v });
        Add("--evaluate-every", "Steps between evaluations.", "1 or more", s_defaults.EvaluateEvery, (o, v) => o with { EvaluateEvery = v });
        Add("--min-discriminator-loss", "The discriminator is winning when the mean of d1 + d2 is below this.", "0 or more", s_defaults.MinDiscriminatorLoss, (o, v) => o with { MinDiscriminatorLoss = v });
        AddSwitch("--pause-discriminator", "Whether the discriminator is not updated while it is winning.", s_defaults.PauseDiscriminator, (o, v) => o with { PauseDiscriminator = v });
        Add("--sound-paintings", "Outputs of an evaluation that are turned into sound to measure it; 0 for none.", "from 0 to 64", s_defaults.Health.SoundPaintings, (o, v) => o with { Health = o.Health with { SoundPaintings = v } });
        Add("--min-diversity-ratio", "Outputs are alike when they differ less than this share of the difference of real clips.", "from 0 to 2", s_defaults.Health.MinDiversityRatio, (o, v) => o with { Health = o.Health with { MinDiversityRatio = v } });
        Add("--min-seed-diversity-ratio", "The same for outputs with different noise.", "from 0 to 2", s_defaults.Health.MinSeedDiversityRatio, (o, v) => o with { Health = o.Health with { MinSeedDiversityRatio = v } });
        Add("--min-nearest-ratio", "Outputs are copies when they are nearer to training clips than this share of the distance of held-out clips.", "from 0 to 2", s_defaults.Health.MinNearestRatio, (o, v) => o with { Health = o.Health with { MinNearestRatio = v } });
        Add("--unhealthy-evaluations", "Evaluations in a row in which a problem is found before it is reported.", "1 or more", s_defaults.Health.UnhealthyEvaluations, (o, v) => o with { Health = o.Health with { UnhealthyEvaluations = v } });
        Add("--on-unhealthy", "What happens when outputs have been alike or copies for so long: Warn or Stop.", "", s_defaults.Health.OnUnhealthy, (o, v) => o with { Health = o.Health with { OnUnhealthy = v } });
        Add("--read-losses-every", "Steps after which their losses are read; more than 1 keeps a GPU busy.", "from 1 to 64", s_defaults.ReadLossesEvery, (o, v) => o with { ReadLossesEvery = v });
        Add("--precision", "The numbers in which convolutions are computed; BFloat16 is meant for GPUs.", "", s_defaults.Precision, (o, v) => o with { Precision = v });
        AddSwitch("--channels-last", "Whether the channels of a position lie together in memory, for GPUs.", s_defaults.ChannelsLast, (o, v) => o with { ChannelsLast = v });
        Add("--threads", "Threads of libtorch; 0 for one for each core.", "from 0 to 256", s_defaults.Threads, (o, v) => o with { Threads = v });
    }

    /// <param name="command">Receives the options.</param>
    /// <param name="withPreset">Whether it also receives the one for a preset.</param>
    public void AddTo(Command command, bool withPreset = true)
    {
        if (withPreset) command.Options.Add(_preset);
        foreach ((Option option, _) in _all)
            command.Options.Add(option);
        command.Options.Add(_accelerator);
    }

    /// <summary>The given preset; null if there is none.</summary>
    public TrainingPreset? PresetIn(ParseResult result) => result.GetValue(_preset) is { } name ? TrainingPresets.Find(name) : null;

    /// <summary>Replaces the options of the given preset, and then those that are given on the command line.</summary>
    public TrainingOptions Apply(TrainingOptions options, ParseResult result)
    {
        options = PresetIn(result)?.Apply(options) ?? options;
        foreach ((Option option, Func<TrainingOptions, ParseResult, TrainingOptions> apply) in _all)
        {
            if (result.GetResult(option) is { Implicit: false })
                options = apply(options, result);
        }
        return options with { Accelerator = _accelerator.ValueIn(result) };
    }

    /// <summary>Why given options cannot be used, because they have no effect on a training; null if all have one.</summary>
    /// <param name="options">The options of the training.</param>
    /// <param name="result">What is given.</param>
    public string? WithoutEffect(TrainingOptions options, ParseResult result)
    {
        if (options.Kind != TrainingKind.NoteSequence) return null;
        string[] useless = [.. _all.Where(each => result.GetResult(each.Option) is { Implicit: false }).Select(each => each.Option.Name).Intersect(s_withoutEffectOnNoteSequences)];
        if (useless.Length == 0) return null;
        return $"{string.Join(" and ", useless)} {(useless.Length == 1 ? "has" : "have")} no effect in training of kind {options.Kind}; leave {(useless.Length == 1 ? "it" : "them")} out.";
    }

    // The default is only in the description: an option with a default would replace that of a run that continues.
    private void Add<T>(string name, string description, string range, T standard, Func<TrainingOptions, T, TrainingOptions> apply)
        => AddWithoutDefault(name, description, string.Create(CultureInfo.InvariantCulture, $"{range}{(range.Length > 0 ? "; " : "")}default: {standard}"), apply);

    private void AddWithoutDefault<T>(string name, string description, string values, Func<TrainingOptions, T, TrainingOptions> apply)
    {
        var option = new Option<T>(name) { Description = $"{description} [{values}]" };
        _all.Add((option, (options, result) => apply(options, result.GetValue(option)!)));
    }

    // As text: the parser takes an option of type bool for a flag and does not read a value such as "no" after it.
    private void AddSwitch(string name, string description, bool standard, Func<TrainingOptions, bool, TrainingOptions> apply)
    {
        var option = new Option<string>(name) { HelpName = "true|false", Description = $"{description} [default: {(standard ? "true" : "false")}]" };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: { Length: > 0 } text }] && !bool.TryParse(text, out _)) result.AddError($"{name} must be true or false, not '{text}'.");
        });
        _all.Add((option, (options, result) => apply(options, bool.Parse(result.GetValue(option)!))));
    }
}
