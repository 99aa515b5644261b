using Pix2Pitch.Training.Native;

namespace Pix2Pitch.Training.Tests.Native;

public class SymbolVersionPatchTests
{
    // Names as readelf --dyn-syms --version-info prints them for the file in the package.
    private const string Symbol = "_ZSt21ios_base_library_initv";

    private static byte[] Library() => File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "libLibTorchSharp.so"));

    [Fact]
    public void One_symbol_of_the_newer_version_becomes_optional()
        => Assert.Equal([Symbol], SymbolVersionPatch.MakeOptional(Library(), OlderLinux.MissingVersion));

    [Fact]
    public void Only_two_bytes_change()
    {
        byte[] before = Library(), after = Library();
        SymbolVersionPatch.MakeOptional(after, OlderLinux.MissingVersion);
        (byte Before, byte After)[] changes = [.. before.Zip(after).Where(pair => pair.First != pair.Second)];
        // VER_FLG_WEAK (2) in the flags of the version; STB_GLOBAL (1) becomes STB_WEAK (2) in the upper half of the symbol's info byte.
        Assert.Equal(2, changes.Length);
        Assert.Contains(changes, change => change is (0, 2));
        Assert.Contains(changes, change => change.Before >> 4 == 1 && change.After >> 4 == 2 && (change.Before & 15) == (change.After & 15));
    }

    [Fact]
    public void Nothing_changes_if_the_version_is_not_needed()
    {
        byte[] library = Library();
        Assert.Empty(SymbolVersionPatch.MakeOptional(library, "GLIBCXX_9.9.9"));
        Assert.Equal(Library(), library);
    }

    [Fact]
    public void A_file_that_is_not_a_library_is_refused()
        => Assert.Throws<InvalidDataException>(() => SymbolVersionPatch.MakeOptional("MZ and no ELF header at all, but long enough to hold one of those."u8.ToArray(), "GLIBCXX_3.4.32"));

    [Fact]
    public void A_truncated_library_is_refused_or_not_changed()
    {
        byte[] library = Library();
        var random = new Random(1);
        for (int i = 0; i < 200; i++)
        {
            byte[] part = library[..random.Next(library.Length)];
            Exception? error = Record.Exception(() => SymbolVersionPatch.MakeOptional(part, OlderLinux.MissingVersion));
            Assert.True(error is null or InvalidDataException, error?.ToString());
        }
    }
}
