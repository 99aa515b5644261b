namespace TorchSharp;

/// <summary>A module that compares an output with a target.</summary>
public abstract class Loss<T1, T2, TResult>(torch.nn.Reduction reduction = torch.nn.Reduction.Mean)
    : torch.nn.Module<T1, T2, TResult>(nameof(Loss<T1, T2, TResult>))
{
    public torch.nn.Reduction reduction { get; } = reduction;
}
