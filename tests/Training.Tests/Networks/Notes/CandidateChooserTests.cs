using Google.Protobuf;
using Microsoft.ML.OnnxRuntime;
using Onnx;
using Pix2Pitch.Notes;
using Pix2Pitch.Styles;
using Pix2Pitch.Training.Data;
using Pix2Pitch.Training.Networks.Notes;
using Pix2Pitch.Training.Onnx;
using TorchSharp;
using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace Pix2Pitch.Training.Tests.Networks.Notes;

[Collection(TensorLibraryTests.Name)]
public sealed class CandidateChooserTests
{
    private const int Brightness = 0, Loudness = 1, OnsetRate = 2;

    [Fact]
    public void Higher_notes_are_brighter() => Assert.Equal([0, 1, 2], Order(Brightness, Piece(pitch: 20), Piece(pitch: 40), Piece(pitch: 60)));

    [Fact]
    public void Notes_that_are_all_as_loud_as_the_loudest_are_louder()
        => Assert.Equal([0, 1], Order(Loudness, Piece(pitch: 40, levels: [0, 6, 6, 6, 6, 6, 6, 6]), Piece(pitch: 40, levels: [0, 0, 0, 0, 0, 0, 0, 0])));

    [Fact]
    public void More_onsets_are_busier_and_a_chord_is_one() => Assert.Equal([1, 0, 2], Order(OnsetRate, Piece(pitch: 40, wait: 4), Chords(pitch: 40, wait: 8), Piece(pitch: 40, wait: 2)));

    [Fact]
    public void Among_equally_likely_styles_the_candidate_that_is_closest_to_the_ranks_of_the_painting_is_the_best()
    {
        using DisposeScope scope = NewDisposeScope();
        var chooser = new CandidateChooser(null, TableOf(Piece(pitch: 20), Piece(pitch: 40), Piece(pitch: 60)));
        Tensor roll = Roll(Piece(pitch: 20), Piece(pitch: 40), Piece(pitch: 60));
        Tensor twice = cat([roll, roll], 0), style = zeros(2, StyleNames.All.Count);
        float[] own = RanksOf(chooser, roll);

        Tensor scores = chooser.Scores(twice, style, tensor(own[3..9]).reshape(2, 3)); // the ranks of the second and of the third

        Assert.Equal([1L, 2L], scores.argmax(1).data<long>().ToArray());
    }

    [Fact]
    public void Of_equal_candidates_the_first_is_the_best()
    {
        using DisposeScope scope = NewDisposeScope();
        var chooser = new CandidateChooser(null, TableOf(Piece(pitch: 20), Piece(pitch: 60)));
        Assert.Equal(0, chooser.Scores(Roll(Piece(pitch: 40), Piece(pitch: 40), Piece(pitch: 40)), zeros(1, 5), full(1, 3, 0.7f)).argmax(1).item<long>());
    }

    [Theory]
    [InlineData(2, 1)]
    [InlineData(24, 0)]
    public void A_candidate_that_rests_for_a_second_is_not_chosen(int stepsOfRest, long best)
    {
        using DisposeScope scope = NewDisposeScope();
        NoteEvents even = Piece(pitch: 40), rests = Piece(pitch: 60);
        rests = rests with { Notes = [.. rests.Notes.Select((note, i) => i == 8 ? note with { Wait = note.Wait + stepsOfRest } : note)] };
        var chooser = new CandidateChooser(null, TableOf(Piece(pitch: 20), Piece(pitch: 60)));
        float[] ofRests = RanksOf(chooser, Roll(rests));

        Assert.Equal(best, chooser.Scores(Roll(even, rests), zeros(1, 5), tensor(ofRests).reshape(1, 3)).argmax(1).item<long>());
    }

