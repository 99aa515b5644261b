using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Pix2Pitch.Compat.Tests.TorchSharp;

/// <summary>The discriminator of pix2pix, in names that the real package has too.</summary>
internal sealed class PatchGan : Module<Tensor, Tensor>
{
    private readonly Sequential net;

    public PatchGan(int inputs, int width) : base("patchgan")
    {
        net = Sequential(
            ("c0", Conv2d(inputs, width, 4L, 2L, 1L)),
            ("a0", LeakyReLU(0.2)),
            ("c1", Conv2d(width, width * 2, 4L, 2L, 1L, bias: false)),
            ("n1", InstanceNorm2d(width * 2)),
            ("a1", LeakyReLU(0.2)),
            ("c2", Conv2d(width * 2, 1, 4L, 1L, 1L)));
        RegisterComponents();
    }

    public override Tensor forward(Tensor input) => net.forward(input);
}
