namespace TorchSharp.Modules;

/// <summary>Ulyanov et al. 2016.</summary>
public abstract class InstanceNorm : NormBase
{
    private protected InstanceNorm(
        long num_features, double eps, double? momentum, bool affine, bool track_running_stats, torch.Device? device, torch.ScalarType? dtype, string name)
        : base(num_features, eps, momentum, affine, track_running_stats, device, dtype, name)
    {
    }

    protected abstract long GetNumberOfBatchDimensions();

    public override torch.Tensor forward(torch.Tensor input)
    {
        ValidateInputDimensions(input);
        long channels = input.size((int)(input.dim() - GetNumberOfBatchDimensions()));
        if (channels != num_features)
            throw new ArgumentException($"expected input's size at dim={input.dim() - GetNumberOfBatchDimensions()} to match num_features ({num_features}), but got: {channels}.", nameof(input));
        if (input.dim() == GetNumberOfBatchDimensions()) // one image without a batch
        {
            using var batch = input.unsqueeze(0);
            using var normalized = Normalize(batch);
            return normalized.squeeze(0);
        }
        return Normalize(input);
    }

    private torch.Tensor Normalize(torch.Tensor input) =>
        torch.nn.functional.instance_norm(input, running_mean, running_var, weight, bias, training || !track_running_stats, momentum ?? 0, eps);
}
