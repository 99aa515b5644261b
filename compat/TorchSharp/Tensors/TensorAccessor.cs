using System.Collections;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace TorchSharp.Utils;

/// <summary>Reads and writes the elements of a tensor on the CPU, in row-major order whatever its strides.</summary>
public sealed class TensorAccessor<T> : IDisposable, IEnumerable<T> where T : struct
{
    private readonly torch.Tensor _tensor; // an alias of its own: the accessor outlives the tensor that it came from

    internal TensorAccessor(torch.Tensor tensor)
    {
        tensor.RequireCpu();
        tensor.RequireElementType(typeof(T));
        _tensor = tensor.alias().DetachFromDisposeScope();
    }

    public long Count => _tensor.numel();

    public bool IsReadOnly => false;

    public T this[params long[] indices]
    {
        get => Element(indices);
        set => Element(indices) = value;
    }

    public T[] ToArray()
    {
        var array = new T[Count];
        Read(array, 0);
        return array;
    }

    /// <summary>Copies the elements from <paramref name="tensorIndex"/> on to the array from <paramref name="arrayIndex"/> on.</summary>
    public void CopyTo(T[] array, int arrayIndex = 0, long tensorIndex = 0) => CopyTo(array.AsSpan(), arrayIndex, tensorIndex);

    /// <summary>Copies the elements from <paramref name="tensorIndex"/> on, as many as there are and as the span takes.</summary>
    public void CopyTo(Span<T> array, int arrayIndex = 0, long tensorIndex = 0) => Read(array[arrayIndex..], tensorIndex);

    public void CopyFrom(T[] array, int arrayIndex = 0, long tensorIndex = 0) => CopyFrom((ReadOnlySpan<T>)array, arrayIndex, tensorIndex);

    /// <summary>Overwrites the elements from <paramref name="tensorIndex"/> on, as many as there are and as the span holds.</summary>
    public void CopyFrom(ReadOnlySpan<T> array, int arrayIndex = 0, long tensorIndex = 0)
    {
        var source = array[arrayIndex..];
        if (_tensor.is_contiguous())
        {
            var all = Elements(_tensor)[checked((int)tensorIndex)..];
            int count = Math.Min(all.Length, source.Length);
            source[..count].CopyTo(all);
            GC.KeepAlive(_tensor);
            return;
        }
        long[] shape = _tensor.shape;
        for (int i = 0; i < source.Length && tensorIndex + i < Count; i++)
            Element(Unravel(tensorIndex + i, shape)) = source[i];
    }

    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)ToArray()).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public void Dispose() => _tensor.Dispose();

    private static unsafe Span<T> Elements(torch.Tensor contiguous) =>
        MemoryMarshal.CreateSpan(ref Unsafe.AsRef<T>((void*)contiguous.DataPointer()), checked((int)contiguous.numel()));

    private static long[] Unravel(long index, long[] shape)
    {
        var indices = new long[shape.Length];
        for (int i = shape.Length - 1; i >= 0; i--) (index, indices[i]) = Math.DivRem(index, shape[i]);
        return indices;
    }

    private void Read(Span<T> destination, long tensorIndex)
    {
        using var copied = _tensor.is_contiguous() ? null : _tensor.contiguous();
        var source = copied ?? _tensor;
        if (source.numel() == 0) return;
        var all = Elements(source)[checked((int)tensorIndex)..];
        all[..Math.Min(all.Length, destination.Length)].CopyTo(destination);
        GC.KeepAlive(source);
    }

    private unsafe ref T Element(long[] indices)
    {
        long[] shape = _tensor.shape, strides = _tensor.stride();
        if (indices.Length == 1 && shape.Length > 1) indices = Unravel(indices[0], shape); // position in row-major order
        if (indices.Length != shape.Length)
            throw new ArgumentException($"{indices.Length} indices are given for the shape [{string.Join(", ", shape)}].", nameof(indices));
        long offset = 0;
        for (int i = 0; i < indices.Length; i++)
        {
            if (indices[i] < 0 || indices[i] >= shape[i])
                throw new IndexOutOfRangeException($"Index {indices[i]} of dimension {i} is not within 0 and {shape[i] - 1}.");
            offset += indices[i] * strides[i];
        }
        return ref Unsafe.Add(ref Unsafe.AsRef<T>((void*)_tensor.DataPointer()), (nint)offset);
    }
}
