using TorchSharp.Interop;

namespace TorchSharp.Modules;

/// <summary>Adam (Kingma and Ba 2015), all parameters of a group in one native call.</summary>
public class Adam : OptimizerHelper, torch.optim.IBetas
{
    private readonly Options _defaults;
    private readonly List<State> _states = []; // one for each group

    public Adam(IEnumerable<Parameter> parameters, double lr = 0.001, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-08, double weight_decay = 0, bool amsgrad = false, bool maximize = false)
        : this([new ParamGroup(parameters, (Options?)null)], lr, beta1, beta2, eps, weight_decay, amsgrad, maximize)
    {
    }

    public Adam(IEnumerable<ParamGroup> parameters, double lr = 0.001, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-08, double weight_decay = 0, bool amsgrad = false, bool maximize = false)
    {
        RequireRange(nameof(lr), lr, lr >= 0, "0 or more");
        RequireRange(nameof(beta1), beta1, beta1 is >= 0 and < 1, "in [0, 1)");
        RequireRange(nameof(beta2), beta2, beta2 is >= 0 and < 1, "in [0, 1)");
        RequireRange(nameof(eps), eps, eps >= 0, "0 or more");
        RequireRange(nameof(weight_decay), weight_decay, weight_decay >= 0, "0 or more");
        _defaults = new Options
        {
            LearningRate = lr,
            InitialLearningRate = lr,
            beta1 = beta1,
            beta2 = beta2,
            eps = eps,
            weight_decay = weight_decay,
            amsgrad = amsgrad,
            maximize = maximize,
        };
        foreach (var group in parameters) add_param_group(group);
    }

    /// <summary>The decay rates of the first group; setting them sets those of all.</summary>
    public (double, double) Betas
    {
        get => ((Options)_parameter_groups[0].Options).Betas;
        set
        {
            foreach (var group in _parameter_groups) ((Options)group.Options).Betas = value;
        }
    }

    public override void add_param_group(Modules.ParamGroup param_group)
    {
        if (param_group.Options is not Options options) throw new ArgumentException("Adam takes groups of the type Adam.ParamGroup.", nameof(param_group));
        options.TakeMissingFrom(_defaults);
        base.add_param_group(param_group);
        _states.Add(new State(param_group.Parameters, options.amsgrad == true));
    }

