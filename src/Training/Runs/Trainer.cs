using Pix2Pitch.Training.Data;
using Pix2Pitch.Training.Networks;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Pix2Pitch.Training.Runs;

/// <summary>
/// Both networks, their optimisers, and the training step of Pix2Pix (Isola et al. 2017, section 3.3). What a step does depends only on the weights,
/// the seed and the number of the step.
/// </summary>
internal sealed class Trainer : IDisposable
{
    private readonly BatchLoader _batches;
    private readonly Parameter[] _discriminatorWeights;
    private readonly List<(Tensor Average, Tensor Current)> _averaged = [];
    private readonly bool _averages;
    private readonly double _minDifference;

    /// <summary>Creates untrained networks.</summary>
    /// <param name="options">How to train.</param>
    /// <param name="data">The training data; it is not disposed.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of range.</exception>
    /// <exception cref="Pix2PitchException">
    /// The data has no pairs or another size than the options, libtorch computes wrong gradients for networks of this width, or the accelerator cannot
    /// be used.
    /// </exception>
    public Trainer(TrainingOptions options, ITrainingData data)
    {
        options.Validate();
        if (data.Training.Count == 0)
            throw new Pix2PitchException("There is no pair to train on; prepare the data again with more paintings or more music.");
        if (data.Size != options.Size)
            throw new Pix2PitchException($"The data was prepared for {data.Size} px, but the network is for {options.Size} px; prepare the data with --size {options.Size}.");
        Options = options;
        set_num_threads(options.Threads == 0 ? Environment.ProcessorCount : options.Threads);
        Device = DeviceFor(options.Accelerator);

        Generator = new UNetGenerator(options.Generator);
        Discriminator = new PatchGanDiscriminator(options.Discriminator);
        WeightInitializer.Initialize(Generator, options.Seed, RandomPurpose.GeneratorWeights);
        WeightInitializer.Initialize(Discriminator, options.Seed, RandomPurpose.DiscriminatorWeights);
        if (Device.type == DeviceType.CPU)
            GradientCheck.Run(Generator, Discriminator);
        Generator.to(Device);
        Discriminator.to(Device);
        _averages = options.AverageDecay > 0;
        Average = _averages ? new UNetGenerator(options.Generator) : Generator;
        if (_averages)
            PrepareAverage();

        _discriminatorWeights = [.. Discriminator.parameters()];
        GeneratorOptimizer = optim.Adam(Generator.parameters(), options.LearningRate, options.Beta1);
        DiscriminatorOptimizer = optim.Adam(_discriminatorWeights, options.LearningRate, options.Beta1);
        _minDifference = options.DiversityWeight > 0 ? options.DiversityTarget * MeanAbsoluteDifference.OfSample(data, options.Seed) : 0;
        _batches = new BatchLoader(options, data);
        Monitor = new DiscriminatorMonitor(options.MinDiscriminatorLoss, options.DiscriminatorLossWindow);
    }

    /// <summary>How the networks are trained.</summary>
    public TrainingOptions Options { get; }

    /// <summary>Number of completed steps.</summary>
    public long Step { get; set; }

    /// <summary>The generator that is trained.</summary>
    public UNetGenerator Generator { get; }

    /// <summary>The generator with the moving average of the weights; <see cref="Generator"/> itself if there is no average.</summary>
    public UNetGenerator Average { get; }

    public PatchGanDiscriminator Discriminator { get; }

    public Adam GeneratorOptimizer { get; }

    public Adam DiscriminatorOptimizer { get; }

    public DiscriminatorMonitor Monitor { get; }

    /// <summary>The output of the last step, if the next step has the same noise; part of the run's state.</summary>
    public float[]? PreviousOutput { get; set; }

    public Device Device { get; }

    /// <summary>What the networks run on.</summary>
    public Accelerator Accelerator => Device.type == DeviceType.CUDA ? Accelerator.Cuda : Accelerator.Cpu;

    /// <summary>Trains one step.</summary>
    /// <exception cref="Pix2PitchException">A loss is not a finite number.</exception>
    public StepLosses NextStep()
    {
        long step = Step + 1;
        SetLearningRate(step);
        bool paused = Options.PauseDiscriminator && Monitor.IsWinning;
        double d1, d2, g, l1;
        using (NewDisposeScope())
        {
            Batch batch = _batches.Load(step, Device);
            Tensor generated = Generator.forward(batch.Painting, batch.Style, batch.Seed, batch.Creativity);
            (d1, d2) = UpdateDiscriminator(batch, generated.detach(), paused);
            (g, l1) = UpdateGenerator(batch, generated);
            bool isFirstOfTwo = step % 2 == 1 && Options.DiversityWeight > 0;
            PreviousOutput = isFirstOfTwo ? generated.detach().cpu().data<float>().ToArray() : null;
            if (_averages)
                UpdateAverage(step);
        }
        if (!double.IsFinite(d1 + d2 + g + l1))
            throw new Pix2PitchException($"A loss is not a finite number in step {step}; start a new run with a smaller --learning-rate.");
        Monitor.Add(d1, d2);
        Step = step;
        return new StepLosses(step, _batches.EpochAt(step), d1, d2, g, l1, paused);
    }

    public void Dispose()
    {
        GeneratorOptimizer.Dispose();
        DiscriminatorOptimizer.Dispose();
        if (_averages)
            Average.Dispose();
        Generator.Dispose();
        Discriminator.Dispose();
    }

