using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>The operations behind the modules.</summary>
        public static partial class functional
        {
            public static Tensor conv2d(Tensor input, Tensor weight, Tensor? bias = null, long[]? strides = null, long[]? padding = null, long[]? dilation = null, long groups = 1) =>
                new(NativeMethods.torchshim_conv2d(input.Handle, weight.Handle, Optional(bias), in Pair(strides, 1)[0], in Pair(padding, 0)[0], in Pair(dilation, 1)[0], groups));

            public static Tensor conv_transpose2d(Tensor input, Tensor weight, Tensor? bias = null, long[]? strides = null, long[]? padding = null, long[]? outputPadding = null, long[]? dilation = null, long groups = 1) =>
                new(NativeMethods.torchshim_conv_transpose2d(
                    input.Handle, weight.Handle, Optional(bias), in Pair(strides, 1)[0], in Pair(padding, 0)[0], in Pair(outputPadding, 0)[0], in Pair(dilation, 1)[0], groups));

            public static Tensor instance_norm(Tensor input, Tensor? running_mean = null, Tensor? running_var = null, Tensor? weight = null, Tensor? bias = null, bool use_input_stats = true, double momentum = 0.1, double eps = 1e-05) =>
                new(NativeMethods.torchshim_instance_norm(
                    input.Handle, Optional(weight), Optional(bias), Optional(running_mean), Optional(running_var), use_input_stats ? 1 : 0, momentum, eps));

            public static Tensor batch_norm(Tensor input, Tensor? running_mean, Tensor? running_var, Tensor? weight = null, Tensor? bias = null, bool training = false, double momentum = 0.1, double eps = 1e-05) =>
                new(NativeMethods.torchshim_batch_norm(
                    input.Handle, Optional(weight), Optional(bias), Optional(running_mean), Optional(running_var), training ? 1 : 0, momentum, eps));

            public static Tensor leaky_relu(Tensor x, double negative_slope = 0.01, bool inplace = false) =>
                inplace ? Overwritten(x, NativeMethods.torchshim_leaky_relu_(x.Handle, negative_slope)) : new(NativeMethods.torchshim_leaky_relu(x.Handle, negative_slope));

            public static Tensor relu(Tensor x, bool inplace = false) =>
                inplace ? Overwritten(x, NativeMethods.torchshim_relu_(x.Handle)) : x.relu();

            public static Tensor tanh(Tensor x, bool inplace = false) =>
                inplace ? Overwritten(x, NativeMethods.torchshim_tanh_(x.Handle)) : x.tanh();

            public static Tensor sigmoid(Tensor x, bool inplace = false) =>
                inplace ? Overwritten(x, NativeMethods.torchshim_sigmoid_(x.Handle)) : x.sigmoid();

            public static Tensor dropout(Tensor input, double p = 0.5, bool training = true, bool inplace = false) =>
                inplace
                    ? Overwritten(input, NativeMethods.torchshim_dropout_(input.Handle, p, training ? 1 : 0))
                    : new(NativeMethods.torchshim_dropout(input.Handle, p, training ? 1 : 0));

            public static Tensor binary_cross_entropy_with_logits(Tensor input, Tensor target, Tensor? weight = null, Reduction reduction = Reduction.Mean, Tensor? pos_weights = null) =>
                new(NativeMethods.torchshim_bce_with_logits(input.Handle, target.Handle, Optional(weight), Optional(pos_weights), (long)reduction));

            public static Tensor l1_loss(Tensor input, Tensor target, Reduction reduction = Reduction.Mean) =>
                new(NativeMethods.torchshim_l1_loss(input.Handle, target.Handle, (long)reduction));

            public static Tensor mse_loss(Tensor input, Tensor target, Reduction reduction = Reduction.Mean) =>
                new(NativeMethods.torchshim_mse_loss(input.Handle, target.Handle, (long)reduction));

            private static TensorHandle Optional(Tensor? tensor) => tensor?.Handle ?? TensorHandle.None;

            private static long[] Pair(long[]? values, long otherwise, [System.Runtime.CompilerServices.CallerArgumentExpression(nameof(values))] string name = "") => values switch
            {
                null => [otherwise, otherwise],
                [var both] => [both, both],
                [_, _] => values,
                _ => throw new ArgumentException($"{name} needs one or two numbers, not {values.Length}.", name),
            };

            // The same object: what was done in place is not a new tensor to be disposed.
            private static Tensor Overwritten(Tensor tensor, int status)
            {
                NativeError.Check(status);
                return tensor;
            }
        }
    }
}
