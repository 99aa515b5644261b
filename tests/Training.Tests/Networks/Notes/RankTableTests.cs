using Google.Protobuf;
using Microsoft.ML.OnnxRuntime;
using Onnx;
using Pix2Pitch.Styles;
using Pix2Pitch.Training.Networks.Notes;
using Pix2Pitch.Training.Onnx;
using TorchSharp;
using static TorchSharp.torch;

namespace Pix2Pitch.Training.Tests.Networks.Notes;

[Collection(TensorLibraryTests.Name)]
public sealed class RankTableTests
{
    // Baroque: 0 and 2; Romanticism: 10 and 14. All together: 6.5 on average, with a standard deviation of 5.72.
    private static readonly RankTable s_table = RankTable.Train([[0, 0, 0], [2, 2, 2], [10, 10, 10], [14, 14, 14]], [Style.Baroque, Style.Baroque, Style.Romanticism, Style.Romanticism]);

    [Theory]
    [InlineData(null, 6.5f, 0.5)]
    [InlineData(Style.Baroque, 1, 0.5)]
    [InlineData(Style.Romanticism, 12, 0.5)]
    [InlineData(Style.Romanticism, 14, 0.8413)] // the normal distribution function of one standard deviation
    [InlineData(Style.Romanticism, 10, 0.1587)]
    [InlineData(Style.Baroque, 2, 0.8413)]
    [InlineData(Style.Impressionism, 6.5f, 0.5)] // no example: as for an unknown style
    public void A_figure_has_its_rank_among_the_examples_of_its_style(Style? style, float figure, double rank)
    {
        using DisposeScope scope = NewDisposeScope();
        Assert.All(s_table.Of(full(1, 3, figure), OneHot(style)).data<float>().ToArray(), value => Assert.Equal(rank, value, 0.01));
    }

    [Fact]
    public void Between_two_styles_a_rank_is_among_what_is_between_them()
    {
        using DisposeScope scope = NewDisposeScope();
        Assert.All(s_table.Of(full(1, 3, 6.5f), (OneHot(Style.Baroque) + OneHot(Style.Romanticism)) / 2).data<float>().ToArray(), value => Assert.Equal(0.5, value, 5));
    }

    [Fact]
    public void The_graph_gives_the_same_ranks()
    {
        using DisposeScope scope = NewDisposeScope();
        var graph = new OnnxGraphBuilder("ranks", half: false);
        string figures = graph.Input("Figures", TensorProto.Types.DataType.Float, "", "N", 3), style = graph.Input("Style", TensorProto.Types.DataType.Float, "", "M", 5);
        graph.Output(s_table.Write(graph, "ranks", figures, 2, style), "Ranks", "", "M", 2, 3);
        float[] values = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11], styles = [0, 0, 1, 0, 0, 0.5f, 0, 0.2f, 0, 0];

        using var session = new InferenceSession(graph.ToModel(new Dictionary<string, string>(), "").ToByteArray());
        using OrtValue figureValues = OrtValue.CreateTensorValueFromMemory(values, [4, 3]), styleValues = OrtValue.CreateTensorValueFromMemory(styles, [2, 5]);
        using var options = new RunOptions();
        using IDisposableReadOnlyCollection<OrtValue> outputs = session.Run(options, [figures, style], [figureValues, styleValues], ["Ranks"]);

        Assert.Equal(s_table.Of(tensor(values).reshape(4, 3), tensor(styles).reshape(2, 5)).contiguous().data<float>().ToArray(), outputs[0].GetTensorDataAsSpan<float>().ToArray(), (a, b) => Math.Abs(a - b) < 1e-5);
    }

    private static Tensor OneHot(Style? style) => tensor([.. Enum.GetValues<Style>().Select(each => each == style ? 1f : 0f)]).reshape(1, 5);
}
