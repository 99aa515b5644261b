using System.Runtime.InteropServices;
using System.Text.Json;
using Pix2Pitch.Training.Data;
using Pix2Pitch.Training.Distributed;
using Pix2Pitch.Training.Runs;
using TorchSharp;

namespace Pix2Pitch.Training.Tests.Distributed;

/// <summary>The program that this assembly is when mpirun starts it: trains some steps, once for each file of options, and writes the weights of its rank.</summary>
internal static class RankProgram
{
    /// <param name="arguments">A folder for the weights, the number of steps, and files with <see cref="TrainingOptions"/>.</param>
    public static int Main(string[] arguments)
    {
        if (arguments.Length < 3) return 2;
        using MpiGroup group = MpiGroup.Join(RankEnvironment.Find(Environment.GetEnvironmentVariable)!);
        foreach (string file in arguments[2..])
        {
            TrainingOptions options = JsonSerializer.Deserialize<TrainingOptions>(File.ReadAllText(file), Checkpoint.JsonOptions)!;
            float[] weights = Train(options, int.Parse(arguments[1], System.Globalization.CultureInfo.InvariantCulture), group);
            File.WriteAllBytes(Path.Combine(arguments[0], $"{Path.GetFileNameWithoutExtension(file)}.{group.Rank}.weights"), MemoryMarshal.AsBytes(weights.AsSpan()).ToArray());
        }
        try
        {
            _ = NullLength(null);
            return 3;
        }
        catch (NullReferenceException)
        {
            return 0; // the libraries of MPI have left .NET its signals
        }
    }

    /// <summary>Trains, and returns the weights of all networks.</summary>
    public static float[] Train(TrainingOptions options, int steps, IRankGroup? group = null)
    {
        TrainingData data = Samples.Data(size: options.Size);
        // Clips with more and with fewer notes, whose losses must not count alike.
        var withNotes = new TrainingData(data.Mel, data.ReadPainting, data.ReadMel, data.Training, data.Validation, readNotes: clip
            => new NoteEvents(clip % NoteGrid.TempoCount, [.. Enumerable.Range(0, 4 + 6 * clip).Select(i => new NoteEvent(i == 0 ? 0 : 4, clip % 8, 30 + clip + 2 * (i % 12), 3))], IsCut: false));
        using Trainer trainer = Trainer.Create(options, withNotes, group);
        if (options.Kind == TrainingKind.NoteSequence)
            trainer.Networks[0].Module.eval(); // without dropout, which is another on each rank
        for (int i = 0; i < steps; i++) trainer.NextStep();
        using DisposeScope scope = torch.NewDisposeScope();
        return [.. trainer.Networks.SelectMany(network => network.Module.named_parameters().Where(weight => HasEffect(network.Name, weight.name))).SelectMany(weight => weight.parameter.detach().data<float>().ToArray())];
    }

    // Instance normalisation takes away what these biases add. Their gradients are rounding errors, of which Adam makes steps of full length.
    private static bool HasEffect(string network, string weight) => network != "style-classifier" || !weight.EndsWith(".bias", StringComparison.Ordinal) || weight is "layers.conv0.bias" or "last.bias";

    private static int NullLength(string? text) => text!.Length;
}
