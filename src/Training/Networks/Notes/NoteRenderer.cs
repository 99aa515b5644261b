using Pix2Pitch.Mel;
using Pix2Pitch.Notes;
using Pix2Pitch.Training.Onnx;
using static TorchSharp.torch;

namespace Pix2Pitch.Training.Networks.Notes;

/// <summary>
/// Turns a piano roll into a mel-spectrogram without anything to learn: every onset starts the envelope of its instrument family, every sounding note adds the
/// spectrum of its family and pitch, and a room adds an exponential decay. So whatever a generator writes into the roll is heard as notes in tune. Gradients pass
/// through.
/// </summary>
internal sealed class NoteRenderer
{
    private const double RoomShare = 0.05; // power that a frame of 39 ms adds to the room, relative to the sound
    private const double RoomSeconds = 0.9; // until it has fallen by 60 dB
    private const int RoomFramesOfTable = 32; // of 39 ms
    private const float Floor = 1e-10f;

    private readonly float[] _attack; // [family, frame]: the envelope of the attack's spectrum
    private readonly float[] _body;
    private readonly float[] _held; // [family]: the level of a note without an onset in the last frames
    private readonly float[] _spectra; // [2, band, family x pitch]
    private readonly float[] _room; // [frame]
    private readonly double _topDecibels;
    private Constants? _constants;

    /// <summary>Prepares the tables for a representation.</summary>
    /// <param name="size">Bands and frames: 128, 256 or 512.</param>
    /// <param name="topDecibels">Range of the mel-spectrogram in dB.</param>
    public NoteRenderer(int size, double topDecibels)
    {
        (Size, _topDecibels) = (size, topDecibels);
        MelOptions mel = MelOptions.ForImageSize(size);
        double frame = (double)mel.HopLength / mel.SampleRate;
        EnvelopeFrames = (int)Math.Round(NoteTables.EnvelopeFrames * NoteTables.FrameSeconds / frame);
        int attackFrames = Math.Max(1, (int)Math.Round(NoteTables.AttackFrames * NoteTables.FrameSeconds / frame));
        (_attack, _body, _held) = (new float[InstrumentFamilies.Count * EnvelopeFrames], new float[InstrumentFamilies.Count * EnvelopeFrames], new float[InstrumentFamilies.Count]);
        for (int family = 0; family < InstrumentFamilies.Count; family++)
        {
            ReadOnlySpan<float> envelope = NoteTables.Envelopes.Slice(family * NoteTables.EnvelopeFrames, NoteTables.EnvelopeFrames);
            for (int i = 0; i < EnvelopeFrames; i++)
            {
                float level = At(envelope, i * frame / NoteTables.FrameSeconds);
                (i < attackFrames ? _attack : _body)[family * EnvelopeFrames + i] = level;
            }
            _held[family] = envelope[^1];
        }
        _spectra = Spectra(mel);
        _room = new float[(int)Math.Round(RoomFramesOfTable * NoteTables.FrameSeconds / frame)];
        _room[0] = 1;
        double decay = Math.Pow(10, -6 * frame / RoomSeconds);
        for (int i = 1; i < _room.Length; i++)
            _room[i] = (float)(RoomShare * frame / NoteTables.FrameSeconds * Math.Pow(decay, i));
    }

    /// <summary>Bands and frames.</summary>
    public int Size { get; }

    /// <summary>Frames of an envelope.</summary>
    public int EnvelopeFrames { get; }

    /// <summary>Renders.</summary>
    /// <param name="onsets">[N, families, pitches, frames]: 1 where a note begins, otherwise 0.</param>
    /// <param name="sounding">[N, families, pitches, frames]: 1 where a note sounds, otherwise 0.</param>
    /// <param name="gain">[N, 1, frames], the gain of each frame in dB.</param>
    /// <returns>[N, 1, bands, frames] in [-1, 1]; all -1 if there is no note.</returns>
    public Tensor Render(Tensor onsets, Tensor sounding, Tensor gain)
    {
        Constants constants = _constants is { } c && c.Room.device_type == onsets.device_type ? c : _constants = new Constants(this, onsets.device);
        long count = onsets.shape[0], rows = InstrumentFamilies.Count * NoteRoll.PitchCount;
        Tensor attack = matmul(onsets, constants.Attack) * sounding;
        Tensor body = (matmul(onsets, constants.Body) + constants.Held) * sounding;
        Tensor power = matmul(constants.AttackSpectra, attack.reshape(count, rows, Size)) + matmul(constants.BodySpectra, body.reshape(count, rows, Size));
        power = matmul(power, constants.Room) * pow(10f, gain / 10f);
        Tensor decibels = (power + Floor).log10() * 10f;
        decibels = decibels - decibels.amax([1, 2], keepdim: true);
        // Without a note all values are equal, which is silence and not the loudest sound.
        Tensor isSilent = (power.amax([1, 2], keepdim: true) <= Floor).to(ScalarType.Float32);
        float half = (float)(_topDecibels / 2);
        return ((decibels + half) / half).clamp(-1, 1).unsqueeze(1) * (1f - isSilent.unsqueeze(1)) - isSilent.unsqueeze(1);
    }

