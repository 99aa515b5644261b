using System.Buffers.Binary;
using Pix2Pitch.Paintings;

namespace Pix2Pitch.Transforms.Tests.Paintings;

/// <summary>Small TIFF files with many directories that refer to the same bytes, so that their values would need hundreds of megabytes.</summary>
public sealed class HostileTiffTests : IDisposable
{
    private const int Directories = 200, SharedBytes = 1 << 16;
    private const long MaxAllocated = 8 << 20;

    private static readonly int[] s_tables = [273, 279, 324, 325], s_others = [254, 258, 318, 330, 338, 339, 529, 530, 532];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Shared_tables_of_offsets_are_refused_in_little_memory()
        => Assert.Contains("is damaged and cannot be decoded", Refused("tables.tif", Tiff(s_tables)), StringComparison.Ordinal);

    [Fact]
    public void Shared_values_of_other_tags_are_refused_in_little_memory()
        => Assert.Contains("painting", Refused("others.tif", Tiff(s_others)), StringComparison.Ordinal);

    [Fact]
    public void Shared_tables_in_the_exif_data_of_a_png_are_refused_in_little_memory()
    {
        byte[] png = new PngBytes(2, 2, 8, PngBytes.Rgb).Chunk("eXIf", Tiff(s_tables)).Rows(2, _ => new byte[6]).End();
        Assert.Contains("is damaged and cannot be decoded", Refused("exif.png", png), StringComparison.Ordinal);
    }

    private string Refused(string name, byte[] file)
    {
        string path = _folder.Write(name, file);
        long before = GC.GetAllocatedBytesForCurrentThread();
        var refused = Assert.Throws<Pix2PitchException>(() => PaintingReader.ReadSize(path));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, MaxAllocated);
        return refused.Message;
    }

    /// <summary>A chain of directories in which each of these tags has all shared bytes as its values.</summary>
    private static byte[] Tiff(int[] tags)
    {
        const int HeaderLength = 8, EntryLength = 12, Byte = 1, Short = 3, ImageWidth = 256, ValueCount = 257, DirectoriesAt = HeaderLength + SharedBytes;
        (int Tag, int Type, int Count, int Value)[] entries
            = [.. tags.Select(tag => (tag, Byte, SharedBytes, HeaderLength)).Append((ImageWidth, Short, 1, 2)).Append((ValueCount, Short, 1, 2)).OrderBy(entry => entry.Item1)];
        int length = 2 + (EntryLength * entries.Length) + 4;
        var file = new byte[DirectoriesAt + (Directories * length)];
        "II*\0"u8.CopyTo(file);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(4), DirectoriesAt);
        for (int at = DirectoriesAt; at < file.Length; at += length)
        {
            Span<byte> directory = file.AsSpan(at, length);
            BinaryPrimitives.WriteUInt16LittleEndian(directory, (ushort)entries.Length);
            for (int i = 0; i < entries.Length; i++)
            {
                Span<byte> entry = directory.Slice(2 + (EntryLength * i), EntryLength);
                BinaryPrimitives.WriteUInt16LittleEndian(entry, (ushort)entries[i].Tag);
                BinaryPrimitives.WriteUInt16LittleEndian(entry[2..], (ushort)entries[i].Type);
                BinaryPrimitives.WriteInt32LittleEndian(entry[4..], entries[i].Count);
                BinaryPrimitives.WriteInt32LittleEndian(entry[8..], entries[i].Value);
            }
            BinaryPrimitives.WriteInt32LittleEndian(directory[^4..], at + length < file.Length ? at + length : 0);
        }
        return file;
    }
}