    public override torch.Tensor step(Func<torch.Tensor>? closure = null)
    {
        torch.Tensor loss = null!; // as in TorchSharp: no closure, no loss
        if (closure is not null)
        {
            using (torch.enable_grad()) loss = closure();
        }
        for (int i = 0; i < _states.Count; i++)
        {
            var options = ((Options)_parameter_groups[i].Options).ToShim();
            using var parameters = new HandleList(_parameter_groups[i].Parameters.ToArray());
            _states[i].FollowParameters(_parameter_groups[i].Parameters);
            using var means = new HandleList(_states[i].Means);
            using var squares = new HandleList(_states[i].Squares);
            using var largest = _states[i].Largest is { } kept ? new HandleList(kept) : null;
            NativeError.Check(NativeMethods.torchshim_adam(
                parameters.Pointers, means.Pointers, squares.Pointers, largest?.Pointers, _states[i].Steps, parameters.Count, in options));
        }
        return loss;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            foreach (var state in _states) state.Dispose();
        }
        base.Dispose(disposing);
    }

    private protected override void SaveState(BinaryWriter writer)
    {
        TensorSerializer.Encode(writer, _states.Count);
        for (int i = 0; i < _states.Count; i++)
        {
            ((Options)_parameter_groups[i].Options).Save(writer);
            _states[i].Save(writer);
        }
    }

    private protected override void LoadState(BinaryReader reader)
    {
        long groups = TensorSerializer.Decode(reader);
        if (groups != _states.Count)
            throw new InvalidDataException($"Mismatched number of parameter groups: expected {_states.Count}, but found {groups}.");
        for (int i = 0; i < _states.Count; i++)
        {
            ((Options)_parameter_groups[i].Options).Load(reader);
            _states[i].Load(reader);
        }
    }

    private static void RequireRange(string name, double value, bool valid, string range)
    {
        if (!valid) throw new ArgumentException($"Invalid {name}: {value}; it must be {range}.", name);
    }

    /// <summary>Parameters with settings of their own; what is not set comes from the optimizer.</summary>
    public class ParamGroup : Modules.ParamGroup
    {
        public ParamGroup(IEnumerable<Parameter> parameters, Options? options) : base(parameters, options ?? new Options())
        {
        }

        public ParamGroup(IEnumerable<Parameter> parameters, double lr = 0.001, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-08, double weight_decay = 0, bool amsgrad = false, bool maximize = false)
            : base(parameters, new Options { LearningRate = lr, InitialLearningRate = lr, beta1 = beta1, beta2 = beta2, eps = eps, weight_decay = weight_decay, amsgrad = amsgrad, maximize = maximize })
        {
        }
    }

    /// <summary>Adam's settings.</summary>
    public class Options : OptimizerOptions
    {
        public double? beta1 { get; set; }

        public double? beta2 { get; set; }

        public double? eps { get; set; }

        public double? weight_decay { get; set; }

        public bool? amsgrad { get; set; }

        public bool? maximize { get; set; }

        internal (double, double) Betas
        {
            get => (beta1!.Value, beta2!.Value);
            set => (beta1, beta2) = value;
        }

        internal void TakeMissingFrom(Options defaults)
        {
            if (LearningRate is null) InitialLearningRate = defaults.InitialLearningRate;
            LearningRate ??= defaults.LearningRate;
            beta1 ??= defaults.beta1;
            beta2 ??= defaults.beta2;
            eps ??= defaults.eps;
            weight_decay ??= defaults.weight_decay;
            amsgrad ??= defaults.amsgrad;
            maximize ??= defaults.maximize;
        }

        internal ShimAdamOptions ToShim() => new()
        {
            LearningRate = LearningRate!.Value,
            Beta1 = beta1!.Value,
            Beta2 = beta2!.Value,
            Epsilon = eps!.Value,
            WeightDecay = weight_decay!.Value,
            Amsgrad = amsgrad == true ? 1 : 0,
            Maximize = maximize == true ? 1 : 0,
        };

        internal void Save(BinaryWriter writer)
        {
            foreach (double value in (ReadOnlySpan<double>)[LearningRate!.Value, InitialLearningRate, beta1!.Value, beta2!.Value, eps!.Value, weight_decay!.Value])
                writer.Write(value);
            writer.Write(amsgrad == true);
            writer.Write(maximize == true);
        }

        internal void Load(BinaryReader reader)
        {
            LearningRate = reader.ReadDouble();
            InitialLearningRate = reader.ReadDouble();
            beta1 = reader.ReadDouble();
            beta2 = reader.ReadDouble();
            eps = reader.ReadDouble();
            weight_decay = reader.ReadDouble();
            amsgrad = reader.ReadBoolean();
            maximize = reader.ReadBoolean();
        }
    }

    /// <summary>The running averages of a group.</summary>
    private sealed class State : IDisposable
    {
        public State(IList<Parameter> parameters, bool amsgrad)
        {
            torch.Tensor[] Zeros() => parameters.Select(parameter => torch.zeros_like(parameter).DetachFromDisposeScope()).ToArray();
            Means = Zeros();
            Squares = Zeros();
            Largest = amsgrad ? Zeros() : null;
            Steps = new long[parameters.Count];
        }

        public torch.Tensor[] Means { get; }

        public torch.Tensor[] Squares { get; }

        public torch.Tensor[]? Largest { get; }

        public long[] Steps { get; }

        /// <summary>Moves the averages to where the parameters are, should those have been moved.</summary>
        public void FollowParameters(IList<Parameter> parameters)
        {
            for (int i = 0; i < Means.Length; i++)
            {
                if (Means[i].device_type == parameters[i].device_type && Means[i].dtype == parameters[i].dtype) continue;
                Follow(Means, i, parameters[i]);
                Follow(Squares, i, parameters[i]);
                if (Largest is not null) Follow(Largest, i, parameters[i]);
            }
        }

        public void Save(BinaryWriter writer)
        {
            TensorSerializer.Encode(writer, Steps.Length);
            for (int i = 0; i < Steps.Length; i++)
            {
                writer.Write(Steps[i]);
                TensorSerializer.Write(writer, Means[i]);
                TensorSerializer.Write(writer, Squares[i]);
                writer.Write(Largest is not null);
                if (Largest is not null) TensorSerializer.Write(writer, Largest[i]);
            }
        }

        public void Load(BinaryReader reader)
        {
            long count = TensorSerializer.Decode(reader);
            if (count != Steps.Length)
                throw new InvalidDataException($"Mismatched number of parameters in the optimizer's state: expected {Steps.Length}, but found {count}.");
            for (int i = 0; i < Steps.Length; i++)
            {
                Steps[i] = reader.ReadInt64();
                TensorSerializer.ReadInto(reader, Means[i], $"exp_avg {i}");
                TensorSerializer.ReadInto(reader, Squares[i], $"exp_avg_sq {i}");
                if (reader.ReadBoolean() != (Largest is not null)) throw new InvalidDataException("The optimizer's state was saved with another setting of amsgrad.");
                if (Largest is not null) TensorSerializer.ReadInto(reader, Largest[i], $"max_exp_avg_sq {i}");
            }
        }

        public void Dispose()
        {
            foreach (var tensor in (IEnumerable<torch.Tensor>)[.. Means, .. Squares, .. Largest ?? []]) tensor.Dispose();
        }

        private static void Follow(torch.Tensor[] averages, int i, torch.Tensor parameter)
        {
            var moved = averages[i].to(parameter.dtype, parameter.device).DetachFromDisposeScope();
            averages[i].Dispose();
            averages[i] = moved;
        }
    }
}
