using Google.Protobuf;
using Google.Protobuf.Collections;
using Onnx;

namespace Pix2Pitch.Styles.Classification;

/// <summary>
/// Adds outputs to the graph of ResNet-18: the mean of each channel after the second and the third stage, and the sums of the products of two channels. They say which textures a
/// picture has, not where, and so carry its style (L. Gatys and others, "Image style transfer using convolutional neural networks", CVPR 2016).
/// </summary>
internal static class ImageNetworkGraph
{
    /// <summary>The number of added outputs. They come first: means and sums of products of the second stage, then of the third.</summary>
    public const int Statistics = 4;

    private const string LastStatistic = "ReLU347_Output_0";

    private static readonly (string Output, int Channels, int Places)[] s_stages = [("ReLU315_Output_0", 128, 28 * 28), (LastStatistic, 256, 14 * 14)];

    /// <summary>The bytes of the adapted model.</summary>
    /// <param name="file">The content of the network's file.</param>
    /// <param name="hasEmbedding">Whether the last stage, which has 50 of the 64 MB, and its output remain.</param>
    /// <exception cref="InvalidProtocolBufferException">It is not an ONNX model.</exception>
    /// <exception cref="InvalidDataException">It is not this network.</exception>
    public static byte[] Adapt(byte[] file, bool hasEmbedding)
    {
        ModelProto model = ModelProto.Parser.ParseFrom(file);
        GraphProto graph = model.Graph ?? new GraphProto();
        if (s_stages.Select(stage => stage.Output).Except(graph.Node.SelectMany(node => node.Output)).Any()) throw new InvalidDataException("it is not ResNet-18");
        ValueInfoProto[] embedding = hasEmbedding ? [.. graph.Output] : [];
        if (!hasEmbedding) RemoveNodesAfter(graph, LastStatistic);
        graph.Output.Clear();
        foreach ((string stage, int channels, int places) in s_stages)
        {
            graph.Node.Add(new NodeProto { OpType = "GlobalAveragePool", Input = { stage }, Output = { $"{stage}.Mean" } });
            AddOutput(graph, $"{stage}.Mean");
            string shape = $"{stage}.Shape", rows = $"{stage}.Rows", columns = $"{stage}.Columns", products = $"{stage}.Products";
            graph.Initializer.Add(new TensorProto { Name = shape, DataType = (int)TensorProto.Types.DataType.Int64, Dims = { 2 }, Int64Data = { channels, places } });
            graph.Node.Add(new NodeProto { OpType = "Reshape", Input = { stage, shape }, Output = { rows } });
            graph.Node.Add(new NodeProto { OpType = "Transpose", Input = { rows }, Output = { columns } });
            graph.Node.Add(new NodeProto { OpType = "MatMul", Input = { rows, columns }, Output = { products } });
            AddOutput(graph, products);
        }
        graph.Output.Add(embedding);
        return model.ToByteArray();
    }

    /// <summary>The number of places over which the products of a stage were added, by its number of channels.</summary>
    public static int PlacesOf(int channels) => Array.Find(s_stages, stage => stage.Channels == channels).Places;

    private static void AddOutput(GraphProto graph, string output)
    {
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