    /// <summary>The level of each frame of mel-spectrograms in dB.</summary>
    /// <param name="mel">[N, 1, bands, frames].</param>
    /// <returns>[N, 1, frames].</returns>
    public Tensor Level(Tensor mel) => pow(10f, (mel - 1f) * (float)(_topDecibels / 20)).sum([2]).log10() * 10f;

    /// <summary>Adds the same to an ONNX graph and returns the name of the mel-spectrogram.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="onsets">See <see cref="Render"/>.</param>
    /// <param name="sounding">See <see cref="Render"/>.</param>
    /// <param name="gain">See <see cref="Render"/>.</param>
    /// <param name="prefix">The first part of the names of its constants. A graph can have several renderers.</param>
    public string Write(OnnxGraphBuilder graph, string onsets, string sounding, string gain, string prefix = "notes")
    {
        long rows = InstrumentFamilies.Count * NoteRoll.PitchCount;
        string attack = graph.Node("Mul", [Filtered(graph, onsets, $"{prefix}.attack", _attack), sounding]);
        string held = graph.Node("Add", [Filtered(graph, onsets, $"{prefix}.body", _body), graph.Floats($"{prefix}.held", _held, 1, InstrumentFamilies.Count, 1, 1)]);
        string body = graph.Node("Mul", [held, sounding]);
        string power = graph.Node("Add", [Sum(attack, "attack", 0), Sum(body, "body", 1)]);

        string image = graph.Node("Reshape", [power, graph.Integers(-1, 1, Size, Size)]);
        string reversed = graph.Floats($"{prefix}.room", [.. _room.Reverse()], 1, 1, 1, _room.Length);
        string inRoom = graph.Node("Conv", [image, reversed], OnnxGraphBuilder.Ints("kernel_shape", 1, _room.Length), OnnxGraphBuilder.Ints("pads", 0, _room.Length - 1, 0, 0));
        string factor = graph.Node("Pow", [graph.Number(10), graph.Node("Div", [graph.Node("Reshape", [gain, graph.Integers(-1, 1, 1, Size)]), graph.Number(10)])]);
        string loud = graph.Node("Mul", [inRoom, factor]);

        string natural = graph.Node("Log", [graph.Node("Add", [loud, graph.Number(Floor)])]);
        string decibels = graph.Node("Mul", [natural, graph.Number((float)(10 / Math.Log(10)))]);
        string relative = graph.Node("Sub", [decibels, Peak(decibels)]);
        float half = (float)(_topDecibels / 2);
        string scaled = graph.Node("Div", [graph.Node("Add", [relative, graph.Number(half)]), graph.Number(half)]);
        string clipped = graph.Node("Max", [graph.Node("Min", [scaled, graph.Number(1)]), graph.Number(-1)]);
        string sounds = graph.Node("Cast", [graph.Node("Greater", [Peak(loud), graph.Number(Floor)])], OnnxGraphBuilder.Int("to", (long)global::Onnx.TensorProto.Types.DataType.Float));
        return graph.Node("Add", [graph.Node("Mul", [clipped, sounds]), graph.Node("Sub", [sounds, graph.Number(1)])]);

        string Peak(string value) => graph.Node("ReduceMax", [value, graph.Integers(1, 2, 3)], OnnxGraphBuilder.Int("keepdims", 1));

        string Sum(string levels, string name, int plane)
        {
            int length = Size * (int)rows;
            string spectra = graph.Floats($"{prefix}.spectra.{name}", _spectra.AsSpan(plane * length, length).ToArray(), Size, rows);
            return graph.Node("MatMul", [spectra, graph.Node("Reshape", [levels, graph.Integers(-1, rows, Size)])]);
        }
    }

