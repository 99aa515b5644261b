using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Pix2Pitch.Training.Runs;

/// <summary>
/// Adam (Kingma and Ba 2015) with libtorch's fused kernel, which reads and writes each weight once instead of once for each operation: its own time is about a fifth. TorchSharp has
/// no method for it, but TorchScript can call it. State and files are those of <see cref="Adam"/>; results differ by rounding.
/// </summary>
internal sealed class FusedAdam : Adam
{
    private const string Update = "update";

    private static readonly Lazy<jit.CompilationUnit> s_script = new(() => jit.compile($$"""
        def {{Update}}(weights: List[Tensor], gradients: List[Tensor], means: List[Tensor], squares: List[Tensor], step: float, rate: float, beta1: float, beta2: float, eps: float) -> int:
            steps = [weights[0].new_full([], step)] * len(weights)
            torch._fused_adam_(weights, gradients, means, squares, [], steps, lr=rate, beta1=beta1, beta2=beta2, weight_decay=0.0, eps=eps, amsgrad=False, maximize=False)
            return 0

        """));

    private readonly Parameter[] _weights;
    private readonly double _beta1;

    /// <param name="weights">What is trained: float32.</param>
    /// <param name="learningRate">The learning rate until it is changed.</param>
    /// <param name="beta1">The decay of the mean of the gradients.</param>
    public FusedAdam(Parameter[] weights, double learningRate, double beta1) : base(weights, learningRate, beta1, Beta2, eps: Epsilon)
        => (_weights, _beta1) = (weights, beta1);

    private const double Beta2 = 0.999, Epsilon = 1e-8;

    /// <summary>Updates the weights that have a gradient.</summary>
    public override Tensor? step(Func<Tensor>? closure = null)
    {
        if (closure is not null) throw new NotSupportedException("The loss is computed before.");
        double rate = _parameter_groups[0].LearningRate;
        using IDisposable noGradient = no_grad();
        // A weight without a gradient is left out, as in the base class. So weights may have been updated a different number of times.
        foreach (var group in _weights.Select(weight => (Weight: weight, Gradient: weight.grad, State: (State)_state[weight.Handle]))
                     .Where(item => item.Gradient is not null).GroupBy(item => item.State.step).ToArray())
        {
            foreach (var item in group) item.State.step++;
            s_script.Value.invoke(
                Update, group.Select(item => (Tensor)item.Weight).ToArray(), group.Select(item => item.Gradient!).ToArray(), group.Select(item => item.State.exp_avg).ToArray(),
                group.Select(item => item.State.exp_avg_sq).ToArray(), (double)(group.Key + 1), rate, _beta1, Beta2, Epsilon);
        }
        return null;
    }

    /// <summary>Forgets the gradients instead of setting them to 0, so that the next ones need not be added to them.</summary>
    public override void zero_grad()
    {
        foreach (Parameter weight in _weights)
            weight.grad = null;
    }
}
