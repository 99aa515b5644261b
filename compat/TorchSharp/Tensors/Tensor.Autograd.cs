using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public bool requires_grad
        {
            get => NativeMethods.torchshim_requires_grad(Handle) != 0;
            set => NativeError.Check(NativeMethods.torchshim_set_requires_grad(Handle, value ? 1 : 0));
        }

        public bool is_leaf => NativeMethods.torchshim_is_leaf(Handle) != 0;

        /// <summary>What <see cref="backward()"/> has added up for this leaf, or null.</summary>
        public Tensor? grad
        {
            get
            {
                nint native = NativeMethods.torchshim_grad(Handle);
                return native == 0 ? null : new Tensor(native);
            }
            set => NativeError.Check(NativeMethods.torchshim_set_grad(Handle, value?.Handle ?? TensorHandle.None));
        }

        public Tensor requires_grad_(bool requires_grad = true)
        {
            this.requires_grad = requires_grad;
            return this;
        }

        public Tensor with_requires_grad(bool requires_grad = true) => requires_grad_(requires_grad);

        /// <summary>The same values, cut off from how they were computed.</summary>
        public Tensor detach() => new(NativeMethods.torchshim_detach(Handle));

        public void backward() =>
            NativeError.Check(NativeMethods.torchshim_backward(Handle, TensorHandle.None, 0, 0, null, 0));

        public void backward(IList<Tensor>? grad_tensors = null, bool retain_graph = false, bool create_graph = false, IList<Tensor>? inputs = null)
        {
            if (grad_tensors is { Count: > 1 })
                throw new ArgumentException($"One tensor takes one gradient, not {grad_tensors.Count}.", nameof(grad_tensors));
            var gradient = grad_tensors is [var only] ? only.Handle : TensorHandle.None;
            using var leaves = inputs is null ? null : new HandleList(inputs.ToArray());
            NativeError.Check(NativeMethods.torchshim_backward(
                Handle, gradient, retain_graph ? 1 : 0, create_graph ? 1 : 0, leaves?.Pointers, leaves?.Count ?? 0));
        }
    }
}
