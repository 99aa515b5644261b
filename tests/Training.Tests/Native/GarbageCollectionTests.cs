using System.Runtime;
using Pix2Pitch.Training.Native;

namespace Pix2Pitch.Training.Tests.Native;

[Collection(TensorLibraryTests.Name)]
public sealed class GarbageCollectionTests
{
    [Fact]
    public void The_collector_does_not_run_within_a_step_and_runs_again_when_training_has_ended()
    {
        GarbageCollection.Hold();
        try
        {
            GarbageCollection.BeforeStep(1 << 20);
            Assert.Equal(GCLatencyMode.NoGCRegion, GCSettings.LatencyMode);
            int before = GC.CollectionCount(0);
            for (int i = 0; i < 200; i++)
                GC.KeepAlive(new float[1000]);
            Assert.Equal(before, GC.CollectionCount(0));
        }
        finally
        {
            GarbageCollection.Release();
        }
        Assert.NotEqual(GCLatencyMode.NoGCRegion, GCSettings.LatencyMode);
    }

    [Fact]
    public void It_runs_between_steps_before_the_memory_that_was_set_aside_is_full()
    {
        GarbageCollection.Hold();
        try
        {
            GarbageCollection.BeforeStep(1 << 20);
            int before = GC.CollectionCount(0);
            for (int step = 0; step < 300; step++)
            {
                GC.KeepAlive(new float[1 << 18]);
                GarbageCollection.BeforeStep(1 << 20);
                Assert.Equal(GCLatencyMode.NoGCRegion, GCSettings.LatencyMode);
            }
            Assert.InRange(GC.CollectionCount(0) - before, 1, 20);
        }
        finally
        {
            GarbageCollection.Release();
        }
    }

    [Fact]
    public void It_is_not_held_for_somebody_who_did_not_ask_for_it()
    {
        GarbageCollection.BeforeStep(1 << 20);
        Assert.NotEqual(GCLatencyMode.NoGCRegion, GCSettings.LatencyMode);
    }
}
