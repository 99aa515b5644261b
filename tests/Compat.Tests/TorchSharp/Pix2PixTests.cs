using static TorchSharp.torch;

namespace Pix2Pitch.Compat.Tests.TorchSharp;

[Collection(Libtorch.Name)]
public sealed class Pix2PixTests
{
    [Fact]
    public void Training_brings_the_output_nearer_to_the_target()
    {
        using var loop = new Pix2PixLoop(4, 32);
        float first = loop.Step().L1, last = 0;
        for (int i = 0; i < 300; i++) last = loop.Step().L1;
        Assert.True(last < 0.8 * first, $"L1 went from {first} to {last}.");
    }

    [Fact]
    public void The_same_seed_gives_the_same_losses()
    {
        (float, float)[] Losses()
        {
            using var loop = new Pix2PixLoop(4, 32, seed: 7);
            return Enumerable.Range(0, 5).Select(_ => loop.Step()).ToArray();
        }
        Assert.Equal(Losses(), Losses());
    }

    [Fact]
    public void A_saved_generator_gives_the_same_image_again()
    {
        using var loop = new Pix2PixLoop(4, 32);
        loop.Step();
        using var stream = new MemoryStream();
        loop.Generator.save(stream);
        stream.Position = 0;
        using var copy = new UNet(3, 1, 4, 5);
        copy.load(stream);
        loop.Generator.eval();
        copy.eval();
        using var mode = no_grad();
        using var expected = loop.Generator.forward(loop.Source).cpu();
        using var actual = copy.forward(loop.Source.cpu());
        Assert.Equal(expected.data<float>().ToArray(), actual.data<float>().ToArray());
        Assert.Equal([1L, 1, 32, 32], actual.shape);
    }

    [Fact]
    public void Names_in_the_state_are_paths()
    {
        using var network = new UNet(3, 1, 4, 5);
        using var patches = new PatchGan(4, 4);
        Assert.Equal(
            ["down0.conv.weight", "down0.conv.bias", "down1.conv.weight", "down1.norm.weight", "down1.norm.bias", "down1.norm.running_mean", "down1.norm.running_var", "down1.norm.num_batches_tracked"],
            network.state_dict().Keys.Take(8));
        Assert.Equal(["net.c0.weight", "net.c0.bias", "net.c1.weight", "net.c2.weight", "net.c2.bias"], patches.state_dict().Keys);
        Assert.Equal(patches.state_dict().Keys, patches.named_parameters().Select(pair => pair.name));
        Assert.Equal(["net", "net.c0", "net.a0", "net.c1", "net.n1", "net.a1", "net.c2"], patches.named_modules().Select(pair => pair.name));
    }

    [Fact]
    public void A_thousand_steps_do_not_grow_the_process()
    {
        int threads = get_num_threads();
        set_num_threads(1); // the images are too small to be shared out
        try
        {
            using var loop = new Pix2PixLoop(2, 64);
            for (int i = 0; i < 300; i++) loop.Step();
            double before = ResidentMegabytes();
            for (int i = 0; i < 1000; i++) loop.Step();
            double growth = ResidentMegabytes() - before;
            Assert.True(growth < 16, $"The process grew by {growth:f1} MB in 1,000 steps."); // as much as one lost 64x64 image a step
        }
        finally
        {
            set_num_threads(threads);
        }
    }

    // Without what the garbage collector keeps for later.
    private static double ResidentMegabytes()
    {
        for (int i = 0; i < 2; i++)
        {
            GC.Collect(2, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
        }
        return Environment.WorkingSet / 1048576.0;
    }
}
