using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text.Json;
using Pix2Pitch.Training.Networks;
using static TorchSharp.torch;

namespace Pix2Pitch.Training.Runs;

/// <summary>
/// A run at one step, in one file: a zip of the networks, the optimisers' states and <see cref="RunState"/>. Written to a
/// temporary name, flushed to the disk and moved, so that a file of the final name is always whole.
/// </summary>
public static class Checkpoint
{
    /// <summary>
    /// Version of the layout that is written, and the newest that is read. Format 1 has other noise and another state of the optimisers: its networks
    /// can be exported, but training cannot go on from it.
    /// </summary>
    public const int CurrentFormat = 2;

    internal static JsonSerializerOptions JsonOptions { get; } = new()
    {
        WriteIndented = true,
        Converters = { new System.Text.Json.Serialization.JsonStringEnumConverter() },
    };

    private const string StateEntry = "state.json";
    private const string AverageEntry = "average.dat";
    private const string PreviousEntry = "previous-output.dat";

    /// <summary>Writes a checkpoint.</summary>
    /// <param name="path">The file; an older one of this name is replaced only when the new one is whole.</param>
    /// <param name="previous">Where the older one goes; null to drop it.</param>
    /// <param name="trainer">Networks and optimisers.</param>
    /// <param name="state">The rest; its step and guard are taken from <paramref name="trainer"/>.</param>
    /// <exception cref="Pix2PitchException">The file cannot be written.</exception>
    public static void Save(string path, string? previous, Trainer trainer, RunState state)
    {
        ArgumentNullException.ThrowIfNull(trainer);
        ArgumentNullException.ThrowIfNull(state);
        state = state with { Step = trainer.Step, GuardMean = trainer.Guard.Mean, GuardSteps = trainer.Guard.Steps };
        AtomicFile.Write(path, file =>
        {
            using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
            {
                Write(zip, StateEntry, writer => JsonSerializer.Serialize(writer.BaseStream, state, JsonOptions));
                Write(zip, "generator.dat", writer => trainer.Generator.save(writer));
                Write(zip, "discriminator.dat", writer => trainer.Discriminator.save(writer));
                Write(zip, "generator-adam.dat", trainer.GeneratorOptimizer.save_state_dict);
                Write(zip, "discriminator-adam.dat", trainer.DiscriminatorOptimizer.save_state_dict);
                if (!ReferenceEquals(trainer.Average, trainer.Generator))
                    Write(zip, AverageEntry, writer => trainer.Average.save(writer));
                if (trainer.PreviousOutput is { } previousOutput)
                    Write(zip, PreviousEntry, writer => writer.Write(MemoryMarshal.AsBytes(previousOutput.AsSpan())));
            }
            file.Flush(flushToDisk: true);
        }, previous: previous);
    }

    /// <summary>Reads the state beside the weights.</summary>
    /// <exception cref="Pix2PitchException">The file is not a checkpoint of this project, or of a newer version of it.</exception>
    public static RunState ReadState(string path) => Open(path, zip => ReadState(path, zip));

    /// <summary>Puts a trainer into the state of a checkpoint.</summary>
    /// <exception cref="Pix2PitchException">The file is not a checkpoint, or of an older version.</exception>
    public static RunState Restore(string path, Trainer trainer)
    {
        ArgumentNullException.ThrowIfNull(trainer);
        return Open(path, zip =>
        {
            RunState state = ReadState(path, zip);
            if (state.Format < CurrentFormat)
                throw new Pix2PitchException($"'{path}' was written by an older version (format {state.Format}), from which training cannot go on: "
                    + "start a new run with -o, or 'export' this one.");
            using IDisposable noGradient = no_grad();
            Read(path, zip, "generator.dat", reader => trainer.Generator.load(reader));
            Read(path, zip, "discriminator.dat", reader => trainer.Discriminator.load(reader));
            Read(path, zip, "generator-adam.dat", trainer.GeneratorOptimizer.load_state_dict);
            Read(path, zip, "discriminator-adam.dat", trainer.DiscriminatorOptimizer.load_state_dict);
            if (!ReferenceEquals(trainer.Average, trainer.Generator))
                Read(path, zip, AverageEntry, reader => trainer.Average.load(reader));
            trainer.PreviousOutput = null;
            if (zip.GetEntry(PreviousEntry) is not null)
                Read(path, zip, PreviousEntry, reader => trainer.PreviousOutput = MemoryMarshal.Cast<byte, float>(reader.ReadBytes(checked((int)reader.BaseStream.Length))).ToArray());
            trainer.Step = state.Step;
            trainer.Guard.Mean = state.GuardMean;
            trainer.Guard.Steps = state.GuardSteps;
            return state;
        });
    }

    /// <summary>Reads the generator that is to be exported.</summary>
    /// <param name="path">The checkpoint.</param>
    /// <param name="average">Whether the moving average is wanted (where there is one) or the last weights.</param>
    /// <exception cref="Pix2PitchException">The file is not a checkpoint.</exception>
    public static (UNetGenerator Generator, RunState State) ReadGenerator(string path, bool average = true) => Open(path, zip =>
    {
        RunState state = ReadState(path, zip);
        var generator = new UNetGenerator(state.Settings.Generator);
        string entry = average && zip.GetEntry(AverageEntry) is not null ? AverageEntry : "generator.dat";
        Read(path, zip, entry, reader => generator.load(reader));
        generator.eval();
        return (generator, state);
    });

    private static T Open<T>(string path, Func<ZipArchive, T> read)
    {
        try
        {
            using ZipArchive zip = ZipFile.OpenRead(path);
            return read(zip);
        }
        catch (Exception e) when (e is InvalidDataException or JsonException or EndOfStreamException)
        {
            throw new Pix2PitchException($"'{path}' is not a whole checkpoint; delete it to go on from the one before, or from the start.", e);
        }
    }

    private static RunState ReadState(string path, ZipArchive zip)
    {
        RunState? state = null;
        Read(path, zip, StateEntry, reader => state = JsonSerializer.Deserialize<RunState>(reader.BaseStream, JsonOptions));
        return state is null ? throw new InvalidDataException($"{StateEntry} is empty.")
            : state.Format > CurrentFormat
                ? throw new Pix2PitchException($"'{path}' was written by a newer version (format {state.Format}, known up to {CurrentFormat}); update Pix2Pitch.")
                : state;
    }

    private static void Write(ZipArchive zip, string name, Action<BinaryWriter> write)
    {
        // Weights do not compress. Through memory, because the modules' own format may seek; through a writer, because Module.save closes a stream.
        using var memory = new MemoryStream();
        using var writer = new BinaryWriter(memory);
        write(writer);
        writer.Flush();
        using Stream entry = zip.CreateEntry(name, CompressionLevel.NoCompression).Open();
        entry.Write(memory.GetBuffer(), 0, (int)memory.Length);
    }

    private static void Read(string path, ZipArchive zip, string name, Action<BinaryReader> read)
    {
        ZipArchiveEntry entry = zip.GetEntry(name) ?? throw new Pix2PitchException($"'{path}' is not a checkpoint of this project: it has no {name}.");
        using var memory = new MemoryStream();
        using (Stream stream = entry.Open())
            stream.CopyTo(memory);
        memory.Position = 0;
        using var reader = new BinaryReader(memory);
        read(reader);
    }
}
