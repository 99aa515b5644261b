using System.Numerics;

namespace Microsoft.ML.Data;

/// <summary>One side of a split. On which a row is depends on its identity, or on its value in a column, and on the seed.</summary>
internal sealed class SplitView(IDataView source, string keyColumn, int seed, double testFraction, bool isTest) : IDataView
{
    public bool CanShuffle => source.CanShuffle;

    public DataViewSchema Schema => source.Schema;

    public long? GetRowCount() => null;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random rand = null)
    {
        DataViewSchema.Column[] columns = [.. columnsNeeded];
        DataViewRowCursor input = source.GetRowCursor(keyColumn is null ? columns : [.. columns, Schema[keyColumn]], rand);
        Func<ulong> hash = keyColumn is null ? HashOfId(input.GetIdGetter()) : Hash(Getters.Of(input, Schema[keyColumn]));
        return new SubsetCursor(input, Getters.Flags(Schema, columns), MoveNext);

        bool MoveNext()
        {
            while (input.MoveNext())
                if (IsTest(hash()) == isTest) return true;
            return false;
        }
    }

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random rand = null)
        => [GetRowCursor(columnsNeeded, rand)];

    private bool IsTest(ulong hash) => (Mix(hash + Mix((ulong)(uint)seed)) >> 11) * (1.0 / (1UL << 53)) < testFraction;

    private static Func<ulong> HashOfId(ValueGetter<DataViewRowId> getter)
    {
        DataViewRowId id = default;
        return () =>
        {
            getter(ref id);
            return Mix(id.Low) + id.High;
        };
    }

    private static Func<ulong> Hash(Delegate getter) => getter switch
    {
        ValueGetter<ReadOnlyMemory<char>> text => HashOf(text, value => HashOfText(value.Span)),
        ValueGetter<bool> flag => HashOf(flag, value => value ? 1UL : 0),
        ValueGetter<float> number => HashOf(number, value => BitConverter.SingleToUInt32Bits(value)),
        ValueGetter<double> number => HashOf(number, BitConverter.DoubleToUInt64Bits),
        ValueGetter<sbyte> number => HashOfInteger(number),
        ValueGetter<byte> number => HashOfInteger(number),
        ValueGetter<short> number => HashOfInteger(number),
        ValueGetter<ushort> number => HashOfInteger(number),
        ValueGetter<int> number => HashOfInteger(number),
        ValueGetter<uint> number => HashOfInteger(number),
        ValueGetter<long> number => HashOfInteger(number),
        ValueGetter<ulong> number => HashOfInteger(number),
        _ => throw new ArgumentOutOfRangeException(
            nameof(getter),
            "The column that rows are to be kept together by has to hold single texts, numbers or keys."),
    };

    private static Func<ulong> HashOfInteger<T>(ValueGetter<T> getter)
        where T : IBinaryInteger<T>
        => HashOf(getter, ulong.CreateTruncating);

    private static Func<ulong> HashOf<T>(ValueGetter<T> getter, Func<T, ulong> hash)
    {
        T value = default;
        return () =>
        {
            getter(ref value);
            return hash(value);
        };
    }

    // Not string.GetHashCode, which differs from process to process.
    private static ulong HashOfText(ReadOnlySpan<char> text)
    {
        ulong hash = 0xcbf29ce484222325; // FNV-1a
        foreach (char c in text) hash = (hash ^ c) * 0x100000001b3;
        return hash;
    }

    private static ulong Mix(ulong x)
    {
        x += 0x9e3779b97f4a7c15; // SplitMix64
        x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9;
        x = (x ^ (x >> 27)) * 0x94d049bb133111eb;
        return x ^ (x >> 31);
    }
}
