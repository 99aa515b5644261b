using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor abs() => new(NativeMethods.torchshim_abs(Handle));

        public Tensor exp() => new(NativeMethods.torchshim_exp(Handle));

        public Tensor isfinite() => new(NativeMethods.torchshim_isfinite(Handle));

        public Tensor isnan() => new(NativeMethods.torchshim_isnan(Handle));

        public Tensor log() => new(NativeMethods.torchshim_log(Handle));

        public Tensor neg() => new(NativeMethods.torchshim_neg(Handle));

        public Tensor rsqrt() => new(NativeMethods.torchshim_rsqrt(Handle));

        public Tensor sigmoid() => new(NativeMethods.torchshim_sigmoid(Handle));

        public Tensor sign() => new(NativeMethods.torchshim_sign(Handle));

        public Tensor sqrt() => new(NativeMethods.torchshim_sqrt(Handle));

        public Tensor square() => new(NativeMethods.torchshim_square(Handle));

        public Tensor tanh() => new(NativeMethods.torchshim_tanh(Handle));

        public Tensor relu() => new(NativeMethods.torchshim_relu(Handle));

        public Tensor add(Tensor target) => new(NativeMethods.torchshim_add(Handle, target.Handle, ShimScalar.One));

        public Tensor add(Tensor target, Scalar alpha) => new(NativeMethods.torchshim_add(Handle, target.Handle, alpha.Value));

        public Tensor add(Scalar scalar) => new(NativeMethods.torchshim_add_scalar(Handle, scalar.Value, ShimScalar.One));

        public Tensor add(Scalar scalar, Scalar alpha) => new(NativeMethods.torchshim_add_scalar(Handle, scalar.Value, alpha.Value));

        public Tensor add_(Tensor target) => InPlace(NativeMethods.torchshim_add_(Handle, target.Handle, ShimScalar.One));

        public Tensor add_(Tensor target, Scalar alpha) => InPlace(NativeMethods.torchshim_add_(Handle, target.Handle, alpha.Value));

        public Tensor add_(Scalar scalar) => InPlace(NativeMethods.torchshim_add_scalar_(Handle, scalar.Value, ShimScalar.One));

        public Tensor add_(Scalar scalar, Scalar alpha) => InPlace(NativeMethods.torchshim_add_scalar_(Handle, scalar.Value, alpha.Value));

        public Tensor sub(Tensor target) => new(NativeMethods.torchshim_sub(Handle, target.Handle));

        public Tensor sub(Scalar target) => new(NativeMethods.torchshim_sub_scalar(Handle, target.Value));

        public Tensor mul(Tensor target) => new(NativeMethods.torchshim_mul(Handle, target.Handle));

        public Tensor mul(Scalar target) => new(NativeMethods.torchshim_mul_scalar(Handle, target.Value));

        public Tensor div(Tensor target) => new(NativeMethods.torchshim_div(Handle, target.Handle));

        public Tensor div(Scalar target) => new(NativeMethods.torchshim_div_scalar(Handle, target.Value));

        public Tensor pow(Tensor exponent) => new(NativeMethods.torchshim_pow(Handle, exponent.Handle));

        public Tensor pow(Scalar exponent) => new(NativeMethods.torchshim_pow_scalar(Handle, exponent.Value));

        public Tensor remainder(Tensor other) => new(NativeMethods.torchshim_remainder(Handle, other.Handle));

        public Tensor remainder(Scalar other) => new(NativeMethods.torchshim_remainder_scalar(Handle, other.Value));

        public Tensor eq(Tensor target) => new(NativeMethods.torchshim_eq(Handle, target.Handle));

        public Tensor eq(Scalar target) => new(NativeMethods.torchshim_eq_scalar(Handle, target.Value));

        public Tensor ne(Tensor target) => new(NativeMethods.torchshim_ne(Handle, target.Handle));

        public Tensor ne(Scalar target) => new(NativeMethods.torchshim_ne_scalar(Handle, target.Value));

        public Tensor lt(Tensor target) => new(NativeMethods.torchshim_lt(Handle, target.Handle));

        public Tensor lt(Scalar target) => new(NativeMethods.torchshim_lt_scalar(Handle, target.Value));

        public Tensor le(Tensor target) => new(NativeMethods.torchshim_le(Handle, target.Handle));

        public Tensor le(Scalar target) => new(NativeMethods.torchshim_le_scalar(Handle, target.Value));

        public Tensor gt(Tensor target) => new(NativeMethods.torchshim_gt(Handle, target.Handle));

        public Tensor gt(Scalar target) => new(NativeMethods.torchshim_gt_scalar(Handle, target.Value));

        public Tensor ge(Tensor target) => new(NativeMethods.torchshim_ge(Handle, target.Handle));

        public Tensor ge(Scalar target) => new(NativeMethods.torchshim_ge_scalar(Handle, target.Value));

        public Tensor sub_(Tensor target) => InPlace(NativeMethods.torchshim_sub_(Handle, target.Handle));

        public Tensor sub_(Scalar target) => InPlace(NativeMethods.torchshim_sub_scalar_(Handle, target.Value));

        public Tensor mul_(Tensor target) => InPlace(NativeMethods.torchshim_mul_(Handle, target.Handle));

        public Tensor mul_(Scalar target) => InPlace(NativeMethods.torchshim_mul_scalar_(Handle, target.Value));

        public Tensor div_(Tensor target) => InPlace(NativeMethods.torchshim_div_(Handle, target.Handle));

        public Tensor div_(Scalar target) => InPlace(NativeMethods.torchshim_div_scalar_(Handle, target.Value));

        public Tensor fill_(Scalar value) => InPlace(NativeMethods.torchshim_fill_(Handle, value.Value));

        public Tensor zero_() => InPlace(NativeMethods.torchshim_zero_(Handle));

        public Tensor normal_(double mean = 0, double std = 1, Generator? generator = null) =>
            InPlace(NativeMethods.torchshim_normal_(Handle, mean, std, generator?.Handle ?? GeneratorHandle.None));

        public Tensor uniform_(double from, double to, Generator? generator = null) =>
            InPlace(NativeMethods.torchshim_uniform_(Handle, from, to, generator?.Handle ?? GeneratorHandle.None));

        public Tensor bernoulli_(double p = 0.5, Generator? generator = null) =>
            InPlace(NativeMethods.torchshim_bernoulli_(Handle, p, generator?.Handle ?? GeneratorHandle.None));

        public Tensor matmul(Tensor target) => new(NativeMethods.torchshim_matmul(Handle, target.Handle));

        public Tensor mm(Tensor target) => matmul(target);

        public Tensor mv(Tensor target) => matmul(target);

        public Tensor dot(Tensor target) => matmul(target);

        public Tensor maximum(Tensor other) => new(NativeMethods.torchshim_maximum(Handle, other.Handle));

        public Tensor minimum(Tensor other) => new(NativeMethods.torchshim_minimum(Handle, other.Handle));

        public unsafe Tensor clamp(Scalar? min = null, Scalar? max = null)
        {
            ShimScalar low = min?.Value ?? default, high = max?.Value ?? default;
            RequireBound(min, max);
            return new(NativeMethods.torchshim_clamp(Handle, min is null ? null : &low, max is null ? null : &high));
        }

        public unsafe Tensor clamp_(Scalar? min = null, Scalar? max = null)
        {
            ShimScalar low = min?.Value ?? default, high = max?.Value ?? default;
            RequireBound(min, max);
            return InPlace(NativeMethods.torchshim_clamp_(Handle, min is null ? null : &low, max is null ? null : &high));
        }

        private static void RequireBound(Scalar? min, Scalar? max)
        {
            if (min is null && max is null) throw new ArgumentException("At least one of 'min' or 'max' must not be null.");
        }
    }
}
