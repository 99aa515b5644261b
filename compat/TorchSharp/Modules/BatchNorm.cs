namespace TorchSharp.Modules;

/// <summary>Ioffe and Szegedy 2015.</summary>
public abstract class BatchNorm : NormBase
{
    private protected BatchNorm(
        long num_features, double eps, double? momentum, bool affine, bool track_running_stats, torch.Device? device, torch.ScalarType? dtype, string name)
        : base(num_features, eps, momentum, affine, track_running_stats, device, dtype, name)
    {
    }

    public override torch.Tensor forward(torch.Tensor input)
    {
        ValidateInputDimensions(input);
        double average = momentum ?? 0;
        if (training && track_running_stats)
        {
            using (torch.no_grad()) num_batches_tracked.add_(1);
            if (momentum is null) average = 1.0 / num_batches_tracked.item<long>(); // cumulative
        }
        return torch.nn.functional.batch_norm(input, running_mean, running_var, weight, bias, training || !track_running_stats, average, eps);
    }
}
