using Google.Protobuf;
using Google.Protobuf.Collections;
using Onnx;

namespace Pix2Pitch.Generation;

/// <summary>
/// Adapts a generator's graph to the columns of a pipeline. ML.NET requires that a graph's inputs have the names of columns, so the inputs are
/// renamed, and inputs without a column become constants of the graph. No column is copied, and no column of the caller is hidden.
/// </summary>
internal sealed class GeneratorGraphBinding
{
    private const string Internal = "Pix2Pitch/"; // prefix of the graph's other names, so that they differ from all columns

    private readonly GeneratorFile _file;
    private readonly Dictionary<string, string> _names = [];
    private readonly List<TensorProto> _constants = [];

    public GeneratorGraphBinding(GeneratorFile file) => _file = file;

    /// <summary>Renames an input or the output of the graph to a column.</summary>
    public GeneratorGraphBinding Name(string value, string column)
    {
        _names.Add(value, column);
        return this;
    }

    /// <summary>Makes an input constant.</summary>
    public GeneratorGraphBinding Set(string input, params float[] values)
    {
        _constants.Add(new TensorProto { Name = input, DataType = (int)TensorProto.Types.DataType.Float, Dims = { 1, values.Length }, FloatData = { values } });
        return this;
    }

    /// <summary>Makes an input constant.</summary>
    public GeneratorGraphBinding Set(string input, int value)
    {
        _constants.Add(new TensorProto { Name = input, DataType = (int)TensorProto.Types.DataType.Int32, Dims = { 1, 1 }, Int32Data = { value } });
        return this;
    }

    /// <summary>Writes the model with these names and constants, for one row at a time.</summary>
    public void WriteTo(Stream stream)
    {
        ModelProto model = _file.Model.Clone();
        GraphProto graph = model.Graph;
        foreach (TensorProto constant in _constants)
        {
            graph.Input.Remove(graph.Input.Single(i => i.Name == constant.Name));
            graph.Initializer.Add(constant.Clone());
        }
        Rename(graph);
        foreach (ValueInfoProto value in graph.Input.Concat(graph.Output))
            value.Type.TensorType.Shape.Dim[0] = new TensorShapeProto.Types.Dimension { DimValue = 1 };
        model.WriteTo(stream);
    }

    // With the bodies of loops, which may use all values of the graph.
    private void Rename(GraphProto graph)
    {
        foreach (NodeProto node in graph.Node)
        {
            Rename(node.Input);
            Rename(node.Output);
            foreach (AttributeProto attribute in node.Attribute.Where(attribute => attribute.G is not null)) Rename(attribute.G);
        }
        foreach (TensorProto initializer in graph.Initializer) initializer.Name = NewName(initializer.Name);
        foreach (ValueInfoProto value in graph.Input.Concat(graph.Output)) value.Name = NewName(value.Name);
        graph.ValueInfo.Clear(); // optional, and has the old names
    }

    private void Rename(RepeatedField<string> values)
    {
        for (int i = 0; i < values.Count; i++) values[i] = NewName(values[i]);
    }

    // In ONNX an empty name means that an optional input is absent.
    private string NewName(string value) => value.Length == 0 ? "" : _names.TryGetValue(value, out string? column) ? column : Internal + value;
}
