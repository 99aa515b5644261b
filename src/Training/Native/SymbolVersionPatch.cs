using System.Buffers.Binary;
using System.Text;

namespace Pix2Pitch.Training.Native;

/// <summary>Makes one symbol version optional in the bytes of a 64-bit little-endian ELF library.</summary>
/// <remarks>
/// Two fields change: the version's entry in <c>.gnu.version_r</c> gets the flag <c>VER_FLG_WEAK</c>, and the undefined symbols of that
/// version become <c>STB_WEAK</c> in <c>.dynsym</c>. The loader then also accepts a C++ library without them. The fields are defined in the System V
/// ABI (gABI 4.1, "Symbol Table") and in the Linux Standard Base (core specification, section 10.7, "Symbol Versioning").
/// </remarks>
internal static class SymbolVersionPatch
{
    private const int SectionDynamicSymbols = 11; // SHT_DYNSYM
    private const int SectionVersionNeeds = 0x6ffffffe; // SHT_GNU_verneed
    private const int SectionVersionSymbols = 0x6fffffff; // SHT_GNU_versym
    private const ushort WeakVersion = 2; // VER_FLG_WEAK
    private const int WeakSymbol = 2; // STB_WEAK
    private const int SymbolSize = 24;

    /// <summary>Changes the library's bytes in place.</summary>
    /// <param name="library">The whole file.</param>
    /// <param name="version">The version's name, such as <c>GLIBCXX_3.4.32</c>.</param>
    /// <returns>The names of the symbols that are now optional; empty if the library does not need this version.</returns>
    /// <exception cref="InvalidDataException">The bytes are not a 64-bit little-endian ELF library, or it is damaged.</exception>
    public static IReadOnlyList<string> MakeOptional(Span<byte> library, string version)
    {
        try
        {
            return MakeOptional(library, Sections(library), version);
        }
        catch (Exception e) when (e is ArgumentOutOfRangeException or OverflowException)
        {
            throw new InvalidDataException("The ELF file is damaged: an offset is outside the file.", e);
        }
    }

    private static List<string> MakeOptional(Span<byte> library, List<Section> sections, string version)
    {
        var names = new List<string>();
        Section needs = sections.FirstOrDefault(s => s.Type == SectionVersionNeeds);
        Section symbols = sections.FirstOrDefault(s => s.Type == SectionDynamicSymbols);
        Section versions = sections.FirstOrDefault(s => s.Type == SectionVersionSymbols);
        if (needs.Type == 0 || symbols.Type == 0 || versions.Type == 0)
            return names;
        Section strings = sections[symbols.Link];
        foreach (int index in MakeVersionWeak(library, needs, strings, version))
        {
            for (int i = 0; i < symbols.Size / SymbolSize; i++)
            {
                if ((Half(library, versions.Offset + 2 * i) & 0x7fff) != index)
                    continue;
                int symbol = symbols.Offset + SymbolSize * i;
                library[symbol + 4] = (byte)((library[symbol + 4] & 0xf) | (WeakSymbol << 4));
                names.Add(Text(library, strings.Offset + Word(library, symbol)));
            }
        }
        return names;
    }

    /// <summary>Marks every entry of the version as weak and returns their indices in the version table.</summary>
    private static List<int> MakeVersionWeak(Span<byte> library, Section needs, Section strings, string version)
    {
        var indices = new List<int>();
        int file = needs.Offset;
        for (int fileCount = 0; fileCount < needs.Info; fileCount++)
        {
            int entry = file + Word(library, file + 8); // vn_aux
            for (int i = 0; i < Half(library, file + 2); i++) // vn_cnt
            {
                if (Text(library, strings.Offset + Word(library, entry + 8)) == version)
                {
                    BinaryPrimitives.WriteUInt16LittleEndian(library[(entry + 4)..], (ushort)(Half(library, entry + 4) | WeakVersion));
                    indices.Add(Half(library, entry + 6)); // vna_other
                }
                entry += Word(library, entry + 12); // vna_next
            }
            file += Word(library, file + 12); // vn_next
        }
        return indices;
    }

    private static List<Section> Sections(ReadOnlySpan<byte> library)
    {
        if (library.Length < 64 || !library[..4].SequenceEqual("\u007fELF"u8) || library[4] != 2 || library[5] != 1)
            throw new InvalidDataException("This is not a 64-bit little-endian ELF file.");
        int offset = Long(library, 40), size = Half(library, 58), count = Half(library, 60);
        var sections = new List<Section>(count);
        for (int i = 0; i < count; i++)
        {
            ReadOnlySpan<byte> header = library.Slice(checked(offset + i * size), 64);
            sections.Add(new Section(Word(header, 4), Long(header, 24), Long(header, 32), Word(header, 40), Word(header, 44)));
        }
        return sections;
    }

    private static ushort Half(ReadOnlySpan<byte> bytes, int offset) => BinaryPrimitives.ReadUInt16LittleEndian(bytes[offset..]);

    private static int Word(ReadOnlySpan<byte> bytes, int offset) => BinaryPrimitives.ReadInt32LittleEndian(bytes[offset..]);

    private static int Long(ReadOnlySpan<byte> bytes, int offset) => checked((int)BinaryPrimitives.ReadInt64LittleEndian(bytes[offset..]));

    private static string Text(ReadOnlySpan<byte> bytes, int offset)
    {
        ReadOnlySpan<byte> rest = bytes[offset..];
        int end = rest.IndexOf((byte)0);
        return Encoding.ASCII.GetString(end < 0 ? rest : rest[..end]);
    }

    private readonly record struct Section(int Type, int Offset, int Size, int Link, int Info);
}