    private (double D1, double D2) UpdateDiscriminator(Batch batch, Tensor generated, bool paused)
    {
        using IDisposable? noGradient = paused ? no_grad() : null;
        DiscriminatorOptimizer.zero_grad();
        Tensor real = AdversarialLossOf(Discriminator.forward(batch.Painting, batch.Style, batch.Mel), isReal: true);
        Tensor fake = AdversarialLossOf(Discriminator.forward(batch.Painting, batch.Style, generated), isReal: false);
        if (!paused)
        {
            ((real + fake) * 0.5f).backward();
            DiscriminatorOptimizer.step();
        }
        return (real.item<float>(), fake.item<float>());
    }

    private (double G, double L1) UpdateGenerator(Batch batch, Tensor generated)
    {
        GeneratorOptimizer.zero_grad();
        // The gradient passes through the discriminator, but its weights need none. This saves a third of the work.
        foreach (Parameter weight in _discriminatorWeights)
            weight.requires_grad = false;
        Tensor adversarial = AdversarialLossOf(Discriminator.forward(batch.Painting, batch.Style, generated), isReal: true);
        Tensor distance = functional.l1_loss(generated, batch.Mel);
        Tensor loss = adversarial + distance * (float)Options.L1Weight;
        if (PreviousOutput is not null)
        {
            Tensor previous = BatchLoader.ToTensor(PreviousOutput, Device, generated.shape);
            Tensor missingDifference = ((generated - previous).abs().mean() * -1f + (float)_minDifference).relu();
            loss = loss + missingDifference * (float)Options.DiversityWeight;
        }
        loss.backward();
        GeneratorOptimizer.step();
        foreach (Parameter weight in _discriminatorWeights)
            weight.requires_grad = true;
        return (adversarial.item<float>(), distance.item<float>());
    }

    private Tensor AdversarialLossOf(Tensor logits, bool isReal)
    {
        Tensor target = isReal ? ones_like(logits) : zeros_like(logits);
        return Options.AdversarialLoss == AdversarialLoss.LeastSquares ? functional.mse_loss(logits, target) : functional.binary_cross_entropy_with_logits(logits, target);
    }

    private static Device DeviceFor(Accelerator? requested)
    {
        if (requested == Accelerator.Cpu)
            return CPU;
        if (cuda.is_available())
            return CUDA;
        if (requested is null)
            return CPU;
        throw new Pix2PitchException("CUDA was requested, but libtorch cannot use it: that needs a program that was built with -p:Accelerator=cuda "
            + "and an NVIDIA driver for CUDA 12.8; or train on the CPU.");
    }

    private void SetLearningRate(long step)
    {
        // In every step, because a checkpoint restores the learning rate with which it was written.
        bool decays = Options.DecayFrom is not null && Options.Steps > 0;
        double share = decays ? Math.Clamp((double)(Options.Steps - step + 1) / (Options.Steps - Options.DecayFrom!.Value), 0, 1) : 1;
        foreach (Adam optimizer in (Adam[])[GeneratorOptimizer, DiscriminatorOptimizer])
        {
            foreach (optim.ILearningRateController group in optimizer.ParamGroups)
                group.LearningRate = Options.LearningRate * share;
        }
    }

    private void PrepareAverage()
    {
        Average.to(Device);
        Average.eval();
        Dictionary<string, Tensor> current = Generator.state_dict();
        using IDisposable noGradient = no_grad();
        foreach ((string name, Tensor average) in Average.state_dict())
        {
            average.copy_(current[name]);
            _averaged.Add((average, current[name]));
        }
    }

    private void UpdateAverage(long step)
    {
        // A smaller decay in the first steps, so that the initial weights do not stay in the average for long.
        double decay = Math.Min(Options.AverageDecay, (1.0 + step) / (10.0 + step));
        using IDisposable noGradient = no_grad();
        foreach ((Tensor average, Tensor current) in _averaged)
        {
            if (average.dtype == ScalarType.Float32)
                average.mul_(decay).add_(current, 1 - decay);
            else
                average.copy_(current); // the number of batches that batch normalisation counts
        }
    }
}

/// <summary>
/// Detects a discriminator that is winning: if d1 + d2 stays near 0, the generator gets no useful gradient and ends with the same output for
/// every painting.
/// </summary>
/// <param name="minLoss">The discriminator is winning when the mean of d1 + d2 is below this.</param>
/// <param name="window">Number of steps in the mean.</param>
internal sealed class DiscriminatorMonitor(double minLoss, int window)
{
    /// <summary>Running mean of d1 + d2; null before the first step.</summary>
    public double? MeanLoss { get; set; }

    /// <summary>Number of steps so far.</summary>
    public long Steps { get; set; }

    /// <summary>Whether the discriminator is winning; false until the window is full.</summary>
    public bool IsWinning => Steps >= window && MeanLoss < minLoss;

    /// <summary>Adds the losses of a step.</summary>
    public void Add(double d1, double d2)
    {
        Steps++;
        // The arithmetic mean until the window is full, then an exponential moving average of the same length.
        double weight = 1.0 / Math.Min(Steps, window);
        MeanLoss = MeanLoss is { } mean ? mean + (d1 + d2 - mean) * weight : d1 + d2;
    }
}
