using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static Tensor cat(IList<Tensor> tensors, long dim = 0)
    {
        using var handles = new HandleList(tensors as IReadOnlyList<Tensor> ?? tensors.ToArray());
        return new Tensor(NativeMethods.torchshim_cat(handles.Pointers, handles.Count, dim));
    }

    public static Tensor cat(Tensor[] tensors, long dim = 0) => cat((IList<Tensor>)tensors, dim);

    public static Tensor stack(IEnumerable<Tensor> tensors, long dim = 0)
    {
        using var handles = new HandleList(tensors.ToArray());
        return new Tensor(NativeMethods.torchshim_stack(handles.Pointers, handles.Count, dim));
    }

    public static Tensor where(Tensor condition, Tensor x, Tensor y) =>
        new(NativeMethods.torchshim_where(condition.Handle, x.Handle, y.Handle));

    public static Tensor abs(Tensor input) => input.abs();

    public static Tensor add(Tensor left, Tensor right) => left.add(right);

    public static Tensor clamp(Tensor input, Scalar? min = null, Scalar? max = null) => input.clamp(min, max);

    public static Tensor exp(Tensor input) => input.exp();

    public static Tensor log(Tensor input) => input.log();

    public static Tensor matmul(Tensor input, Tensor target) => input.matmul(target);

    public static Tensor maximum(Tensor input, Tensor other) => input.maximum(other);

    public static Tensor mean(Tensor input) => input.mean();

    public static Tensor mean(Tensor input, long[] dimensions, bool keepdim = false, ScalarType? type = null) => input.mean(dimensions, keepdim, type);

    public static Tensor minimum(Tensor input, Tensor other) => input.minimum(other);

    public static Tensor mul(Tensor left, Tensor right) => left.mul(right);

    public static Tensor pow(Tensor left, Scalar exponent) => left.pow(exponent);

    public static Tensor sigmoid(Tensor input) => input.sigmoid();

    public static Tensor sqrt(Tensor tensor) => tensor.sqrt();

    public static Tensor square(Tensor input) => input.square();

    public static Tensor sum(Tensor input, ScalarType? type = null) => input.sum(type);

    public static Tensor tanh(Tensor input) => input.tanh();
}