    private string Filtered(OnnxGraphBuilder graph, string onsets, string name, float[] envelopes)
    {
        // A convolution reverses nothing, so the kernel is the reversed envelope.
        float[] reversed = [.. Enumerable.Range(0, InstrumentFamilies.Count).SelectMany(f => envelopes.AsSpan(f * EnvelopeFrames, EnvelopeFrames).ToArray().Reverse())];
        return graph.Node("Conv", [onsets, graph.Floats(name, reversed, InstrumentFamilies.Count, 1, 1, EnvelopeFrames)],
            OnnxGraphBuilder.Int("group", InstrumentFamilies.Count), OnnxGraphBuilder.Ints("kernel_shape", 1, EnvelopeFrames), OnnxGraphBuilder.Ints("pads", 0, EnvelopeFrames - 1, 0, 0));
    }

    /// <summary>The spectra at the bands of the representation, transposed to [2, band, family x pitch].</summary>
    private static float[] Spectra(MelOptions mel)
    {
        int rows = InstrumentFamilies.Count * NoteRoll.PitchCount;
        var spectra = new float[2 * mel.MelBands * rows];
        (float[] all, int bands) = NoteTables.SpectraFor(mel.MelBands);
        double bandsPerBand = (double)bands / mel.MelBands;
        for (int plane = 0; plane < 2; plane++)
        {
            for (int family = 0; family < InstrumentFamilies.Count; family++)
            {
                for (int pitch = 0; pitch < NoteRoll.PitchCount; pitch++)
                {
                    ReadOnlySpan<float> source = all.AsSpan(((family * 2 + plane) * NoteRoll.PitchCount + pitch) * bands, bands);
                    for (int band = 0; band < mel.MelBands; band++)
                        spectra[(plane * mel.MelBands + band) * rows + family * NoteRoll.PitchCount + pitch] = At(source, (band + 0.5) * bandsPerBand - 0.5);
                }
            }
        }
        return spectra;
    }

    /// <summary>Linear interpolation; the first or last value beyond the ends.</summary>
    private static float At(ReadOnlySpan<float> values, double position)
    {
        position = Math.Clamp(position, 0, values.Length - 1);
        int low = (int)position, high = Math.Min(low + 1, values.Length - 1);
        return (float)(values[low] + (values[high] - values[low]) * (position - low));
    }

    /// <summary>
    /// The tables as tensors. Filters over time are matrices here, because libtorch computes wrong gradients for convolutions of few channels.
    /// </summary>
    private sealed class Constants
    {
        public Constants(NoteRenderer owner, Device device)
        {
            int size = owner.Size, length = size * InstrumentFamilies.Count * NoteRoll.PitchCount;
            Attack = Keep(Filters(owner._attack, InstrumentFamilies.Count, owner.EnvelopeFrames), InstrumentFamilies.Count, size, size);
            Body = Keep(Filters(owner._body, InstrumentFamilies.Count, owner.EnvelopeFrames), InstrumentFamilies.Count, size, size);
            Held = Keep(owner._held, InstrumentFamilies.Count, 1, 1);
            AttackSpectra = Keep(owner._spectra[..length], size, length / size);
            BodySpectra = Keep(owner._spectra[length..], size, length / size);
            Room = Keep(Filters(owner._room, 1, owner._room.Length), size, size);

            Tensor Keep(float[] values, params long[] shape) => tensor(values).reshape(shape).to(device).DetachFromDisposeScope();

            // Row i, column j: how much frame i adds to frame j.
            float[] Filters(float[] kernels, int count, int kernel)
            {
                var matrix = new float[count * size * size];
                for (int n = 0; n < count; n++)
                {
                    for (int i = 0; i < size; i++)
                    {
                        for (int k = 0; k < kernel && i + k < size; k++)
                            matrix[(n * size + i) * size + i + k] = kernels[n * kernel + k];
                    }
                }
                return matrix;
            }
        }

        public Tensor Attack { get; }

        public Tensor Body { get; }

        public Tensor Held { get; }

        public Tensor AttackSpectra { get; }

        public Tensor BodySpectra { get; }

        public Tensor Room { get; }
    }
}
