using Pix2Pitch.Training.Data;
using Pix2Pitch.Training.Losses;
using Pix2Pitch.Training.Networks;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Pix2Pitch.Training.Runs;

/// <summary>Both networks, their optimisers and one step of learning. What a step does depends on the seed and its number alone.</summary>
public sealed class Trainer : IDisposable
{
    private readonly BatchMaker _batches;
    private readonly AdversarialLoss _adversarial;
    private readonly L1Loss _distance = L1Loss();
    private readonly ReLU _rectifier = ReLU();
    private readonly Parameter[] _discriminatorWeights;
    private readonly List<(Tensor Average, Tensor Current)> _averaged = [];
    private readonly bool _averages;
    private readonly double _wantedDifference;

    /// <summary>Makes untrained networks.</summary>
    /// <param name="settings">How to train.</param>
    /// <param name="data">What to train on; kept, not disposed of.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of range.</exception>
    /// <exception cref="Pix2PitchException">
    /// The data has no pairs or is of another size than the settings, or the tensor library computes wrong gradients for networks of this width,
    /// or the accelerator cannot be used.
    /// </exception>
    public Trainer(TrainingOptions settings, ITrainingData data)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(data);
        settings.Validate();
        if (data.Training.Count == 0)
            throw new Pix2PitchException("There is no pair to train on; prepare the data again with more paintings or more music.");
        if (data.Size != settings.Size)
            throw new Pix2PitchException($"The data was prepared for {data.Size} px, but the network is for {settings.Size} px; prepare the data with --size {settings.Size}.");
        Settings = settings;
        set_num_threads(settings.Threads == 0 ? Environment.ProcessorCount : settings.Threads);
        Device = DeviceOf(settings.Accelerator);

        Generator = new UNetGenerator(settings.Generator);
        Discriminator = new PatchGanDiscriminator(settings.Discriminator);
        WeightInitializer.Initialize(Generator, settings.Seed, RandomPurpose.GeneratorWeights);
        WeightInitializer.Initialize(Discriminator, settings.Seed, RandomPurpose.DiscriminatorWeights);
        if (Device.type == DeviceType.CPU)
            GradientCheck.Run(Generator, Discriminator);
        Generator.to(Device);
        Discriminator.to(Device);
        _averages = settings.AverageDecay > 0;
        Average = _averages ? new UNetGenerator(settings.Generator) : Generator;
        if (_averages)
            PrepareAverage();

