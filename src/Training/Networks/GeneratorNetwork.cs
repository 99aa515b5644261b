using Pix2Pitch.Generation;
using Pix2Pitch.Notes;
using Pix2Pitch.Training.Networks.Notes;
using Pix2Pitch.Training.Onnx;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using DataType = Onnx.TensorProto.Types.DataType;

namespace Pix2Pitch.Training.Networks;

/// <summary>
/// A generator: turns paintings into mel-spectrograms, or the other way round (<see cref="GeneratorOptions.Direction"/>), given a style, the seed of the noise and the
/// creativity. Subclasses are the architectures.
/// </summary>
internal abstract class GeneratorNetwork : Module
{
    public const double NegativeSlope = 0.2;

    private const string EmbeddingTable = "embedding";

    /// <summary>Prepares the parts that all architectures have.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of range.</exception>
    protected GeneratorNetwork(GeneratorOptions options) : base("generator")
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        Options = options;
        if (options.EmbeddingLength > 0)
            register_parameter(EmbeddingTable, Parameter(zeros([options.EmbeddingLength, GeneratorOptions.EmbeddingChannels])));
    }

    /// <summary>The size and kind of the network.</summary>
    public GeneratorOptions Options { get; }

    /// <summary>The noise of all blocks, one after the other.</summary>
    public abstract SeededNoise Noise { get; }

    /// <summary>Creates a network; <see cref="WeightInitializer"/> sets its weights.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of range.</exception>
    public static GeneratorNetwork Create(GeneratorOptions options)
        => options.Architecture switch
        {
            GeneratorArchitecture.Residual => new ResidualGenerator(options),
            GeneratorArchitecture.Recurrent => new RecurrentGenerator(options),
            _ => new UNetGenerator(options),
        };

    /// <summary>Turns paintings into mel-spectrograms, or mel-spectrograms into paintings.</summary>
    /// <param name="painting">[N, 3, S, S] in [-1, 1]; mel-spectrograms [N, 1, S, S] where the direction is from music to paintings.</param>
    /// <param name="style">[N, styles]; one-hot, probabilities, or zeros for an unknown style.</param>
    /// <param name="seed">[N, 1], int64; only the low 32 bits are used.</param>
    /// <param name="creativity">[N, 1], the size of the noise: 1 in training, less for less variation, 0 for none.</param>
    /// <param name="embedding">
    /// [N, <see cref="GeneratorOptions.EmbeddingLength"/>], what an image network says of the painting, or zeros if that is unknown; null for zeros.
    /// </param>
    /// <returns>[N, 1, S, S] or [N, 3, S, S] in [-1, 1].</returns>
    public Tensor forward(Tensor painting, Tensor style, Tensor seed, Tensor creativity, Tensor? embedding = null)
        => Generate(painting, style, seed, creativity, embedding).Mel!;

    /// <summary>As <see cref="forward"/>, with the notes of a generator of notes and the distribution of the latent code.</summary>
    /// <param name="painting">See <see cref="forward"/>.</param>
    /// <param name="style">See <see cref="forward"/>.</param>
    /// <param name="seed">See <see cref="forward"/>.</param>
    /// <param name="creativity">See <see cref="forward"/>.</param>
    /// <param name="embedding">See <see cref="forward"/>.</param>
    /// <param name="code">[N, <see cref="GeneratorOptions.LatentLength"/>], the latent code; null to draw it by the seed.</param>
    /// <param name="renders">Whether the mel-spectrogram of notes is needed.</param>
    public abstract Generated Generate(Tensor painting, Tensor style, Tensor seed, Tensor creativity, Tensor? embedding = null, Tensor? code = null, bool renders = true);

    /// <summary>Writes the network as an ONNX graph with the inputs and the output of <see cref="forward"/>, except that the seed is int32.</summary>
    public void Write(OnnxGraphBuilder graph)
    {
        int size = Options.Size;
        bool isPainter = Options.Direction == GeneratorDirection.MusicToPainting;
        string input = isPainter
            ? graph.Input("MelSpectrogram", DataType.Float, "log-mel-spectrogram in [-1, 1], band 0 the lowest", "N", Options.InputChannels, size, size)
            : graph.Input("Painting", DataType.Float, "RGB in [-1, 1]", "N", Options.InputChannels, size, size);
        string style = graph.Input("Style", DataType.Float, "one-hot or probabilities; all zero for an unknown style", "N", Options.Styles);
        string seed = graph.Input("Seed", DataType.Int32, "any number; the same seed gives the same output", "N", 1);
        string creativity = graph.Input("Creativity", DataType.Float, "size of the noise, from 0 (every seed gives the same) to 1", "N", 1);
        string condition = style;
        if (Options.EmbeddingLength > 0)
        {
            string embedding = graph.Input("Embedding", DataType.Float, "features of the painting from an image network; all zero if unknown", "N", Options.EmbeddingLength);
            string projected = graph.Node("MatMul", [embedding, graph.Weights(EmbeddingTable, get_parameter(EmbeddingTable)!)]);
            condition = graph.Node("Concat", [style, graph.Node("LeakyRelu", [projected], OnnxGraphBuilder.Float("alpha", NegativeSlope))], OnnxGraphBuilder.Int("axis", 1));
        }
        (string output, string? roll) = WriteOutput(graph, input, condition, seed, creativity);
        if (isPainter)
            graph.Output(output, "Painting", "RGB in [-1, 1]", "N", Options.OutputChannels, size, size);
        else
            graph.Output(output, "MelSpectrogram", "log-mel-spectrogram in [-1, 1], band 0 the lowest", "N", Options.OutputChannels, size, size);
        if (roll is not null)
        {
            graph.Output(roll, "Notes", "piano roll: channels 0 to 7 are onsets (0 or 1), 8 to 15 the power of sounding notes (0 to 1) of piano, harpsichord, organ, plucked, strings, voice, woodwind, brass; "
                + "row 0 is MIDI pitch 21", "N", NoteRoll.ChannelCount, NoteRoll.PitchCount, size);
        }
    }

    /// <summary>The style with what the network makes of the embedding, if it takes one: [N, styles and embedding channels].</summary>
    protected Tensor WithEmbedding(Tensor style, Tensor? embedding)
    {
        if (Options.EmbeddingLength == 0) return style;
        embedding ??= zeros([style.shape[0], Options.EmbeddingLength], device: style.device);
        return cat([style, functional.leaky_relu(matmul(embedding, get_parameter(EmbeddingTable)!), NegativeSlope)], 1);
    }

    /// <summary>Adds the network to an ONNX graph, and returns the names of the image and of the roll if there is one.</summary>
    protected abstract (string Output, string? Roll) WriteOutput(OnnxGraphBuilder graph, string input, string condition, string seed, string creativity);
}

/// <summary>What a generator makes.</summary>
/// <param name="Mel">[N, 1, S, S] in [-1, 1]; null if it was not needed.</param>
/// <param name="Notes">The notes of a generator of notes; otherwise null.</param>
/// <param name="Prior">The distribution of the latent code, given the painting; null for generators without.</param>
internal sealed record Generated(Tensor? Mel, GeneratedNotes? Notes, Gaussian? Prior)
{
    /// <summary>[N, 16, 88, S], the notes of a recurrent generator; otherwise null.</summary>
    public Tensor? Roll { get; init; }

    /// <summary>
    /// By how much the best of the classes that a recurrent generator chose from was at least better than the second best. With a lead near 0 another runtime may choose
    /// otherwise, and all that follows is different.
    /// </summary>
    public double Lead { get; init; } = double.PositiveInfinity;
}
