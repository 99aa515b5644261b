using Google.Protobuf;
using Google.Protobuf.Collections;
using Onnx;

namespace Pix2Pitch.Styles.Classification;

/// <summary>
/// Adds outputs to the graph of ResNet-18: the mean and the mean square of each channel after the second and the third stage. They say which textures a picture has,
/// not where, and so carry its style (X. Huang and S. Belongie, "Arbitrary style transfer in real-time with adaptive instance normalization", ICCV 2017).
/// </summary>
internal static class ImageNetworkGraph
{
    /// <summary>The number of added outputs. They come first: mean and mean square of the second stage, then of the third.</summary>
    public const int Statistics = 4;

    private const string LastStatistic = "ReLU347_Output_0";

    private static readonly string[] s_stages = ["ReLU315_Output_0", LastStatistic]; // 128 channels of 28 x 28, 256 of 14 x 14

    /// <summary>The bytes of the adapted model.</summary>
    /// <param name="file">The content of the network's file.</param>
    /// <param name="hasEmbedding">Whether the last stage, which has 50 of the 64 MB, and its output remain.</param>
    /// <exception cref="InvalidProtocolBufferException">It is not an ONNX model.</exception>
    /// <exception cref="InvalidDataException">It is not this network.</exception>
    public static byte[] Adapt(byte[] file, bool hasEmbedding)
    {
        ModelProto model = ModelProto.Parser.ParseFrom(file);
        GraphProto graph = model.Graph ?? new GraphProto();
        if (s_stages.Except(graph.Node.SelectMany(node => node.Output)).Any()) throw new InvalidDataException("it is not ResNet-18");
        ValueInfoProto[] embedding = hasEmbedding ? [.. graph.Output] : [];
        if (!hasEmbedding) RemoveNodesAfter(graph, LastStatistic);
        graph.Output.Clear();
        foreach (string stage in s_stages)
        {
            string square = $"{stage}.Square";
            graph.Node.Add(new NodeProto { OpType = "Mul", Input = { stage, stage }, Output = { square } });
            AddAverage(graph, stage, $"{stage}.Mean");
            AddAverage(graph, square, $"{square}.Mean");
        }
        graph.Output.Add(embedding);
        return model.ToByteArray();
    }

    private static void AddAverage(GraphProto graph, string value, string output)
    {
        graph.Node.Add(new NodeProto { OpType = "GlobalAveragePool", Input = { value }, Output = { output } });
        var type = new TypeProto { TensorType = new TypeProto.Types.Tensor { ElemType = (int)TensorProto.Types.DataType.Float } };
        graph.Output.Add(new ValueInfoProto { Name = output, Type = type });
    }

    // The nodes of a graph are in the order in which they are computed.
    private static void RemoveNodesAfter(GraphProto graph, string value)
    {
        NodeProto[] kept = [.. graph.Node.TakeWhile(node => !node.Output.Contains(value)), graph.Node.First(node => node.Output.Contains(value))];
        HashSet<string> used = [.. kept.SelectMany(node => node.Input)];
        Replace(graph.Node, kept);
        Replace(graph.Initializer, [.. graph.Initializer.Where(tensor => used.Contains(tensor.Name))]);
        Replace(graph.Input, [.. graph.Input.Where(input => used.Contains(input.Name))]);
        graph.ValueInfo.Clear(); // optional, and also of removed values
    }

    private static void Replace<T>(RepeatedField<T> values, T[] kept)
    {
        values.Clear();
        values.Add(kept);
    }
}
