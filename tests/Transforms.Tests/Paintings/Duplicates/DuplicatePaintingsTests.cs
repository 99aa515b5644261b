using Pix2Pitch.Paintings.Duplicates;

namespace Pix2Pitch.Transforms.Tests.Paintings.Duplicates;

public sealed class DuplicatePaintingsTests
{
    private static readonly Random s_random = new(7);

    private static byte[] Bytes()
    {
        var bytes = new byte[PaintingFingerprint.Bytes];
        s_random.NextBytes(bytes);
        return bytes;
    }

    private static PaintingFingerprint From(byte[] bytes)
        => PaintingFingerprint.TryParse(Convert.ToHexStringLower(bytes), out PaintingFingerprint? fingerprint) ? fingerprint : throw new ArgumentException("No fingerprint.");

    /// <summary>The same fingerprint with this number of other signs.</summary>
    private static byte[] Flipped(byte[] bytes, int count)
    {
        byte[] flipped = [.. bytes];
        foreach (int bit in Enumerable.Range(0, 64).OrderBy(_ => s_random.Next()).Take(count)) flipped[bit / 8] ^= (byte)(1 << (bit % 8));
        return flipped;
    }

    [Fact]
    public void The_one_with_the_most_pixels_is_kept_and_of_equals_the_first_by_path()
    {
        byte[] one = Bytes(), other = Bytes();
        IReadOnlyList<DuplicatePaintingsGroup> groups = DuplicatePaintings.Find(
        [
            (From(one), 100, "small"), (From(Bytes()), 900, "alone"), (From(Flipped(one, 3)), 400, "b"), (From(other), 5, "x"),
            (From(Flipped(one, 2)), 400, "a"), (From(other), 5, "w"),
        ]);
        Assert.Equal(2, groups.Count);
        Assert.Equal(4, groups[0].Kept);
        Assert.Equal([2, 0], groups[0].Others);
        Assert.Equal((5, 3), (groups[1].Kept, groups[1].Others.Single()));
        Assert.Equal(2, groups[0].Distances[1]);
        Assert.Equal([0], groups[1].Distances);
    }

    [Fact]
    public void The_order_of_the_paintings_changes_nothing()
    {
        var paintings = Enumerable.Range(0, 60).Select(_ => Bytes()).SelectMany(bytes => (byte[][])[bytes, Flipped(bytes, 4), Flipped(bytes, 9)])
            .Select((bytes, i) => (From(bytes), (long)s_random.Next(1, 5), $"{i:000}")).ToArray();
        string[] Names((PaintingFingerprint, long, string)[] given) => [.. DuplicatePaintings.Find(given)
            .Select(group => $"{given[group.Kept].Item3}: {string.Join(' ', group.Others.Select(other => given[other].Item3))}").Order(StringComparer.Ordinal)];
        string[] expected = Names(paintings);
        Assert.Equal(60, expected.Length);
        var mixed = paintings.ToArray();
        new Random(3).Shuffle(mixed);
        Assert.Equal(expected, Names(mixed));
    }

    [Fact]
    public void Everything_within_the_tolerance_is_found_and_nothing_beyond()
    {
        // With the index, and by comparing all pairs.
        byte[][] bytes = [.. Enumerable.Range(0, 40).Select(_ => Bytes())];
        for (int distance = 0; distance <= DuplicatePaintings.StructureTolerance + 6; distance++)
        {
            foreach (byte[] original in bytes)
            {
                PaintingFingerprint a = From(original), b = From(Flipped(original, distance));
                bool found = DuplicatePaintings.Find([(a, 2, "a"), (b, 1, "b")]).Count == 1;
                Assert.Equal(distance <= DuplicatePaintings.StructureTolerance, found);
                Assert.Equal(a.Matches(b), found);
            }
        }
    }

    [Fact]
    public void A_file_that_matches_only_another_duplicate_is_not_in_the_group()
    {
        byte[] first = Bytes(), second = [.. first], third = [.. first];
        second[0] ^= 0xFF; // 8 signs from the first
        (third[0], third[1]) = ((byte)(third[0] ^ 0xFF), (byte)(third[1] ^ 0xFF)); // 8 from the second, 16 from the first
        DuplicatePaintingsGroup group = Assert.Single(DuplicatePaintings.Find([(From(first), 3, "a"), (From(second), 2, "b"), (From(third), 1, "c")]));
        Assert.Equal((0, 1), (group.Kept, group.Others.Single()));
    }

    [Fact]
    public void Thousands_of_blank_pages_are_one_group()
    {
        PaintingFingerprint blank = PaintingFingerprint.Of(new float[3 * 32 * 32], 32, 32);
        DuplicatePaintingsGroup group = Assert.Single(DuplicatePaintings.Find([.. Enumerable.Range(0, 20_000).Select(i => (blank, 1L, $"{i:00000}"))]));
        Assert.Equal((0, 19_999), (group.Kept, group.Others.Count));
    }

    [Fact]
    public void Of_none_and_of_one_there_are_no_groups()
    {
        Assert.Empty(DuplicatePaintings.Find([]));
        Assert.Empty(DuplicatePaintings.Find([(From(Bytes()), 1, "a")]));
    }
}
