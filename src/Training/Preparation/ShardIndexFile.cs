using System.Text;
using System.Text.Json;
using Pix2Pitch.Training.Data;

namespace Pix2Pitch.Training.Preparation;

/// <summary>Reads and writes the index of a shard: one object of JSON that holds it, and the checksum of its text before it.</summary>
internal static class ShardIndexFile
{
    private const int ChecksumLength = 64;

    private static ReadOnlySpan<byte> BeforeChecksum => "{\"Sha256\":\""u8;

    private static ReadOnlySpan<byte> BeforeIndex => "\",\"Index\":"u8;

    private static ReadOnlySpan<byte> AfterIndex => "}\n"u8;

    /// <summary>Reads an index; null where it is not there or cannot be used.</summary>
    public static ShardIndex<TItem>? Read<TItem>(string path)
    {
        try
        {
            ReadOnlySpan<byte> bytes = File.ReadAllBytes(path);
            int start = BeforeChecksum.Length + ChecksumLength + BeforeIndex.Length;
            if (bytes.Length <= start + AfterIndex.Length || !bytes.StartsWith(BeforeChecksum) || !bytes.EndsWith(AfterIndex))
                return null;
            ReadOnlySpan<byte> json = bytes[start..^AfterIndex.Length];
            if (Encoding.ASCII.GetString(bytes.Slice(BeforeChecksum.Length, ChecksumLength)) != Checksum.Of(json))
                return null;
            ShardIndex<TItem>? index = JsonSerializer.Deserialize<ShardIndex<TItem>>(json, PreparedFolder.Lines);
            return index is { Format: ShardOptions.Format, Array: not null, Entries: not null } ? index : null;
        }
        catch (Exception e) when (e is JsonException or FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Writes an index under a temporary name, and moves it when it is on the disk.</summary>
    /// <param name="path">Its final name.</param>
    /// <param name="part">The temporary one.</param>
    /// <param name="index">The index.</param>
    public static void Write<TItem>(string path, string part, ShardIndex<TItem> index)
    {
        byte[] json = JsonSerializer.SerializeToUtf8Bytes(index, PreparedFolder.Lines);
        try
        {
            using (FileStream file = new(part, FileMode.CreateNew, FileAccess.Write, FileShare.None))
            {
                file.Write(BeforeChecksum);
                file.Write(Encoding.ASCII.GetBytes(Checksum.Of(json)));
                file.Write(BeforeIndex);
                file.Write(json);
                file.Write(AfterIndex);
                file.Flush(flushToDisk: true);
            }
            File.Move(part, path, overwrite: true);
        }
        finally
        {
            File.Delete(part);
        }
    }
}
