namespace TorchSharp.Modules;

/// <summary>Modules one after the other.</summary>
public class Sequential : torch.nn.Module<torch.Tensor, torch.Tensor>
{
    private readonly List<torch.nn.Module<torch.Tensor, torch.Tensor>> _steps = [];

    protected internal Sequential(params (string name, torch.nn.Module<torch.Tensor, torch.Tensor> submodule)[] modules) : base(nameof(Sequential))
    {
        foreach (var (name, module) in modules) append(name, module);
    }

    protected internal Sequential(params torch.nn.Module<torch.Tensor, torch.Tensor>[] modules) : base(nameof(Sequential))
    {
        foreach (var module in modules) append(module);
    }

    public int Count => _steps.Count;

    public torch.nn.IModule<torch.Tensor, torch.Tensor> this[int index] => _steps[index];

    public Sequential append(string name, torch.nn.IModule<torch.Tensor, torch.Tensor> module)
    {
        var step = (torch.nn.Module<torch.Tensor, torch.Tensor>)module;
        register_module(name, step);
        _steps.Add(step);
        return this;
    }

    public Sequential append(torch.nn.IModule<torch.Tensor, torch.Tensor> module) => append(_steps.Count.ToString(), module);

    /// <summary>What the steps make on the way is disposed at once: what the gradient needs of it, libtorch keeps.</summary>
    public override torch.Tensor forward(torch.Tensor tensor)
    {
        if (_steps.Count == 0) return tensor.alias();
        var current = tensor;
        foreach (var step in _steps)
        {
            var next = step.call(current);
            if (!ReferenceEquals(current, tensor) && !ReferenceEquals(current, next)) current.Dispose();
            current = next;
        }
        return current;
    }
}
