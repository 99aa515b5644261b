using Pix2Pitch.Notes;
using Pix2Pitch.Training.Onnx;
using TorchSharp;
using TorchSharp.Utils;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using DataType = Onnx.TensorProto.Types.DataType;

namespace Pix2Pitch.Training.Networks.Notes;

/// <summary>
/// The last layer of a generator of notes: from features of 128 x 128 to a piano roll, whose rows are 88 of the 128 rows, and to the gain of each frame; then the
/// mel-spectrogram of these notes (<see cref="NoteRenderer"/>).
/// </summary>
/// <remarks>
/// Each cell of the roll is 0 or 1. In training, the gradient passes as if it were the probability (straight-through estimator, Bengio et al. 2013; for piano rolls Dong
/// and Yang 2018).
/// </remarks>
internal sealed class NotesHead : Module
{
    /// <summary>Decoder blocks before the head: 2 x 2 to 128 x 128.</summary>
    public const int Levels = 7;

    private const int FirstRow = 20; // MIDI pitch 21 is row 20
    /// <summary>The largest gain in dB, up and down.</summary>
    public const float MaxGain = 24;

    private const float RareNotes = 3; // is subtracted from the logits, so that the first rolls are nearly empty (Lin et al. 2017, section 4.1)

    private readonly NoteRenderer _renderer;
    private readonly int _size;

    public NotesHead(GeneratorOptions options) : base("notes")
    {
        _size = options.Size;
        int inputs = options.ChannelsAt(Math.Max(0, options.Levels - Levels - 1)) * (options.HeadHasSkip ? 2 : 1);
        Conv = new ConvolutionLayer("conv", inputs, NoteRoll.ChannelCount + 1, ConvolutionShape.Same(3), bias: true);
        _renderer = new NoteRenderer(_size, Mel.MelOptions.ForImageSize(_size).TopDecibels);
        RegisterComponents();
    }

    [field: ComponentName(Name = "conv")]
    public ConvolutionLayer Conv { get; }

    /// <summary>Runs the head.</summary>
    /// <param name="activated">[N, channels, 128, 128].</param>
    /// <param name="renders">Whether the mel-spectrogram is needed.</param>
    public GeneratedNotes Forward(Tensor activated, bool renders)
    {
        // The time axis is stretched to the frames; the rows stay.
        activated = activated.narrow(2, FirstRow - 1, NoteRoll.PitchCount + 2);
        if (_size > 128)
            activated = functional.interpolate(activated, scale_factor: [1, _size / 128], mode: InterpolationMode.Nearest);
        Tensor features = Conv.forward(activated).narrow(2, 1, NoteRoll.PitchCount);
        Tensor logits = features.narrow(1, 0, NoteRoll.ChannelCount) - RareNotes;
        Tensor gain = features.narrow(1, NoteRoll.ChannelCount, 1).mean([2]).tanh() * MaxGain;
        return new GeneratedNotes(renders ? Render(Binary(logits), gain) : null, logits, gain);
    }

    /// <summary>Renders a roll.</summary>
    /// <param name="roll">[N, 16, 88, S] of 0 and 1.</param>
    /// <param name="gain">[N, 1, S] in dB.</param>
    /// <returns>[N, 1, S, S].</returns>
    public Tensor Render(Tensor roll, Tensor gain)
        => _renderer.Render(roll.narrow(1, 0, InstrumentFamilies.Count), roll.narrow(1, InstrumentFamilies.Count, InstrumentFamilies.Count), gain);

    /// <summary>1 where the logit is above 0, otherwise 0; the gradient is that of the sigmoid.</summary>
    public static Tensor Binary(Tensor logits)
    {
        Tensor probability = logits.sigmoid();
        return (logits > 0).to(ScalarType.Float32) + (probability - probability.detach());
    }

    /// <summary>
    /// Renders the roll of a recording with the recording's changes of level. A discriminator that sees this instead of the recording has to judge the notes: it cannot
    /// tell a real room from a computed one.
    /// </summary>
    /// <param name="roll">[N, 16, 88, S] of 0 and 1.</param>
    /// <param name="mel">[N, 1, S, S], the mel-spectrogram of the recording.</param>
    /// <param name="renders">Whether the mel-spectrogram is needed.</param>
    /// <returns>The rendered mel-spectrogram, null if it was not needed, and the gain [N, 1, S] in dB.</returns>
    public (Tensor? Mel, Tensor Gain) RenderLike(Tensor roll, Tensor mel, bool renders)
    {
        Tensor even = Render(roll, zeros([roll.shape[0], 1, _size], device: roll.device));
        Tensor gain = (_renderer.Level(mel) - _renderer.Level(even)).clamp(-MaxGain, MaxGain);
        gain = (gain - gain.mean([2], keepdim: true)).clamp(-MaxGain, MaxGain);
        return (renders ? Render(roll, gain) : null, gain);
    }

    /// <summary>Adds the head to an ONNX graph.</summary>
    /// <returns>The names of the mel-spectrogram and of the roll.</returns>
    public (string Mel, string Roll) Write(OnnxGraphBuilder graph, string activated)
    {
        string rows = Part(activated, FirstRow - 1, NoteRoll.PitchCount + 2, 2);
        string all = Conv.Write(graph, "notes", _size > 128 ? graph.Enlarged(rows, 1, _size / 128) : rows);
        string features = Part(all, 1, NoteRoll.PitchCount, 2);
        string logits = Part(features, 0, NoteRoll.ChannelCount, 1);
        string roll = graph.Node("Cast", [graph.Node("Greater", [logits, graph.Number(RareNotes)])], OnnxGraphBuilder.Int("to", (long)DataType.Float));
        string mean = graph.Node("ReduceMean", [Part(features, NoteRoll.ChannelCount, 1, 1), graph.Integers(2)], OnnxGraphBuilder.Int("keepdims", 0));
        string gain = graph.Node("Mul", [graph.Node("Tanh", [mean]), graph.Number(MaxGain)]);
        return (_renderer.Write(graph, Part(roll, 0, InstrumentFamilies.Count, 1), Part(roll, InstrumentFamilies.Count, InstrumentFamilies.Count, 1), gain), roll);

        string Part(string value, int start, int length, int axis)
            => graph.Node("Slice", [value, graph.Integers(start), graph.Integers(start + length), graph.Integers(axis)]);
    }
}

/// <summary>What a generator of notes makes.</summary>
/// <param name="Mel">[N, 1, S, S] in [-1, 1]; null if it was not needed.</param>
/// <param name="Logits">[N, 16, 88, S]: a cell of the roll is 1 where this is above 0.</param>
/// <param name="Gain">[N, 1, S] in dB.</param>
internal sealed record GeneratedNotes(Tensor? Mel, Tensor Logits, Tensor Gain);