    [Fact]
    public void The_graph_gives_the_same_scores()
    {
        using DisposeScope scope = NewDisposeScope();
        NoteEvents[] pieces = [Piece(pitch: 20), Piece(pitch: 40), Piece(pitch: 60), new NoteEvents(0, [], IsCut: false)]; // the last one is silent
        (Tensor mel, _) = Rendered(pieces);
        float[][] features = [.. RollStyleClassifier.Features(mel).data<float>().ToArray().Chunk(RollStyleClassifier.FeatureCount)];
        var chooser = new CandidateChooser(RollStyleClassifier.Train(features, [Style.Baroque, Style.Romanticism, Style.Expressionism, Style.Baroque]), TableOf(pieces));
        Tensor roll = Roll(pieces), style = tensor(new[] { 0, 0, 1f, 0, 0, 0, 0, 0, 0, 0 }).reshape(2, 5), ranks = tensor(new[] { 0.1f, 0.5f, 0.9f, 0.2f, 0.3f, 0.4f }).reshape(2, 3);
        int families = InstrumentFamilies.Count;
        var graph = new OnnxGraphBuilder("candidates", half: false);
        string[] inputs =
        [
            graph.Input("Onsets", TensorProto.Types.DataType.Float, "", "N", families, NoteRoll.PitchCount, CandidateChooser.Size),
            graph.Input("Sounding", TensorProto.Types.DataType.Float, "", "N", families, NoteRoll.PitchCount, CandidateChooser.Size),
            graph.Input("Style", TensorProto.Types.DataType.Float, "", "M", 5),
            graph.Input("Ranks", TensorProto.Types.DataType.Float, "", "M", 3),
        ];
        graph.Output(chooser.Write(graph, inputs[0], inputs[1], candidates: 2, inputs[2], inputs[3]), "Scores", "", "M", 2);

        using var session = new InferenceSession(graph.ToModel(new Dictionary<string, string>(), "").ToByteArray());
        using OrtValue onsets = Value(roll.narrow(1, 0, families)), sounding = Value(roll.narrow(1, families, families)), styles = Value(style), wanted = Value(ranks);
        using var options = new RunOptions();
        using IDisposableReadOnlyCollection<OrtValue> outputs = session.Run(options, inputs, [onsets, sounding, styles, wanted], ["Scores"]);

        Assert.Equal(chooser.Scores(roll, style, ranks).data<float>().ToArray(), outputs[0].GetTensorDataAsSpan<float>().ToArray(), (a, b) => Math.Abs(a - b) < 1e-3);

        static OrtValue Value(Tensor values) => OrtValue.CreateTensorValueFromMemory(values.contiguous().data<float>().ToArray(), values.shape);
    }

    /// <summary>The numbers of pieces in rising order of a figure.</summary>
    private static int[] Order(int figure, params NoteEvents[] pieces)
    {
        using DisposeScope scope = NewDisposeScope();
        (Tensor mel, Tensor onsets) = Rendered(pieces);
        float[] values = RollFigures.Of(mel, onsets).select(1, figure).contiguous().data<float>().ToArray();
        return [.. Enumerable.Range(0, pieces.Length).OrderBy(i => values[i])];
    }

    private static RankTable TableOf(params NoteEvents[] pieces)
    {
        (Tensor mel, Tensor onsets) = Rendered(pieces);
        return RankTable.Train([.. RollFigures.Of(mel, onsets).data<float>().ToArray().Chunk(ClipRanks.Count)], [.. pieces.Select((_, i) => (Style?)(i % 2 == 0 ? Style.Romanticism : Style.Baroque))]);
    }

    /// <summary>The ranks of pieces among all of a chooser's clips, three of each.</summary>
    private static float[] RanksOf(CandidateChooser chooser, Tensor roll)
    {
        (Tensor mel, Tensor onsets) = CandidateChooser.Render(roll);
        return chooser.Ranks!.Of(RollFigures.Of(mel, onsets), zeros(roll.shape[0], StyleNames.All.Count)).contiguous().data<float>().ToArray();
    }

    private static (Tensor Mel, Tensor Onsets) Rendered(params NoteEvents[] pieces) => CandidateChooser.Render(Roll(pieces));

    private static Tensor Roll(params NoteEvents[] pieces)
    {
        NoteBatch batch = NoteBatch.Of(pieces, CPU);
        return new PianoRollLayer(CandidateChooser.Size).Of(batch.Tempo, batch.Choices);
    }

    private static NoteEvents Piece(int pitch, int wait = 4, int[]? levels = null)
        => new(8, [.. Enumerable.Range(0, levels?.Length ?? 16).Select(i => new NoteEvent(i == 0 ? 0 : wait, 0, pitch, 3) { Level = levels?[i] ?? 0 })], IsCut: false);

    private static NoteEvents Chords(int pitch, int wait)
        => new(8, [.. Enumerable.Range(0, 8).SelectMany(i => (NoteEvent[])[new(i == 0 ? 0 : wait, 0, pitch, 3), new(0, 0, pitch + 4, 3), new(0, 0, pitch + 7, 3)])], IsCut: false);
}
