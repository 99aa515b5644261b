using System.Text;
using Pix2Pitch.Prepared;

namespace Pix2Pitch.Training.Preparation;

/// <summary>What the bytes of shards depend on.</summary>
/// <param name="Kind">"paintings" or "music".</param>
/// <param name="Description">All options that the rows and their measurements depend on, as text.</param>
/// <param name="Type">How numbers are stored.</param>
/// <param name="RowShape">Shape of a row.</param>
internal sealed record ShardOptions(string Kind, string Description, NpyType Type, int[] RowShape)
{
    /// <summary>Version of the layout; part of the key.</summary>
    public const int Format = 1;

    /// <summary>Works of the library in a shard.</summary>
    public const int Entries = 64;

    /// <summary>The name of the folder of the shards. Other options have another folder.</summary>
    public string Key { get; } = Checksum.Of(Encoding.UTF8.GetBytes($"{Kind} {Format} {Description} {Type} {string.Join('x', RowShape)}"))[..12];

    /// <summary>The number of shards of a library.</summary>
    public static int Count(int rows) => (rows + Entries - 1) / Entries;

    /// <summary>The name of a shard's files without extension: the number, and a hash of what the content depends on.</summary>
    public string NameOf(int number, IEnumerable<string> contentHashes)
        => $"{Kind}-{number:D5}-{Checksum.Of(Encoding.UTF8.GetBytes(string.Join('\n', [Key, .. contentHashes])))[..12]}";

    /// <summary>The beginning of the names of all files of a shard.</summary>
    public string PrefixOf(int number) => $"{Kind}-{number:D5}";
}
