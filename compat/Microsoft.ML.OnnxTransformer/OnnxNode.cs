using Microsoft.ML.Data;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Microsoft.ML.Transforms.Onnx;

/// <summary>An input or output of a graph.</summary>
internal sealed class OnnxNode
{
    /// <param name="name">Its name.</param>
    /// <param name="node">What ONNX Runtime says of it.</param>
    /// <param name="given">The shape that the user gives it, or null.</param>
    public OnnxNode(string name, NodeMetadata node, int[] given)
    {
        if (node.OnnxValueType != OnnxValueType.ONNX_TYPE_TENSOR)
            throw new InvalidOperationException(
                $"The model's '{name}' is no tensor ({node.OnnxValueType}), and nothing else is supported.");
        Name = name;
        ItemType = TypeOf(name, node.ElementDataType);
        Shape = given is null ? Known(name, node.Dimensions) : Checked(name, node.Dimensions, given);
        ColumnType = new VectorDataViewType(ItemType, Shape.Length == 0 ? [1] : Shape);
    }

    public string Name { get; }

    public PrimitiveDataViewType ItemType { get; }

    /// <summary>The dimensions; at most one is 0, which stands for unknown.</summary>
    public int[] Shape { get; }

    public VectorDataViewType ColumnType { get; }

    /// <summary>The shape of a tensor with so many items.</summary>
    public long[] ShapeOf(int length)
    {
        long[] shape = Array.ConvertAll(Shape, dimension => (long)dimension);
        long known = 1;
        foreach (long dimension in shape) known *= Math.Max(1, dimension);
        int unknown = Array.IndexOf(Shape, 0);
        if (unknown >= 0 && length > 0 && length % known == 0) shape[unknown] = length / known;
        else if (unknown >= 0 || length != known) throw Mismatch(length);
        return shape;
    }

    public InvalidOperationException Mismatch(int length)
        => new($"Input shape mismatch: Input '{Name}' has shape {string.Join(",", Shape)}, but input data is of length {length}.");

    // Rows come one at a time, so the batch is 1.
    private static int[] Known(string name, int[] dimensions)
    {
        int[] shape = [.. dimensions.Select((dimension, i) => dimension > 0 ? dimension : i == 0 ? 1 : 0)];
        return shape.Count(dimension => dimension == 0) <= 1
            ? shape
            : throw new InvalidOperationException(
                $"The model's '{name}' has more than one unknown dimension besides the batch ({string.Join(",", dimensions)}): "
                + "give its shape in the shape dictionary.");
    }

    private static int[] Checked(string name, int[] dimensions, int[] given)
    {
        bool fits = given.Length == dimensions.Length
            && dimensions.Zip(given).All(pair => pair.Second >= 0 && (pair.First <= 0 || pair.First == pair.Second));
        return fits
            ? Known(name, given)
            : throw new ArgumentException(
                $"The shape dictionary gives '{name}' {string.Join(",", given)}, but its shape is {string.Join(",", dimensions)}.",
                nameof(given));
    }

    private static PrimitiveDataViewType TypeOf(string name, TensorElementType type) => type switch
    {
        TensorElementType.Float => NumberDataViewType.Single,
        TensorElementType.Double => NumberDataViewType.Double,
        TensorElementType.Int8 => NumberDataViewType.SByte,
        TensorElementType.UInt8 => NumberDataViewType.Byte,
        TensorElementType.Int16 => NumberDataViewType.Int16,
        TensorElementType.UInt16 => NumberDataViewType.UInt16,
        TensorElementType.Int32 => NumberDataViewType.Int32,
        TensorElementType.UInt32 => NumberDataViewType.UInt32,
        TensorElementType.Int64 => NumberDataViewType.Int64,
        TensorElementType.UInt64 => NumberDataViewType.UInt64,
        TensorElementType.Bool => BooleanDataViewType.Instance,
        _ => throw new InvalidOperationException($"The model's '{name}' is a tensor of {type}, which is not supported."),
    };
}
