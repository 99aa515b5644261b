namespace TorchSharp.Modules;

/// <summary>What all normalisations with statistics have.</summary>
public abstract class NormBase : torch.nn.Module<torch.Tensor, torch.Tensor>
{
    private protected NormBase(
        long num_features, double eps, double? momentum, bool affine, bool track_running_stats, torch.Device? device, torch.ScalarType? dtype, string name) : base(name)
    {
        this.num_features = num_features;
        this.eps = eps;
        this.momentum = momentum;
        this.affine = affine;
        this.track_running_stats = track_running_stats;
        long[] size = [num_features];
        if (affine)
        {
            weight = new Parameter(torch.ones(size, dtype, device));
            bias = new Parameter(torch.zeros(size, dtype, device));
            register_parameter(nameof(weight), weight);
            register_parameter(nameof(bias), bias);
        }
        if (track_running_stats)
        {
            running_mean = torch.zeros(size, dtype, device);
            running_var = torch.ones(size, dtype, device);
            num_batches_tracked = torch.tensor(0L, device: device);
            register_buffer(nameof(running_mean), running_mean);
            register_buffer(nameof(running_var), running_var);
            register_buffer(nameof(num_batches_tracked), num_batches_tracked);
        }
    }

    public long num_features { get; }

    public double eps { get; set; }

    public double? momentum { get; set; }

    public bool affine { get; }

    public bool track_running_stats { get; }

    /// <summary>Null where the module is not affine.</summary>
    public Parameter weight { get; set; } = null!;

    /// <summary>Null where the module is not affine.</summary>
    public Parameter bias { get; set; } = null!;

    /// <summary>Null where no statistics are kept.</summary>
    public torch.Tensor running_mean { get; set; } = null!;

    /// <summary>Null where no statistics are kept.</summary>
    public torch.Tensor running_var { get; set; } = null!;

    /// <summary>Null where no statistics are kept.</summary>
    public torch.Tensor num_batches_tracked { get; set; } = null!;

    public void reset_running_stats()
    {
        if (!track_running_stats) return;
        torch.nn.init.zeros_(running_mean);
        torch.nn.init.ones_(running_var);
        torch.nn.init.zeros_(num_batches_tracked);
    }

    protected abstract void ValidateInputDimensions(torch.Tensor input);
}
