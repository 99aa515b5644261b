using Pix2Pitch.Training.Networks.Notes;
using Pix2Pitch.Training.Onnx;
using static TorchSharp.torch;

namespace Pix2Pitch.Training.Networks;

/// <summary>A generator of convolutions, which makes an image of an image: the mel-spectrogram itself, or the features from which a last layer makes notes.</summary>
internal abstract class ConvolutionalGenerator : GeneratorNetwork
{
    /// <inheritdoc cref="GeneratorNetwork.Create"/>
    protected ConvolutionalGenerator(GeneratorOptions options) : base(options)
    {
        if (options.Output != GeneratorOutput.Notes) return;
        Notes = new NotesHead(options);
        register_module("notes", Notes);
    }

    /// <summary>The last layer of a generator of notes; otherwise null.</summary>
    public NotesHead? Notes { get; }

    public sealed override Generated Generate(Tensor painting, Tensor style, Tensor seed, Tensor creativity, Tensor? embedding = null, Tensor? code = null, bool renders = true)
    {
        ArgumentNullException.ThrowIfNull(painting);
        ArgumentNullException.ThrowIfNull(style);
        ArgumentNullException.ThrowIfNull(seed);
        ArgumentNullException.ThrowIfNull(creativity);
        Tensor condition = WithEmbedding(style, embedding);
        if (Options.FrequencyCoordinate)
            painting = cat([painting, FrequencyCoordinate.Like(painting)], 1);
        (Tensor output, Gaussian? prior) = Run(painting, condition, Noise.Forward(seed, creativity), code);
        GeneratedNotes? notes = Notes?.Forward(output, renders);
        return new Generated(notes is null ? output.tanh() : notes.Mel, notes, prior);
    }

    protected sealed override (string Output, string? Roll) WriteOutput(OnnxGraphBuilder graph, string input, string condition, string seed, string creativity)
    {
        if (Options.FrequencyCoordinate)
            input = FrequencyCoordinate.Write(graph, input, Options.Size);
        string output = Write(graph, input, condition, Noise.Write(graph, seed, creativity));
        return Notes is null ? (graph.Node("Tanh", [output]), null) : Notes.Write(graph, output);
    }

    /// <summary>The network from the input to the value before the final tanh, or to the features for the notes.</summary>
    /// <param name="input">[N, <see cref="GeneratorOptions.InputPlanes"/>, S, S].</param>
    /// <param name="condition">[N, styles and embedding channels].</param>
    /// <param name="noise">[N, length of the noise].</param>
    /// <param name="code">The latent code; null to draw it.</param>
    protected abstract (Tensor Features, Gaussian? Prior) Run(Tensor input, Tensor condition, Tensor noise, Tensor? code);

    /// <summary>Adds the same to an ONNX graph and returns the name of the output.</summary>
    protected abstract string Write(OnnxGraphBuilder graph, string input, string condition, string noise);
}
