using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>How an image is brought to another size.</summary>
    public enum InterpolationMode
    {
        Nearest = 0,
        Linear = 1,
        Bilinear = 2,
        Bicubic = 3,
        Trilinear = 4,
        Area = 5,
    }

    public static partial class nn
    {
        public static partial class functional
        {
            /// <summary>Resizes images [N, C, H, W] by nearest neighbour or bilinearly.</summary>
            public static Tensor interpolate(Tensor x, long[]? size = null, double[]? scale_factor = null, InterpolationMode mode = InterpolationMode.Nearest, bool? align_corners = null)
            {
                long[] shape = x.shape;
                if (shape.Length != 4) throw new ArgumentException($"expected 4D input, but got {shape.Length}D input instead.", nameof(x));
                if (size is null == scale_factor is null) throw new ArgumentException("Exactly one of size and scale_factor is needed.", nameof(size));
                size ??= [(long)(shape[2] * scale_factor![0]), (long)(shape[3] * scale_factor[^1])];
                long[] target = Pair(size, 0);
                return mode switch
                {
                    InterpolationMode.Nearest => new(NativeMethods.torchshim_upsample_nearest2d(x.Handle, in target[0])),
                    InterpolationMode.Bilinear => new(NativeMethods.torchshim_upsample_bilinear2d(x.Handle, in target[0], align_corners == true ? 1 : 0)),
                    _ => throw new ArgumentException($"Images are resized by Nearest or Bilinear, not by '{mode}'.", nameof(mode)),
                };
            }

            internal static Tensor pad2d(Tensor input, long[] padding, PaddingModes mode) => new(mode == PaddingModes.Reflect
                ? NativeMethods.torchshim_reflection_pad2d(input.Handle, in padding[0])
                : NativeMethods.torchshim_replication_pad2d(input.Handle, in padding[0]));
        }
    }
}
