using Google.Protobuf;
using Microsoft.ML.OnnxRuntime;
using Onnx;
using Pix2Pitch.Styles.Classification;

namespace Pix2Pitch.Transforms.Tests.Styles;

/// <summary>Compares the features with those of the package's network, whose layers are computed and averaged here.</summary>
public sealed class ImageNetworkTests
{
    private const int Plane = ImageNetwork.Size * ImageNetwork.Size;

    private static readonly string s_folder = Path.Combine(AppContext.BaseDirectory, ImageNetwork.DefaultFolder);

    [Fact]
    public void The_embedding_the_texture_and_the_correlations_are_those_of_the_layers()
    {
        float[] picture = [.. Enumerable.Range(0, 3 * Plane).Select(i => (float)Math.Round(127.5 + 127.5 * Math.Sin(i % 224 / 9.0 + i / 224 / 13.0)))];
        ImageFeatures features = ImageNetwork.Open(null, hasEmbedding: true).Run(picture), textureAlone = ImageNetwork.Open(null, hasEmbedding: false).Run(picture);

        string[] layers = ["ReLU315_Output_0", "ReLU347_Output_0", "ReLU393_Output_0"];
        float[][] values = Run(picture, layers);
        Assert.Equal(128 * 28 * 28, values[0].Length);
        Assert.Equal(256 * 14 * 14, values[1].Length);
        double[] texture = [.. Means(values[0], 128), .. Deviations(values[0], 128), .. Means(values[1], 256), .. Deviations(values[1], 256)];
        AssertNear(texture, features.Texture);
        AssertNear(texture, textureAlone.Texture);
        double[] correlations = [.. Correlations(values[0], 128), .. Correlations(values[1], 256)];
        AssertNear(correlations, features.Correlations);
        AssertNear(correlations, textureAlone.Correlations);
        Assert.Empty(textureAlone.Embedding);
        AssertNear([.. Means(values[2], 512)], features.Embedding);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(128)]
    [InlineData(255)]
    public void Pictures_of_one_value_have_correlations_from_minus_1_to_1(float value)
    {
        ImageFeatures features = ImageNetwork.Open(null, hasEmbedding: false).Run([.. Enumerable.Repeat(value, 3 * Plane)]);
        Assert.All(features.Correlations, correlation => Assert.InRange(correlation, -1, 1));
        Assert.Contains(features.Correlations, correlation => Math.Abs(correlation) > 0.1);
    }

    // The mean picture of ImageNet is not subtracted by the package's own file here: red and blue are swapped, and its one tensor subtracted.
    private static float[][] Run(float[] picture, string[] layers)
    {
        ModelProto preparation = ModelProto.Parser.ParseFrom(File.ReadAllBytes(Path.Combine(s_folder, "ResNetPrepOnnx", "ResNetPreprocess.onnx")));
        TensorProto mean = preparation.Graph.Initializer.Single(tensor => tensor.Name == "MeanImage");
        float[] means = mean.FloatData.Count > 0 ? [.. mean.FloatData] : [.. mean.RawData.ToByteArray().Chunk(4).Select(bytes => BitConverter.ToSingle(bytes))];
        float[] input = [.. Enumerable.Range(0, 3 * Plane).Select(i => picture[(2 - i / Plane) * Plane + i % Plane] - means[i])];

        ModelProto network = ModelProto.Parser.ParseFrom(File.ReadAllBytes(Path.Combine(s_folder, "ResNet18Onnx", "ResNet18.onnx")));
        var type = new TypeProto { TensorType = new TypeProto.Types.Tensor { ElemType = (int)TensorProto.Types.DataType.Float } };
        network.Graph.Output.Add(layers.Select(name => new ValueInfoProto { Name = name, Type = type }));
        using var session = new InferenceSession(network.ToByteArray(), new SessionOptions { IntraOpNumThreads = 1 });
        using OrtValue value = OrtValue.CreateTensorValueFromMemory(input, [1, 3, ImageNetwork.Size, ImageNetwork.Size]);
        using var options = new RunOptions();
        using IDisposableReadOnlyCollection<OrtValue> outputs = session.Run(options, ["Input247"], [value], layers);
        return [.. outputs.Select(output => output.GetTensorDataAsSpan<float>().ToArray())];
    }

    private static IEnumerable<double> Means(float[] values, int channels) => values.Chunk(values.Length / channels).Select(channel => channel.Average(v => (double)v));

    private static IEnumerable<double> Deviations(float[] values, int channels) => values.Chunk(values.Length / channels).Select(channel =>
    {
        double mean = channel.Average(v => (double)v);
        return Math.Sqrt(channel.Average(v => (v - mean) * (v - mean)));
    });

    // Pearson's correlation of two channels over the places, with 0.001 added to the deviations.
    private static IEnumerable<double> Correlations(float[] values, int channels)
    {
        double[] means = [.. Means(values, channels)], deviations = [.. Deviations(values, channels)];
        float[][] places = [.. values.Chunk(values.Length / channels)];
        for (int i = 0; i < channels; i++)
        {
            for (int j = i + 1; j < channels; j++)
                yield return places[i].Zip(places[j]).Average(pair => (pair.First - means[i]) * (pair.Second - means[j])) / ((deviations[i] + 0.001) * (deviations[j] + 0.001));
        }
    }

    private static void AssertNear(double[] expected, float[] found)
    {
        Assert.Equal(expected.Length, found.Length);
        Assert.True(expected.Max() > 0.1);
        for (int i = 0; i < found.Length; i++) Assert.Equal(expected[i], found[i], 2e-3);
    }
}
