using Microsoft.ML.OnnxRuntime;
using Google.Protobuf;
using Onnx;
using Pix2Pitch.Styles;
using Pix2Pitch.Training.Data;
using Pix2Pitch.Training.Networks.Notes;
using Pix2Pitch.Training.Onnx;
using TorchSharp;
using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace Pix2Pitch.Training.Tests.Networks.Notes;

[Collection(TensorLibraryTests.Name)]
public sealed class RollStyleClassifierTests
{
    private const int High = 60, Low = 20;

    [Fact]
    public void It_finds_the_style_of_clips_that_it_was_not_trained_on()
    {
        using DisposeScope scope = NewDisposeScope();
        RollStyleClassifier classifier = TrainedOnHighAndLow();

        float[] logarithms = classifier.LogProbabilities(Mel(Piece(High + 3, seed: 100), Piece(Low - 2, seed: 101))).data<float>().ToArray();

        Assert.Equal([0, 4], logarithms.Chunk(5).Select(row => Array.IndexOf(row, row.Max())));
        Assert.All(logarithms.Chunk(5), row => Assert.Equal(1, row.Sum(value => Math.Exp(value)), 5));
    }

    [Fact]
    public void The_features_are_the_mean_relative_to_that_of_the_clip_the_standard_deviation_and_the_mean_change_of_bands()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor mel = Mel(Piece(40, seed: 1));
        int size = CandidateChooser.Size, width = size / RollStyleClassifier.Bands;
        double[][] bands = [.. mel.data<float>().ToArray().Chunk(size).Select(row => row.Select(value => (double)value).ToArray())];
        double all = bands.Average(row => row.Average());
        double[] expected =
        [
            .. Pooled(row => row.Average() - all),
            .. Pooled(row => Math.Sqrt(row.Average(value => Math.Pow(value - row.Average(), 2)))),
            .. Pooled(row => row.Zip(row.Skip(1), (before, after) => Math.Abs(after - before)).Average()),
        ];

        Assert.Equal(expected, RollStyleClassifier.Features(mel).data<float>().ToArray().Select(value => (double)value), (a, b) => Math.Abs(a - b) < 1e-4);

        IEnumerable<double> Pooled(Func<double[], double> figure) => bands.Select(figure).Chunk(width).Select(some => some.Average());
    }

    [Fact]
    public void Clips_of_one_style_have_no_classifier() => Assert.Null(RollStyleClassifier.Train([new float[RollStyleClassifier.FeatureCount], new float[RollStyleClassifier.FeatureCount]], [Style.Baroque, Style.Baroque]));

    [Fact]
    public void The_graph_gives_the_same_probabilities()
    {
        using DisposeScope scope = NewDisposeScope();
        RollStyleClassifier classifier = TrainedOnHighAndLow();
        Tensor mel = Mel(Piece(35, seed: 7), Piece(50, seed: 8), new NoteEvents(0, [], IsCut: false)); // the last one is silent
        var graph = new OnnxGraphBuilder("style", half: false);
        string input = graph.Input("Mel", TensorProto.Types.DataType.Float, "", "N", CandidateChooser.Size, CandidateChooser.Size);
        graph.Output(classifier.Write(graph, input), "Style", "", "N", 5);

        using var session = new InferenceSession(graph.ToModel(new Dictionary<string, string>(), "").ToByteArray());
        using OrtValue value = OrtValue.CreateTensorValueFromMemory(mel.contiguous().data<float>().ToArray(), mel.shape);
        using var options = new RunOptions();
        using IDisposableReadOnlyCollection<OrtValue> outputs = session.Run(options, [input], [value], ["Style"]);

        Assert.Equal(classifier.LogProbabilities(mel).data<float>().ToArray(), outputs[0].GetTensorDataAsSpan<float>().ToArray(), (a, b) => Math.Abs(a - b) < 1e-3);
    }

    private static RollStyleClassifier TrainedOnHighAndLow()
    {
        NoteEvents[] high = [.. Enumerable.Range(0, 6).Select(i => Piece(High + i, seed: i))], low = [.. Enumerable.Range(0, 6).Select(i => Piece(Low - i, seed: 10 + i))];
        float[][] features = [.. RollStyleClassifier.Features(Mel([.. high, .. low])).data<float>().ToArray().Chunk(RollStyleClassifier.FeatureCount)];
        return RollStyleClassifier.Train(features, [.. high.Select(_ => Style.Baroque), .. low.Select(_ => Style.Expressionism)])!;
    }

    private static Tensor Mel(params NoteEvents[] pieces)
    {
        NoteBatch batch = NoteBatch.Of(pieces, CPU);
        return CandidateChooser.Render(new PianoRollLayer(CandidateChooser.Size).Of(batch.Tempo, batch.Choices)).Mel;
    }

    private static NoteEvents Piece(int pitch, int seed)
    {
        var random = new SeededRandom(seed, RandomPurpose.Noise);
        return new NoteEvents(8, [.. Enumerable.Range(0, 20).Select(_ => new NoteEvent(4, 0, pitch + random.NextInt(8), 3))], IsCut: false);
    }
}
