using Pix2Pitch.Training.Runs;
using TorchSharp;
using static TorchSharp.torch;

namespace Pix2Pitch.Training.Tests.Runs;

[Collection(TensorLibraryTests.Name)]
public sealed class PrefetcherTests
{
    private const string Name = "numbers";

    [Fact]
    public void The_next_step_is_loaded_while_nobody_has_asked_for_it()
    {
        var filled = new List<long>();
        using var second = new ManualResetEventSlim();
        using var prefetcher = Create((step, slot) =>
        {
            lock (filled) filled.Add(step);
            slot.Values<float>(Name).Fill(step);
            if (step == 2) second.Set();
        });
        using Tensor first = prefetcher.Load(1, CPU).ToDevice(Name);
        Assert.True(second.Wait(TimeSpan.FromMinutes(1)));
        Assert.Equal([1f, 1f, 1f], first.data<float>().ToArray()); // in other memory
        using Tensor next = prefetcher.Load(2, CPU).ToDevice(Name);
        Assert.Equal([2f, 2f, 2f], next.data<float>().ToArray());
    }

    [Fact]
    public void A_step_out_of_order_gives_its_own_examples()
    {
        using var prefetcher = Create((step, slot) => slot.Values<float>(Name).Fill(step));
        foreach (long step in (long[])[1, 2, 7, 8, 3, 3, 4])
        {
            using Tensor values = prefetcher.Load(step, CPU).ToDevice(Name);
            Assert.Equal(step, values.sum().item<float>() / 3);
        }
    }

    [Fact]
    public void A_broken_file_is_reported_in_the_step_that_needs_it()
    {
        using var prefetcher = Create((step, slot) =>
        {
            if (step == 3) throw new Pix2PitchException("'music.npy' is broken.");
        });
        prefetcher.Load(1, CPU);
        prefetcher.Load(2, CPU);
        Assert.Contains("music.npy", Assert.Throws<Pix2PitchException>(() => prefetcher.Load(3, CPU)).Message);
        prefetcher.Load(4, CPU); // and in no other
    }

    [Fact]
    public void Nothing_is_loaded_after_the_last_step()
    {
        var filled = new List<long>();
        using (var prefetcher = Create((step, _) => filled.Add(step), last: 2))
        {
            prefetcher.Load(1, CPU);
            prefetcher.Load(2, CPU);
        }
        Assert.Equal([1L, 2L], filled);
    }

    [Fact]
    public void Memory_is_not_used_again_while_a_GPU_may_still_copy_from_it()
    {
        var used = new List<BatchSlot>();
        using var prefetcher = Create((_, _) => { }, unfinished: 4);
        for (int step = 1; step <= 15; step++) used.Add(prefetcher.Load(step, CPU));
        // The losses of steps 4, 8 and 12 are waited for. What step 5 used may be filled again when step 9 is loaded, for step 10.
        Assert.All(Enumerable.Range(0, 10), i => Assert.Equal(5, used.Skip(i).Take(5).Distinct().Count()));
        Assert.Equal(5, used.Distinct().Count());
    }

    private static Prefetcher Create(Action<long, BatchSlot> fill, long last = 0, int unfinished = 1) => new(
        device =>
        {
            var slot = new BatchSlot(device);
            slot.Add(Name, ScalarType.Float32, 3);
            return slot;
        }, fill, last, unfinished);
}
