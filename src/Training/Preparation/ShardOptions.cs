using System.Text;
using Pix2Pitch.Training.Data;

namespace Pix2Pitch.Training.Preparation;

/// <summary>What decides the bytes of shards.</summary>
/// <param name="Kind">"paintings" or "music".</param>
/// <param name="Description">All settings that the rows and what is measured of them depend on, as text.</param>
/// <param name="Type">How numbers are stored.</param>
/// <param name="RowShape">Shape of a row.</param>
internal sealed record ShardOptions(string Kind, string Description, NpyType Type, int[] RowShape)
{
    /// <summary>Version of the layout; part of the key.</summary>
    public const int Format = 1;

    /// <summary>Rows of the library to a shard.</summary>
    public const int Entries = 64;

    /// <summary>Names the folder of the shards: other settings, another folder.</summary>
    public string Key { get; } = Checksum.Of(Encoding.UTF8.GetBytes($"{Kind} {Format} {Description} {Type} {string.Join('x', RowShape)}"))[..12];

    /// <summary>How many shards a library has.</summary>
    public static int Count(int rows) => (rows + Entries - 1) / Entries;

    /// <summary>The name of a shard's files, without their endings: the number, and what the content depends on.</summary>
    public string NameOf(int number, IEnumerable<string> contentHashes)
        => $"{Kind}-{number:D5}-{Checksum.Of(Encoding.UTF8.GetBytes(string.Join('\n', [Key, .. contentHashes])))[..12]}";

    /// <summary>The name that all files of a shard begin with.</summary>
    public string PrefixOf(int number) => $"{Kind}-{number:D5}";
}
