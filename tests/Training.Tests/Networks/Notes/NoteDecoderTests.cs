using Pix2Pitch.Training.Data;
using Pix2Pitch.Training.Networks;
using Pix2Pitch.Training.Networks.Notes;
using TorchSharp;
using static TorchSharp.torch;

namespace Pix2Pitch.Training.Tests.Networks.Notes;

[Collection(TensorLibraryTests.Name)]
public sealed class NoteDecoderTests
{
    private const int Condition = 4;

    [Fact]
    public void What_was_learnt_by_heart_is_drawn_without_noise()
    {
        using NoteDecoder decoder = Make(48);
        NoteEvents[] pieces = [Piece(1), Piece(2)];
        using Tensor conditions = Conditions();
        Learn(decoder, pieces, conditions, steps: 250, out double loss);
        Assert.InRange(loss, 0, 0.05);

        decoder.eval();
        (long[] tempi, long[] choices, int length, double lead) = Draw(decoder, conditions, zeros([2, NoteDecoder.NoiseLength]));
        Assert.Equal(pieces.Select(piece => (long)piece.Tempo), tempi);
        Assert.True(lead > 0);
        for (int n = 0; n < pieces.Length; n++)
        {
            NoteEvent[] drawn = [.. Enumerable.Range(0, length).Select(t => choices.AsSpan((n * length + t) * NoteBatch.ChoiceCount, NoteBatch.ChoiceCount).ToArray()).TakeWhile(note => note[0] != NoteGrid.End)
                .Select(note => new NoteEvent((int)note[0], (int)note[1], (int)note[2], (int)note[3], (int)note[4]))];
            Assert.Equal(pieces[n].Notes, drawn);
        }
    }

