namespace Pix2Pitch.Training.Preparation;

/// <summary>The part of the work that one of several processes does: the shards whose number modulo <paramref name="Count"/> is <paramref name="Index"/>.</summary>
/// <param name="Index">The process, from 0.</param>
/// <param name="Count">Number of processes, at least 1.</param>
public sealed record ShardShare(int Index, int Count)
{
    /// <summary>All of the work.</summary>
    public static ShardShare All { get; } = new(0, 1);

    /// <summary>Whether a shard belongs to the share.</summary>
    public bool Has(int number) => number % Count == Index;

    /// <summary>Checks the values.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The share does not exist.</exception>
    public void Validate()
    {
        if (Count < 1 || Index < 0 || Index >= Count)
            throw new ArgumentOutOfRangeException(nameof(Index), $"The share is {Index}/{Count}; it must be from 0/{Math.Max(1, Count)} to {Math.Max(1, Count) - 1}/{Math.Max(1, Count)}.");
    }
}
