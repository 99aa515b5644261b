namespace Pix2Pitch.Training.Preparation;

/// <summary>The part of the work that one of several processes does: the shards whose number divided by <paramref name="Count"/> leaves <paramref name="Index"/>.</summary>
/// <param name="Index">Which process, from 0.</param>
/// <param name="Count">How many there are, at least 1.</param>
public sealed record ShardShare(int Index, int Count)
{
    /// <summary>All of it.</summary>
    public static ShardShare All { get; } = new(0, 1);

    /// <summary>Whether a shard belongs to it.</summary>
    public bool Has(int number) => number % Count == Index;

    /// <summary>Checks the values.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such share.</exception>
    public void Validate()
    {
        if (Count < 1 || Index < 0 || Index >= Count)
            throw new ArgumentOutOfRangeException(nameof(Index), $"The share is {Index}/{Count}; it has to be from 0/{Math.Max(1, Count)} to {Math.Max(1, Count) - 1}/{Math.Max(1, Count)}.");
    }
}
