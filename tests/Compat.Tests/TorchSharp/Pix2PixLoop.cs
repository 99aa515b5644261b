using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Pix2Pitch.Compat.Tests.TorchSharp;

/// <summary>The training loop of pix2pix over one pair of images.</summary>
internal sealed class Pix2PixLoop : IDisposable
{
    private readonly Adam _adamG, _adamD;
    private readonly BCEWithLogitsLoss _adversarial = BCEWithLogitsLoss();
    private readonly L1Loss _distance = L1Loss();

    public Pix2PixLoop(int width, int size, long seed = 1)
    {
        torch.random.manual_seed(seed);
        Generator = new UNet(3, 1, width, (int)Math.Log2(size));
        Discriminator = new PatchGan(4, width);
        foreach (var network in new nn.Module[] { Generator, Discriminator }) network.to(CPU).apply(Start);
        _adamG = optim.Adam(Generator.parameters(), 2e-4, 0.5, 0.999);
        _adamD = optim.Adam(Discriminator.parameters(), 2e-4, 0.5, 0.999);
        Source = torch.randn(new long[] { 1, 3, size, size }, device: CPU);
        using var mean = Source.mean(new long[] { 1 }, true);
        Target = torch.tanh(mean);
    }

    public UNet Generator { get; }

    public PatchGan Discriminator { get; }

    public Tensor Source { get; }

    public Tensor Target { get; }

    public (float Discriminator, float L1) Step()
    {
        using var scope = NewDisposeScope();
        var fake = Generator.forward(Source);
        _adamD.zero_grad();
        var real = Discriminator.forward(cat(new[] { Source, Target }, 1));
        var unreal = Discriminator.forward(cat(new[] { Source, fake.detach() }, 1));
        var lossD = (_adversarial.forward(real, ones_like(real)) + _adversarial.forward(unreal, zeros_like(unreal))) * 0.5f;
        lossD.backward();
        _adamD.step();
        _adamG.zero_grad();
        var judged = Discriminator.forward(cat(new[] { Source, fake }, 1));
        var l1 = _distance.forward(fake, Target);
        var lossG = _adversarial.forward(judged, ones_like(judged)) + l1 * 100f;
        lossG.backward();
        _adamG.step();
        return (lossD.item<float>(), l1.item<float>());
    }

    public void Dispose()
    {
        foreach (var disposable in new IDisposable[] { Generator, Discriminator, _adamG, _adamD, _adversarial, _distance, Source, Target }) disposable.Dispose();
    }

    private static void Start(nn.Module module)
    {
        switch (module)
        {
            case Conv2d convolution:
                init.normal_(convolution.weight, 0, 0.02);
                if (convolution.bias is not null) init.zeros_(convolution.bias);
                break;
            case ConvTranspose2d convolution:
                init.normal_(convolution.weight, 0, 0.02);
                if (convolution.bias is not null) init.zeros_(convolution.bias);
                break;
            case BatchNorm2d norm:
                init.normal_(norm.weight, 1, 0.02);
                init.zeros_(norm.bias);
                break;
        }
    }
}
