using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>Reads keys of any raw type.</summary>
internal static class KeyReader
{
    /// <summary>What gives the raw value of the key in the row of the moment: 0 for a missing one.</summary>
    public static Func<ulong> Make(DataViewRow row, DataViewSchema.Column column) => Getters.Of(row, column) switch
    {
        ValueGetter<byte> getter => Read(getter, value => value),
        ValueGetter<ushort> getter => Read(getter, value => value),
        ValueGetter<uint> getter => Read(getter, value => value),
        ValueGetter<ulong> getter => Read(getter, value => value),
        _ => throw Errors.Mismatch("inputSchema", column.Name, "Key", column.Type),
    };

    private static Func<ulong> Read<T>(ValueGetter<T> getter, Func<T, ulong> widen)
    {
        T value = default;
        return () =>
        {
            getter(ref value);
            return widen(value);
        };
    }
}
