using Onnx;
using DataType = Onnx.TensorProto.Types.DataType;

namespace Pix2Pitch.Tests;

/// <summary>A small model file that makes notes: the graph of <see cref="TinyGenerator"/> with a second output, <c>Notes</c>, which is one roll for even seeds and another for odd ones.</summary>
internal static class TinyNotesModel
{
    /// <summary>Number of values in a roll: 16 channels, 88 pitches, and the frames of <see cref="TinyModel"/>.</summary>
    public const int RollLength = 16 * 88 * TinyModel.Size;

    /// <summary>The cell of a roll.</summary>
    public static int Cell(int channel, int pitch, int frame) => (channel * 88 + pitch - 21) * TinyModel.Size + frame;

    /// <summary>A roll with notes of families and pitches, each from one frame to before another.</summary>
    public static float[] Roll(params (int Family, int Pitch, int Begin, int End)[] notes)
    {
        var roll = new float[RollLength];
        foreach ((int family, int pitch, int begin, int end) in notes)
        {
            roll[Cell(family, pitch, begin)] = 1;
            for (int frame = begin; frame < end; frame++) roll[Cell(8 + family, pitch, frame)] = 1;
        }
        return roll;
    }

    /// <summary>Writes the file into a folder.</summary>
    public static string Write(TemporaryFolder folder, float[] even, float[] odd, string name = "notes.onnx", int channels = 16)
        => TinyGenerator.Write(folder.File(name), TinyModel.Size, TinyModel.Metadata.ToProperties(), change: model =>
        {
            GraphProto graph = model.Graph;
            float[] difference = [.. odd.Zip(even, (a, b) => a - b)];
            long[] shape = [1, 16, 88, TinyModel.Size];
            graph.Output.Add(TinyGenerator.Value("Notes", DataType.Float, channels, 88, TinyModel.Size));
            graph.Initializer.Add([TinyGenerator.Floats("even", shape, even), TinyGenerator.Floats("difference", shape, difference), TinyGenerator.Integers("two", 2), TinyGenerator.Integers("cell", -1, 1, 1, 1)]);
            graph.Node.Add(
            [
                TinyGenerator.Node("Cast", ["Seed"], "longSeed", TinyGenerator.Attribute("to", (long)DataType.Int64)),
                TinyGenerator.Node("Mod", ["longSeed", "two"], "parity"),
                TinyGenerator.Node("Cast", ["parity"], "parityNumber", TinyGenerator.Attribute("to", (long)DataType.Float)),
                TinyGenerator.Node("Reshape", ["parityNumber", "cell"], "parityCell"),
                TinyGenerator.Node("Mul", ["parityCell", "difference"], "change"),
                TinyGenerator.Node("Add", ["even", "change"], "Notes"),
            ]);
        });
}
