using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using Pix2Pitch.Training.Networks;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Pix2Pitch.Training.Runs;

/// <summary>
/// A run at one step, in one file: a zip of the networks, the optimisers' states and <see cref="RunState"/>. Written to a
/// temporary name, flushed to the disk and moved, so that a file of the final name is always whole.
/// </summary>
public static class Checkpoint
{
    /// <summary>Version of the layout that is written, and the newest that is read.</summary>
    public const int CurrentFormat = 1;

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
                Write(zip, StateEntry, stream => JsonSerializer.Serialize(stream, state, JsonOptions));
                Write(zip, "generator.dat", stream => trainer.Generator.save(stream));
                Write(zip, "discriminator.dat", stream => trainer.Discriminator.save(stream));
                Write(zip, "generator-adam.dat", stream => Save(trainer.GeneratorOptimizer, stream));
                Write(zip, "discriminator-adam.dat", stream => Save(trainer.DiscriminatorOptimizer, stream));
                if (!ReferenceEquals(trainer.Average, trainer.Generator))
                    Write(zip, AverageEntry, stream => trainer.Average.save(stream));
                if (trainer.PreviousOutput is { } previousOutput)
                    Write(zip, PreviousEntry, stream => stream.Write(MemoryMarshal.AsBytes(previousOutput.AsSpan())));
            }
            file.Flush(flushToDisk: true);
        }, previous: previous);
    }

    /// <summary>Reads what a checkpoint knows beside the weights.</summary>
    /// <exception cref="Pix2PitchException">The file is not a checkpoint of this project, or of a newer version of it.</exception>
    public static RunState ReadState(string path) => Open(path, zip => ReadState(path, zip));

    /// <summary>Puts a trainer into the state of a checkpoint.</summary>
    /// <exception cref="Pix2PitchException">The file is not a checkpoint, or of networks of another shape.</exception>
    public static RunState Restore(string path, Trainer trainer)
    {
        ArgumentNullException.ThrowIfNull(trainer);
        return Open(path, zip =>
        {
            RunState state = ReadState(path, zip);
            Read(path, zip, "generator.dat", stream => trainer.Generator.load(stream));
            Read(path, zip, "discriminator.dat", stream => trainer.Discriminator.load(stream));
            Read(path, zip, "generator-adam.dat", stream => Load(trainer.GeneratorOptimizer, stream));
            Read(path, zip, "discriminator-adam.dat", stream => Load(trainer.DiscriminatorOptimizer, stream));
            if (!ReferenceEquals(trainer.Average, trainer.Generator))
                Read(path, zip, AverageEntry, stream => trainer.Average.load(stream));
            trainer.PreviousOutput = null;
            if (zip.GetEntry(PreviousEntry) is not null)
                Read(path, zip, PreviousEntry, stream => trainer.PreviousOutput = MemoryMarshal.Cast<byte, float>(((MemoryStream)stream).ToArray()).ToArray());
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
        Read(path, zip, entry, stream => generator.load(stream));
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
        Read(path, zip, StateEntry, stream => state = JsonSerializer.Deserialize<RunState>(stream, JsonOptions));
        return state is null ? throw new InvalidDataException($"{StateEntry} is empty.")
            : state.Format > CurrentFormat
                ? throw new Pix2PitchException($"'{path}' was written by a newer version (format {state.Format}, known up to {CurrentFormat}); update Pix2Pitch.")
                : state;
    }

    private static void Write(ZipArchive zip, string name, Action<Stream> write)
    {
        // Weights do not compress. Through memory, because the modules' own format may seek.
        using var memory = new MemoryStream();
        write(memory);
        using Stream entry = zip.CreateEntry(name, CompressionLevel.NoCompression).Open();
        entry.Write(memory.GetBuffer(), 0, (int)memory.Length);
    }

    private static void Read(string path, ZipArchive zip, string name, Action<Stream> read)
    {
        ZipArchiveEntry entry = zip.GetEntry(name) ?? throw new Pix2PitchException($"'{path}' is not a checkpoint of this project: it has no {name}.");
        using var memory = new MemoryStream();
        using (Stream stream = entry.Open())
            stream.CopyTo(memory);
        memory.Position = 0;
        read(memory);
    }

    private static void Save(Adam optimizer, Stream stream)
    {
        using var writer = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true);
        optimizer.save_state_dict(writer);
    }

    private static void Load(Adam optimizer, Stream stream)
    {
        using var reader = new BinaryReader(stream, Encoding.UTF8, leaveOpen: true);
        using IDisposable noGradient = no_grad();
        optimizer.load_state_dict(reader);
    }
}