        _discriminatorWeights = [.. Discriminator.parameters()];
        GeneratorOptimizer = optim.Adam(Generator.parameters(), settings.LearningRate, settings.Beta1);
        DiscriminatorOptimizer = optim.Adam(_discriminatorWeights, settings.LearningRate, settings.Beta1);
        _adversarial = new AdversarialLoss(settings.Adversarial);
        _wantedDifference = settings.DiversityWeight > 0 ? settings.DiversityTarget * MeanDifference.OfSample(data, settings.Seed) : 0;
        _batches = new BatchMaker(settings, data);
        Guard = new DiscriminatorGuard(settings.GuardBound, settings.GuardWindow);
    }

    /// <summary>How the networks are trained.</summary>
    public TrainingOptions Settings { get; }

    /// <summary>Steps done.</summary>
    public long Step { get; internal set; }

    /// <summary>The generator that learns.</summary>
    public UNetGenerator Generator { get; }

    /// <summary>The generator whose weights are the moving average; the learning one itself where no average is kept.</summary>
    public UNetGenerator Average { get; }

    /// <summary>Whether the discriminator has been winning over the last window.</summary>
    public bool DiscriminatorIsWinning => Guard.IsWinning;

    internal PatchGanDiscriminator Discriminator { get; }

    internal Adam GeneratorOptimizer { get; }

    internal Adam DiscriminatorOptimizer { get; }

    internal DiscriminatorGuard Guard { get; }

    /// <summary>The output of the last step where the next one has the same noise; part of the run's state.</summary>
    internal float[]? PreviousOutput { get; set; }

    internal Device Device { get; }

    /// <summary>What the networks run on.</summary>
    public Accelerator Accelerator => Device.type == DeviceType.CUDA ? Accelerator.Cuda : Accelerator.Cpu;

    /// <summary>Learns from the next batch.</summary>
    /// <exception cref="Pix2PitchException">The losses are not finite any more.</exception>
    public StepLosses NextStep()
    {
        long step = Step + 1;
        SetLearningRate(step);
        bool paused = Settings.GuardPauses && Guard.IsWinning;
        double d1, d2, g, l1;
        using (NewDisposeScope())
        {
            BatchMaker.Batch batch = _batches.Make(step, Device);
            Tensor generated = Generator.forward(batch.Painting, batch.Style, batch.Seed, batch.Creativity);
            (d1, d2) = UpdateDiscriminator(batch, generated.detach(), paused);
            (g, l1) = UpdateGenerator(batch, generated);
            bool isFirstOfTwo = step % 2 == 1 && Settings.DiversityWeight > 0;
            PreviousOutput = isFirstOfTwo ? generated.detach().cpu().data<float>().ToArray() : null;
            if (_averages)
                UpdateAverage(step);
        }
        if (!double.IsFinite(d1 + d2 + g + l1))
            throw new Pix2PitchException($"The losses are not finite any more at step {step}; go on from the last checkpoint in a new run with a smaller --learning-rate.");
        Guard.Add(d1, d2);
        Step = step;
        return new StepLosses(step, _batches.EpochAt(step), d1, d2, g, l1, paused);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        GeneratorOptimizer.Dispose();
        DiscriminatorOptimizer.Dispose();
        _adversarial.Dispose();
        _distance.Dispose();
        _rectifier.Dispose();
        if (_averages)
            Average.Dispose();
        Generator.Dispose();
        Discriminator.Dispose();
    }

    private (double D1, double D2) UpdateDiscriminator(BatchMaker.Batch batch, Tensor generated, bool paused)
    {
        using IDisposable? noGradient = paused ? no_grad() : null;
        DiscriminatorOptimizer.zero_grad();
        Tensor real = _adversarial.AsReal(Discriminator.forward(batch.Painting, batch.Style, batch.Mel));
        Tensor fake = _adversarial.AsGenerated(Discriminator.forward(batch.Painting, batch.Style, generated));
        if (!paused)
        {
            ((real + fake) * 0.5f).backward();
            DiscriminatorOptimizer.step();
        }
        return (real.item<float>(), fake.item<float>());
    }

    private (double G, double L1) UpdateGenerator(BatchMaker.Batch batch, Tensor generated)
    {
        GeneratorOptimizer.zero_grad();
        // The verdict's gradient goes through the discriminator, but its weights need none: a third of the work is saved.
        foreach (Parameter weight in _discriminatorWeights)
            weight.requires_grad = false;
        Tensor adversarial = _adversarial.AsReal(Discriminator.forward(batch.Painting, batch.Style, generated));
        Tensor distance = _distance.forward(generated, batch.Mel);
        Tensor loss = adversarial + distance * (float)Settings.L1Weight;
        if (PreviousOutput is not null)
        {
            Tensor previous = BatchMaker.ToTensor(PreviousOutput, Device, generated.shape);
            Tensor lacking = _rectifier.forward((generated - previous).abs().mean() * -1f + (float)_wantedDifference);
            loss = loss + lacking * (float)Settings.DiversityWeight;
        }
        loss.backward();
        GeneratorOptimizer.step();
        foreach (Parameter weight in _discriminatorWeights)
            weight.requires_grad = true;
        return (adversarial.item<float>(), distance.item<float>());
    }

    private static Device DeviceOf(Accelerator? asked)
    {
        if (asked == Accelerator.Cpu)
            return CPU;
        if (cuda.is_available())
            return CUDA;
        if (asked is null)
            return CPU;
        throw new Pix2PitchException("CUDA was asked for, but libtorch cannot use it: that needs a program that was built with -p:Accelerator=cuda "
            + "and an NVIDIA driver for CUDA 12.8; or train on the CPU.");
    }

    private void SetLearningRate(long step)
    {
        // Set in every step: a checkpoint brings the rate of its own settings along.
        bool decays = Settings.DecayFrom is not null && Settings.Steps > 0;
        double share = decays ? Math.Clamp((double)(Settings.Steps - step + 1) / (Settings.Steps - Settings.DecayFrom!.Value), 0, 1) : 1;
        foreach (Adam optimizer in (Adam[])[GeneratorOptimizer, DiscriminatorOptimizer])
        {
            foreach (optim.ILearningRateController group in optimizer.ParamGroups)
                group.LearningRate = Settings.LearningRate * share;
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
        // A short memory at first, so that the average does not drag the first weights along.
        double decay = Math.Min(Settings.AverageDecay, (1.0 + step) / (10.0 + step));
        using IDisposable noGradient = no_grad();
        foreach ((Tensor average, Tensor current) in _averaged)
        {
            if (average.dtype == ScalarType.Float32)
                average.mul_(decay).add_(current, 1 - decay);
            else
                average.copy_(current); // batch normalisation's count of batches
        }
    }
}
