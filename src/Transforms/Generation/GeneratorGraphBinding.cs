using Google.Protobuf;
using Google.Protobuf.Collections;
using Onnx;

namespace Pix2Pitch.Generation;

/// <summary>
/// Fits a generator's graph to the columns of a pipeline. ML.NET feeds a graph from columns that have the names of its inputs, so the inputs get
/// the names of the columns, and inputs without a column become constants of the graph. No column is copied, and none of the caller's
/// columns is hidden.
/// </summary>
internal sealed class GeneratorGraphBinding
{
    private const string Internal = "Pix2Pitch/"; // in front of the graph's own names, so that none of them is a column's

    private readonly GeneratorFile _file;
    private readonly Dictionary<string, string> _names = [];
    private readonly List<TensorProto> _constants = [];

    public GeneratorGraphBinding(GeneratorFile file) => _file = file;

    /// <summary>Gives an input or the output of the graph the name of a column.</summary>
    public GeneratorGraphBinding Name(string value, string column)
    {
        _names.Add(value, column);
        return this;
    }

    /// <summary>Gives an input of one row the same numbers every time.</summary>
    public GeneratorGraphBinding Set(string input, params float[] values)
    {
        _constants.Add(new TensorProto { Name = input, DataType = (int)TensorProto.Types.DataType.Float, Dims = { 1, values.Length }, FloatData = { values } });
        return this;
    }

    /// <summary>Gives an input of one row the same number every time.</summary>
    public GeneratorGraphBinding Set(string input, int value)
    {
        _constants.Add(new TensorProto { Name = input, DataType = (int)TensorProto.Types.DataType.Int32, Dims = { 1, 1 }, Int32Data = { value } });
        return this;
    }

    /// <summary>The bytes of the model, for one row at a time.</summary>
    public MemoryStream ToStream()
    {
        ModelProto model = _file.Model.Clone();
        GraphProto graph = model.Graph;
        foreach (TensorProto constant in _constants)
        {
            graph.Input.Remove(graph.Input.Single(i => i.Name == constant.Name));
            graph.Initializer.Add(constant.Clone());
        }
        foreach (NodeProto node in graph.Node)
        {
            Rename(node.Input);
            Rename(node.Output);
        }
        foreach (TensorProto initializer in graph.Initializer) initializer.Name = NewName(initializer.Name);
        foreach (ValueInfoProto value in graph.Input.Concat(graph.Output))
        {
            value.Name = NewName(value.Name);
            value.Type.TensorType.Shape.Dim[0] = new TensorShapeProto.Types.Dimension { DimValue = 1 };
        }
        graph.ValueInfo.Clear(); // hints only, with the old names
        var stream = new MemoryStream(model.CalculateSize());
        model.WriteTo(stream);
        stream.Position = 0;
        return stream;
    }

    private void Rename(RepeatedField<string> values)
    {
        for (int i = 0; i < values.Count; i++) values[i] = NewName(values[i]);
    }

    // An empty name means an optional input that is not given.
    private string NewName(string value) => value.Length == 0 ? "" : _names.TryGetValue(value, out string? column) ? column : Internal + value;
}
