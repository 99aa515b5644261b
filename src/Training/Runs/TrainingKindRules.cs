using Pix2Pitch.Training.Losses;
using Pix2Pitch.Training.Networks;

namespace Pix2Pitch.Training.Runs;

/// <summary>Which losses a <see cref="TrainingKind"/> has, and which options do not go with it.</summary>
internal static class TrainingKindRules
{
    /// <summary>Options with the losses of a kind of training; the same options if they are of that kind already.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such kind.</exception>
    public static TrainingOptions Apply(TrainingOptions options, TrainingKind kind)
    {
        OptionRange.Check(kind);
        if (kind == options.Kind) return options;
        TrainingOptions defaults = new();
        if (kind == TrainingKind.Paired)
            return options with { Kind = kind, AdversarialLoss = defaults.AdversarialLoss, CycleWeight = 0, PoolSize = 0, L1Weight = defaults.L1Weight, DiversityWeight = defaults.DiversityWeight };
        if (kind == TrainingKind.NoteSequence)
        {
            return options with
            {
                Kind = kind,
                Architecture = GeneratorArchitecture.Recurrent,
                Output = GeneratorOutput.Notes,
                AdversarialWeight = 0,
                L1Weight = 0,
                DiversityWeight = 0,
                BatchSize = 16,
                LearningRate = 1e-3,
                Beta1 = 0.9,
                MaxGradientNorm = 1,
            };
        }
        (AdversarialLoss adversarial, double cycle, int pool) = kind switch
        {
            TrainingKind.CycleGan => (AdversarialLoss.LeastSquares, 10, 50),
            TrainingKind.DiscoGan => (AdversarialLoss.CrossEntropy, 1, 0),
            _ => (AdversarialLoss.Wasserstein, 100.0, 0),
        };
        return options with { Kind = kind, AdversarialLoss = adversarial, CycleWeight = cycle, PoolSize = pool, L1Weight = 0, DiversityWeight = 0 };
    }

    /// <summary>Refuses a recurrent generator in another kind of training, and another generator in that of note sequences.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The architecture does not go with the kind.</exception>
    public static void ValidateArchitecture(TrainingOptions options)
        => OptionRange.Require((options.Architecture == GeneratorArchitecture.Recurrent) == (options.Kind == TrainingKind.NoteSequence), options.Architecture,
            options.Kind == TrainingKind.NoteSequence ? $"{GeneratorArchitecture.Recurrent} in training of kind {options.Kind}" : $"another unless the kind of training is {TrainingKind.NoteSequence} (--kind {TrainingKind.NoteSequence})",
            nameof(options.Architecture));

    /// <summary>Refuses the losses that need a painting's own clip without pairs, and those of training without pairs with pairs.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An option does not go with the kind.</exception>
    public static void Validate(TrainingOptions options)
    {
        if (options.Kind == TrainingKind.NoteSequence)
        {
            foreach ((string name, double weight) in Losses(options).Append((nameof(options.AdversarialWeight), options.AdversarialWeight)).Append((nameof(options.CycleWeight), options.CycleWeight)))
                Require(name, weight, 0, $"in training of kind {options.Kind}");
            return;
        }
        if (options.Kind == TrainingKind.Paired)
        {
            Require(nameof(options.CycleWeight), options.CycleWeight, 0, "in training with pairs");
            Require(nameof(options.PoolSize), options.PoolSize, 0, "in training with pairs");
            return;
        }
        string without = $"in training without pairs ({options.Kind})";
        OptionRange.Require(options.Output == GeneratorOutput.Spectrogram, options.Output, $"{nameof(GeneratorOutput.Spectrogram)} {without}", nameof(options.Output));
        OptionRange.Require(!options.Embedding, options.Embedding, $"false {without}: generated paintings have no embedding", nameof(options.Embedding));
        OptionRange.Require(!options.Augmentation.IsUsed, options.Augmentation, $"left out {without}", nameof(options.Augmentation));
        Require(nameof(options.NearestPartners), options.NearestPartners, 1, without);
        Require(nameof(options.LowBandWeight), options.LowBandWeight, 1, without);
        foreach ((string name, double weight) in Losses(options))
        {
            Require(name, weight, 0, without);
        }

        static void Require(string name, double value, double expected, string when) => OptionRange.Require(value == expected, value, $"{expected} {when}", name);
    }

    /// <summary>The losses between a painting's clip and the output.</summary>
    private static (string Name, double Weight)[] Losses(TrainingOptions options) =>
    [
        (nameof(options.L1Weight), options.L1Weight), (nameof(options.DiversityWeight), options.DiversityWeight), (nameof(options.FeatureMatchingWeight), options.FeatureMatchingWeight),
        (nameof(options.ModeSeekingWeight), options.ModeSeekingWeight), (nameof(options.StyleWeight), options.StyleWeight),
        (nameof(options.StyleAmbiguityWeight), options.StyleAmbiguityWeight), (nameof(options.BandStatisticsWeight), options.BandStatisticsWeight),
    ];
}
