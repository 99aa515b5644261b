using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Pix2Pitch.Training.Distributed;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Pix2Pitch.Training.Runs;

/// <summary>A network, its optimiser, and the moving average of its weights if there is one.</summary>
internal abstract class TrainedNetwork : IDisposable
{
    private readonly Parameter[] _weights;
    private const string Approach = "approach";

    private static readonly Lazy<jit.CompilationUnit> s_script = new(() => jit.compile($$"""
        def {{Approach}}(averages: List[Tensor], weights: List[Tensor], share: float) -> int:
            torch._foreach_lerp_(averages, weights, share)
            return 0

        """));

    private readonly Tensor[] _averages = [], _averaged = [];
    private readonly List<(Tensor Average, Tensor Current)> _counters = [];
    private readonly TrainingOptions _options;
    private readonly double _learningRate;
    private readonly IRankGroup _group;

    /// <param name="name">The name in a checkpoint.</param>
    /// <param name="network">The network, with its first weights.</param>
    /// <param name="average">Another network of the same kind, which gets the moving average; null for none.</param>
    /// <param name="options">How to train.</param>
    /// <param name="learningRate">The learning rate before the schedule.</param>
    /// <param name="device">Where the network is moved to.</param>
    /// <param name="group">The ranks whose gradients are averaged.</param>
    protected TrainedNetwork(string name, Module network, Module? average, TrainingOptions options, double learningRate, Device device, IRankGroup group)
    {
        (Name, Module, AverageModule, _options, _learningRate, _group) = (name, network, average, options, learningRate, group);
        network.to(device);
        _weights = [.. network.parameters()];
        Optimizer = new FusedAdam(_weights, learningRate, options.Beta1);
        if (average is null)
            return;
        average.to(device);
        average.eval();
        Dictionary<string, Tensor> current = network.state_dict();
        using IDisposable noGradient = no_grad();
        foreach ((string entry, Tensor value) in average.state_dict())
        {
            value.copy_(current[entry]);
            if (value.dtype != ScalarType.Float32)
                _counters.Add((value, current[entry])); // the number of batches that batch normalisation counts
        }
        (string Name, Tensor Value)[] averages = [.. average.state_dict().Where(entry => entry.Value.dtype == ScalarType.Float32).Select(entry => (entry.Key, entry.Value))];
        _averages = [.. averages.Select(entry => entry.Value)];
        _averaged = [.. averages.Select(entry => current[entry.Name])];
    }

    /// <summary>The name in a checkpoint.</summary>
    public string Name { get; }

    /// <summary>The network as a module.</summary>
    public Module Module { get; }

    /// <summary>The network with the average weights as a module; null if there is none.</summary>
    public Module? AverageModule { get; }

    public FusedAdam Optimizer { get; }

    /// <summary>Whether gradients are computed for the weights. Gradients pass through the network either way.</summary>
    public bool RequiresGradient
    {
        set
        {
            foreach (Parameter weight in _weights)
                weight.requires_grad = value;
        }
    }

    /// <summary>Forgets the gradients of the weights.</summary>
    public void ClearGradients() => Optimizer.zero_grad();

    /// <summary>Changes the weights by their gradients, of which several ranks use the mean.</summary>
    /// <param name="step">Number of the step, for the learning rate.</param>
    public void Update(long step)
    {
        // In every step, because a checkpoint restores the learning rate with which it was written.
        double rate = _learningRate * LearningRateCurve.ShareAt(_options, step);
        foreach (optim.ILearningRateController group in Optimizer.ParamGroups)
            group.LearningRate = rate;
        if (_group.Count > 1)
            AverageGradients();
        if (_options.MaxGradientNorm > 0)
            nn.utils.clip_grad_norm_(_weights.Where(weight => weight.grad is not null), _options.MaxGradientNorm);
        Optimizer.step();
    }

    /// <summary>Updates the moving average of the weights after a step.</summary>
    public void UpdateAverage(long step)
    {
        // A smaller decay in the first steps, so that the initial weights do not stay in the average for long.
        double decay = Math.Min(_options.AverageDecay, (1.0 + step) / (10.0 + step));
        using IDisposable noGradient = no_grad();
        if (_averages.Length > 0)
            s_script.Value.invoke(Approach, _averages, _averaged, 1 - decay);
        foreach ((Tensor average, Tensor current) in _counters)
            average.copy_(current);
    }

    /// <summary>A hash of the weights, which is the same on all ranks.</summary>
    public string HashOfWeights()
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using IDisposable noGradient = no_grad();
        foreach (Parameter weight in _weights)
        {
            using DisposeScope scope = NewDisposeScope();
            hash.AppendData(weight.detach().cpu().contiguous().bytes);
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    public void Dispose()
    {
        Optimizer.Dispose();
        AverageModule?.Dispose();
        Module.Dispose();
    }

    /// <summary>Replaces the gradients by their means over the ranks. All are in one buffer, because one exchange takes much less time than one for each weight.</summary>
    private void AverageGradients()
    {
        using IDisposable noGradient = no_grad();
        using DisposeScope scope = NewDisposeScope();
        Tensor[] gradients = [.. _weights.Select(weight => weight.grad).OfType<Tensor>()];
        Tensor buffer = cat([.. gradients.Select(gradient => gradient.reshape(-1))]).cpu();
        _group.Average(MemoryMarshal.Cast<byte, float>(buffer.bytes));
        Tensor means = buffer.to(gradients[0].device);
        long start = 0;
        foreach (Tensor gradient in gradients)
        {
            gradient.copy_(means.narrow(0, start, gradient.numel()).reshape(gradient.shape));
            start += gradient.numel();
        }
    }
}

/// <inheritdoc/>
internal sealed class TrainedNetwork<T>(string name, T network, T? average, TrainingOptions options, double learningRate, Device device, IRankGroup group)
    : TrainedNetwork(name, network, average, options, learningRate, device, group)
    where T : Module
{
    /// <summary>The network.</summary>
    public T Network => network;

    /// <summary>The network with the average weights; the network itself if there is no average.</summary>
    public T Average => average ?? network;
}
