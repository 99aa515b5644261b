using Pix2Pitch.Prepared;

namespace Pix2Pitch.Training.Preparation;

/// <summary>Makes rows from files. Safe for any number of threads.</summary>
internal interface IShardSource<TItem>
{
    /// <summary>What the rows depend on.</summary>
    ShardOptions Options { get; }

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The measurements of each row, the rows as they are stored, one after the other, and the reasons why parts of the file were left out.</returns>
    /// <exception cref="Pix2PitchException">The file cannot be used.</exception>
    (IReadOnlyList<TItem> Items, byte[] Rows, IReadOnlyList<string> LeftOut) Read(string path);
}
