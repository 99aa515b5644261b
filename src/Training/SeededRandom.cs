namespace Pix2Pitch.Training;

/// <summary>
/// The only source of random numbers in training: a SplitMix64 generator (Steele, Lea and Flood 2014) for each (seed, purpose, index). So the numbers
/// of a step do not depend on earlier steps, and a run that is resumed continues as if it had not been stopped.
/// </summary>
internal sealed class SeededRandom
{
    private ulong _state;
    private double? _spareGaussian;

    /// <summary>Creates the generator for one purpose and index.</summary>
    /// <param name="seed">The run's seed.</param>
    /// <param name="purpose">What the numbers are used for. The numbers for different purposes are independent.</param>
    /// <param name="index">The step, epoch or example.</param>
    public SeededRandom(long seed, RandomPurpose purpose, long index = 0)
        => _state = SplitMix64.Mix(SplitMix64.Mix(SplitMix64.Mix((ulong)seed + SplitMix64.Increment) + (ulong)purpose) + (ulong)index);

    /// <summary>64 random bits.</summary>
    public ulong NextBits() => SplitMix64.Next(ref _state);

    /// <summary>A number in [0, 1).</summary>
    public double NextDouble() => (NextBits() >> 11) * (1.0 / (1UL << 53));

    /// <summary>An integer in [0, <paramref name="bound"/>).</summary>
    /// <param name="bound">At least 1.</param>
    public int NextInt(int bound)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bound, 1);
        return (int)Math.BigMul(NextBits(), (ulong)bound, out _);
    }

    /// <summary>A number from the standard normal distribution (Box and Muller 1958).</summary>
    public double NextGaussian()
    {
        if (_spareGaussian is { } spare)
        {
            _spareGaussian = null;
            return spare;
        }
        double radius = Math.Sqrt(-2 * Math.Log(1 - NextDouble()));
        (double sine, double cosine) = Math.SinCos(2 * Math.PI * NextDouble());
        _spareGaussian = radius * sine;
        return radius * cosine;
    }

    /// <summary>A seed for the generator network's noise: any 32-bit integer.</summary>
    public int NextSeed() => (int)(uint)(NextBits() >> 32);

    /// <summary>Shuffles in place (Fisher-Yates).</summary>
    public void Shuffle<T>(Span<T> values)
    {
        for (int i = values.Length - 1; i > 0; i--)
        {
            int other = NextInt(i + 1);
            (values[i], values[other]) = (values[other], values[i]);
        }
    }
}

/// <summary>What random numbers are used for. The values decide the numbers and never change.</summary>
internal enum RandomPurpose
{
    /// <summary>Initial weights of the generator.</summary>
    GeneratorWeights = 1,

    /// <summary>Initial weights of the discriminator.</summary>
    DiscriminatorWeights = 2,

    /// <summary>Order of the pairs in an epoch.</summary>
    Order = 3,

    /// <summary>Seeds of the generator's noise.</summary>
    Noise = 4,

    /// <summary>Which examples are trained without their style.</summary>
    StyleDropout = 5,

    /// <summary>Crop and flip of paintings.</summary>
    Jitter = 6,

    /// <summary>Pairs and seeds of the evaluations.</summary>
    Evaluation = 8,

    /// <summary>Inputs of the check of an exported file.</summary>
    ExportCheck = 9,

    /// <summary>Inputs of the check of the gradients.</summary>
    GradientCheck = 10,

    /// <summary>Initial weights of the classifier of the style loss.</summary>
    ClassifierWeights = 11,

    /// <summary>Start of the power iteration of spectral normalisation.</summary>
    SpectralNormalization = 12,

    /// <summary>Which other partners of a painting are compared with the output.</summary>
    Partners = 13,

    /// <summary>Shifts, gains and gaps of what the discriminator sees.</summary>
    Augmentation = 14,

    /// <summary>Seeds of the second output for the mode seeking loss.</summary>
    ModeSeeking = 15,

    /// <summary>Points between real and generated mel-spectrograms for the gradient penalty.</summary>
    GradientPenalty = 16,

    /// <summary>Initial weights of the discriminator of piano rolls.</summary>
    RollDiscriminatorWeights = 17,

    /// <summary>Initial weights of the encoder of piano rolls.</summary>
    RollEncoderWeights = 18,

    /// <summary>Draws of latent codes in training.</summary>
    LatentCode = 19,

    /// <summary>Initial weights of the generator of paintings.</summary>
    PaintingGeneratorWeights = 20,

    /// <summary>Initial weights of the discriminator of paintings.</summary>
    PaintingDiscriminatorWeights = 21,

    /// <summary>Order of the clips in an epoch of training without pairs.</summary>
    ClipOrder = 22,

    /// <summary>Which earlier outputs the discriminators see.</summary>
    ImagePool = 23,

    /// <summary>What is dropped in recurrent generators.</summary>
    Dropout = 24,

    /// <summary>Order of the batches among which pairs are sorted by their length.</summary>
    BatchOrder = 26,

    /// <summary>By how many semitones clips are transposed.</summary>
    Transposition = 25,
}
