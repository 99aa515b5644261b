using Microsoft.ML.Data;
using Microsoft.ML.OnnxRuntime;

namespace Microsoft.ML.Transforms.Onnx;

/// <summary>Reads a column as a tensor.</summary>
internal abstract class OnnxInput(OnnxNode node)
{
    public string Name => Node.Name;

    protected OnnxNode Node { get; } = node;

    /// <summary>The tensor for the row of the moment; it lies in memory that the next call writes to.</summary>
    public abstract OrtValue Read();

    public static OnnxInput Create(OnnxNode node, DataViewRow row, DataViewSchema.Column column)
    {
        string method = column.Type is VectorDataViewType ? nameof(OfVector) : nameof(OfScalar);
        return Generic.Call<OnnxInput>(typeof(OnnxInput), method, [node.ItemType.RawType], node, row, column);
    }

    private static Vector<T> OfVector<T>(OnnxNode node, DataViewRow row, DataViewSchema.Column column)
        where T : unmanaged
        => new(node, row.GetGetter<VBuffer<T>>(column));

    private static Scalar<T> OfScalar<T>(OnnxNode node, DataViewRow row, DataViewSchema.Column column)
        where T : unmanaged
        => new(node, row.GetGetter<T>(column));

    private sealed class Vector<T>(OnnxNode node, ValueGetter<VBuffer<T>> getter) : OnnxInput(node)
        where T : unmanaged
    {
        private VBuffer<T> _vector;
        private T[] _dense = [];

        public override OrtValue Read()
        {
            getter(ref _vector);
            long[] shape = Node.ShapeOf(_vector.Length);
            if (_vector.IsDense) return Make(_vector.ValuesArray, shape);
            if (_dense.Length < _vector.Length) _dense = new T[_vector.Length];
            _vector.CopyTo(_dense);
            return Make(_dense, shape);
        }

        private OrtValue Make(T[] items, long[] shape)
            => OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, items.AsMemory(0, _vector.Length), shape);
    }

    private sealed class Scalar<T>(OnnxNode node, ValueGetter<T> getter) : OnnxInput(node)
        where T : unmanaged
    {
        private readonly T[] _value = new T[1];

        public override OrtValue Read()
        {
            getter(ref _value[0]);
            return OrtValue.CreateTensorValueFromMemory(_value, Node.ShapeOf(1));
        }
    }
}
