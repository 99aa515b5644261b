using System.Reflection;

namespace Microsoft.ML.Data;

/// <summary>How raw values are copied and compared. A vector's arrays may never be shared between two rows.</summary>
internal static class Values<T>
{
    public delegate void Copier(in T source, ref T destination);

    public static Copier Copy { get; } = MakeCopier();

    /// <summary>By content for text, which <see cref="ReadOnlyMemory{T}"/> itself does not do.</summary>
    public static IEqualityComparer<T> Comparer { get; }
        = (object)TextComparer.Instance as IEqualityComparer<T> ?? EqualityComparer<T>.Default;

    /// <summary>What stands for a missing value: NaN, an empty text, key 0.</summary>
    public static T Missing { get; }
        = typeof(T) == typeof(float) ? (T)(object)float.NaN : typeof(T) == typeof(double) ? (T)(object)double.NaN : default;

    private static Copier MakeCopier()
    {
        if (!typeof(T).IsGenericType || typeof(T).GetGenericTypeDefinition() != typeof(VBuffer<>))
            return static (in T source, ref T destination) => destination = source;
        MethodInfo copy = typeof(Values<T>).GetMethod(nameof(CopyVector), BindingFlags.NonPublic | BindingFlags.Static)
            .MakeGenericMethod(typeof(T).GetGenericArguments());
        return (Copier)Delegate.CreateDelegate(typeof(Values<T>).GetNestedType(nameof(Copier)).MakeGenericType(typeof(T)), copy);
    }

    private static void CopyVector<TItem>(in VBuffer<TItem> source, ref VBuffer<TItem> destination) => source.CopyTo(ref destination);
}
