namespace Pix2Pitch.Training.Preparation;

/// <summary>Makes rows from files. Used by many threads at a time.</summary>
internal interface IShardSource<TItem>
{
    /// <summary>What decides the rows.</summary>
    ShardOptions Settings { get; }

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <returns>What is known of every row, the rows as they are stored one after the other, and what had to be left out of the file.</returns>
    /// <exception cref="Pix2PitchException">It cannot be used at all.</exception>
    (IReadOnlyList<TItem> Items, byte[] Rows, IReadOnlyList<string> LeftOut) Read(string path);
}
