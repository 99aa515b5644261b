using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Pix2Pitch.Compat.Tests.TorchSharp;

/// <summary>The generator of pix2pix, in names that the real package has too.</summary>
internal sealed class UNet : Module<Tensor, Tensor>
{
    private readonly List<Sequential> _down = [], _up = [];
    private readonly Module<Tensor, Tensor> _tanh = Tanh();

    public UNet(int inputs, int outputs, int width, int levels) : base("unet")
    {
        int Width(int level) => Math.Min(width << level, width * 8);
        for (int i = 0; i < levels; i++)
        {
            var steps = new List<(string, Module<Tensor, Tensor>)>();
            if (i > 0) steps.Add(("act", LeakyReLU(0.2)));
            steps.Add(("conv", Conv2d(i == 0 ? inputs : Width(i - 1), Width(i), 4L, 2L, 1L, bias: i == 0 || i == levels - 1)));
            if (i > 0 && i < levels - 1) steps.Add(("norm", BatchNorm2d(Width(i))));
            _down.Add(Sequential(steps));
            register_module($"down{i}", _down[^1]);
        }
        for (int i = levels - 1; i >= 0; i--)
        {
            var steps = new List<(string, Module<Tensor, Tensor>)>
            {
                ("act", ReLU()),
                ("conv", ConvTranspose2d(i == levels - 1 ? Width(i) : Width(i) * 2, i == 0 ? outputs : Width(i - 1), 4L, 2L, 1L, bias: i == 0)),
            };
            if (i > 0)
            {
                steps.Add(("norm", BatchNorm2d(Width(i - 1))));
                if (i >= levels - 3) steps.Add(("drop", Dropout(0.5)));
            }
            _up.Add(Sequential(steps));
            register_module($"up{i}", _up[^1]);
        }
    }

    public override Tensor forward(Tensor input)
    {
        var skips = new List<Tensor>();
        foreach (var down in _down)
        {
            input = down.forward(input);
            skips.Add(input);
        }
        for (int k = 0; k < _up.Count; k++)
        {
            if (k > 0) input = cat(new[] { input, skips[skips.Count - 1 - k] }, 1);
            input = _up[k].forward(input);
        }
        return _tanh.forward(input);
    }
}
