using Pix2Pitch.Training.Runs;
using TorchSharp;
using static TorchSharp.torch;

namespace Pix2Pitch.Training.Tests.Runs;

[Collection(TensorLibraryTests.Name)]
public sealed class ImagePoolTests
{
    [Fact]
    public void New_images_come_back_until_the_pool_is_full_and_then_about_half_of_them_are_exchanged_for_earlier_ones()
    {
        using DisposeScope scope = NewDisposeScope();
        var pool = new ImagePool("pool", 10, seed: 1, side: 0);
        var earlier = new HashSet<float>();
        int exchanged = 0;
        for (int step = 1; step <= 210; step++)
        {
            (Tensor image, Tensor style) = pool.Exchange(full([1, 1, 2, 2], (float)step), full([1, 5], -(float)step), step);
            float found = image.data<float>()[0];
            Assert.Equal(-found, style.data<float>()[4]); // the style goes with its image
            if (found == step)
            {
                Assert.True(earlier.Add(found));
                continue;
            }
            exchanged++;
            Assert.True(step > 10 && found < step);
        }
        Assert.Equal(10, pool.Count);
        // 200 draws with probability 1/2: five standard deviations are 35.
        Assert.InRange(exchanged, 65, 135);
    }

    [Fact]
    public void An_image_leaves_the_pool_once()
    {
        using DisposeScope scope = NewDisposeScope();
        var pool = new ImagePool("pool", 4, seed: 2, side: 1);
        float[] earlier = [.. Enumerable.Range(1, 100).Select(step => (Step: step, Found: Exchange(pool, step))).Where(e => e.Found != e.Step).Select(e => e.Found)];
        Assert.Equal(earlier.Distinct(), earlier);
    }

    [Fact]
    public void A_pool_that_was_read_gives_what_the_one_that_was_written_gives()
    {
        using DisposeScope scope = NewDisposeScope();
        ImagePool first = new("pool", 5, seed: 3, side: 0), second = new("pool", 5, seed: 3, side: 0);
        for (int step = 1; step <= 20; step++)
            Exchange(first, step / 3f);
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        first.Save(writer);
        stream.Position = 0;
        using var reader = new BinaryReader(stream);
        second.Load(reader);
        Assert.Equal(stream.Length, stream.Position);
        Assert.Equal(Enumerable.Range(21, 30).Select(step => Exchange(first, step / 7f, step)), Enumerable.Range(21, 30).Select(step => Exchange(second, step / 7f, step)));
    }

    [Fact]
    public void A_pool_without_room_gives_back_what_it_gets()
    {
        using DisposeScope scope = NewDisposeScope();
        var pool = new ImagePool("pool", 0, seed: 1, side: 0);
        Assert.All(Enumerable.Range(1, 20), step => Assert.Equal(step, Exchange(pool, step)));
        Assert.Equal(0, pool.Count);
    }

    private static float Exchange(ImagePool pool, float value, long? step = null) => pool.Exchange(full([1, 3, 2, 2], value), zeros([1, 5]), step ?? (long)value).Images.data<float>()[0];
}
