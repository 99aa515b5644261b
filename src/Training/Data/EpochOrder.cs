namespace Pix2Pitch.Training.Data;

/// <summary>The order of the examples: each epoch uses every example once, in its own random order.</summary>
/// <param name="count">Number of examples, at least 1.</param>
/// <param name="seed">The run's seed.</param>
/// <param name="purpose">What is ordered.</param>
internal sealed class EpochOrder(int count, long seed, RandomPurpose purpose = RandomPurpose.Order)
{
    private long _epoch = -1;
    private int[] _order = [];

    /// <summary>The example at a position counted from the start of the run.</summary>
    public int this[long position]
    {
        get
        {
            long epoch = position / count;
            if (epoch != _epoch)
            {
                _order = [.. Enumerable.Range(0, count)];
                new SeededRandom(seed, purpose, epoch).Shuffle<int>(_order);
                _epoch = epoch;
            }
            return _order[(int)(position % count)];
        }
    }
}