    [Fact]
    public void The_cross_entropy_of_a_network_without_knowledge_is_that_of_even_chances()
    {
        using NoteDecoder decoder = Make(24);
        using IDisposable noGradient = no_grad();
        foreach ((_, TorchSharp.Modules.Parameter weight) in decoder.named_parameters()) weight.fill_(0);
        using Tensor conditions = Conditions();
        // Two notes that follow each other, and the end.
        NoteEvents piece = new(3, [new NoteEvent(0, 2, 40, 5), new NoteEvent(4, 2, 45, 5)], IsCut: false);
        using Tensor loss = decoder.CrossEntropy(conditions.narrow(0, 0, 1), NoteBatch.Of([piece], CPU));
        double even = Math.Log(16) + 3 * Math.Log(34) + 2 * (Math.Log(8) + Math.Log(88) + Math.Log(23) + Math.Log(8));
        Assert.Equal(even / 3, loss.item<float>(), 4);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Notes_at_one_onset_rise_and_the_music_does_not_end_early(int seed)
    {
        using NoteDecoder decoder = Make(24);
        decoder.eval();
        using Tensor conditions = Conditions();
        using Tensor noise = new SeededNoise(NoteDecoder.NoiseLength).Gumbel(tensor(new long[] { seed, seed + 10 }).reshape(2, 1), ones([2, 1]));
        (long[] tempi, long[] choices, int length, _) = Draw(decoder, conditions, noise, minSeconds: 4);
        for (int n = 0; n < 2; n++)
        {
            long steps = 0, family = -1, pitch = -1;
            int notes = 0;
            for (int t = 0; t < length && choices[(n * length + t) * NoteBatch.ChoiceCount] != NoteGrid.End; t++, notes++)
            {
                ReadOnlySpan<long> note = choices.AsSpan((n * length + t) * NoteBatch.ChoiceCount, NoteBatch.ChoiceCount);
                if (note[0] == 0 && t > 0) Assert.True(note[1] > family || (note[1] == family && (note[2] > pitch || pitch == 87)));
                steps += note[0];
                (family, pitch) = (note[1], note[2]);
            }
            Assert.True(notes == NoteGrid.MaxNotes || steps * NoteGrid.StepSeconds((int)tempi[n]) >= 4);
        }
    }

    [Fact]
    public void A_sequence_is_the_same_alone_and_beside_others_that_end_before_and_after_it()
    {
        using NoteDecoder decoder = Make(24);
        decoder.eval();
        using IDisposable noGradient = no_grad();
        using DisposeScope scope = NewDisposeScope();
        const int Count = 6;
        Tensor conditions = Conditions().repeat(Count / 2, 1), without = conditions * 0f;
        Tensor noise = new SeededNoise(NoteDecoder.NoiseLength).Gumbel(arange(Count, ScalarType.Int64).reshape(Count, 1), ones([Count, 1]));

        long[][] together = Drawn(0, Count), alone = [.. Enumerable.Range(0, Count).Select(n => Drawn(n, 1).Single())];

        Assert.Equal(alone, together);
        int[] lengths = [.. together.Select(sequence => sequence.Length / NoteBatch.ChoiceCount)];
        Assert.True(lengths.Max() > lengths.Min() + 32, string.Join(' ', lengths));

        // Until each ends; it is in the batch once for each of two conditions.
        long[][] Drawn(int first, int count)
        {
            (_, Tensor choices, _) = decoder.Draw([(conditions.narrow(0, first, count), 2), (without.narrow(0, first, count), -1)], noise.narrow(0, first, count), 0);
            return [.. choices.unbind(0).Select(sequence => sequence.contiguous().data<long>().ToArray().Chunk(NoteBatch.ChoiceCount).TakeWhile(note => note[0] != NoteGrid.End).SelectMany(note => note).ToArray())];
        }
    }

    [Fact]
    public void Guidance_from_the_same_condition_changes_nothing_and_from_another_one_does()
    {
        using NoteDecoder decoder = Make(24);
        decoder.eval();
        using IDisposable noGradient = no_grad();
        using Tensor conditions = Conditions() * 3f, noise = zeros([2, NoteDecoder.NoiseLength]);
        long[] plain = Drawn((conditions, 1));
        Assert.Equal(plain, Drawn((conditions, 3), (conditions, -2)));
        Assert.Equal(plain, Drawn((conditions, 1), (conditions * -1f, 0)));
        Assert.NotEqual(plain, Drawn((conditions, 3), (conditions * -1f, -2)));
        Assert.NotEqual(Drawn((conditions, 3), (conditions * -1f, -2)), Drawn((conditions, 3), (conditions * -1f, -1), (conditions * 0f, -1)));

        long[] Drawn(params (Tensor, float)[] weighted) => decoder.Draw(weighted, noise, 1).Choices.contiguous().data<long>().ToArray();
    }

    private static NoteDecoder Make(int hidden)
    {
        var decoder = new NoteDecoder(hidden, Condition, dropout: 0);
        WeightInitializer.Initialize(decoder, 1, RandomPurpose.GeneratorWeights, scalesByInputs: true);
        return decoder;
    }

    private static Tensor Conditions() => tensor(new float[] { 1, 0, 0.5f, -1, 0, 1, -0.5f, 1 }).reshape(2, Condition);

    /// <summary>A melody with a bass: 12 notes of two families in a clip of about 9 s.</summary>
    private static NoteEvents Piece(int number)
    {
        var random = new SeededRandom(number, RandomPurpose.Noise);
        var notes = new List<NoteEvent>();
        for (int i = 0; i < 6; i++)
        {
            notes.Add(new NoteEvent(i == 0 ? 0 : 10 + random.NextInt(8), 0, 20 + random.NextInt(12), random.NextInt(8), random.NextInt(8)));
            notes.Add(new NoteEvent(0, 4, 45 + random.NextInt(12), random.NextInt(8), random.NextInt(8)));
        }
        return new NoteEvents(14 - number, notes, IsCut: false);
    }

    private static void Learn(NoteDecoder decoder, NoteEvents[] pieces, Tensor conditions, int steps, out double last)
    {
        last = 0;
        var optimizer = optim.Adam(decoder.parameters(), 5e-3);
        for (int i = 0; i < steps; i++)
        {
            using DisposeScope scope = NewDisposeScope();
            optimizer.zero_grad();
            Tensor loss = decoder.CrossEntropy(conditions, NoteBatch.Of(pieces, CPU));
            loss.backward();
            optimizer.step();
            last = loss.item<float>();
        }
    }

    private static (long[] Tempi, long[] Choices, int Length, double Lead) Draw(NoteDecoder decoder, Tensor conditions, Tensor noise, double minSeconds = 0)
    {
        using IDisposable noGradient = no_grad();
        using DisposeScope scope = NewDisposeScope();
        (Tensor tempo, Tensor choices, double lead) = decoder.Draw([(conditions, 1)], noise, minSeconds);
        return (tempo.data<long>().ToArray(), choices.contiguous().data<long>().ToArray(), (int)choices.shape[1], lead);
    }
}
