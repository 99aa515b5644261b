using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using Pix2Pitch.Generation;
using Pix2Pitch.Training.Networks;
using Pix2Pitch.Training.Networks.Notes;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Pix2Pitch.Training.Runs;

/// <summary>
/// A run at one step in one file: a ZIP archive with the networks, the states of the optimisers and <see cref="RunState"/>. It is written to a
/// temporary name, flushed to the disk and moved, so a file with the final name is always complete.
/// </summary>
internal static class Checkpoint
{
    /// <summary>
    /// The format that is written, and the newest that is read. Format 1 has other noise and another state of the optimisers: its networks can be
    /// exported, but training cannot continue from it.
    /// </summary>
    public const int CurrentFormat = 2;

    public static JsonSerializerOptions JsonOptions { get; } = new()
    {
        WriteIndented = true,
        Converters = { new System.Text.Json.Serialization.JsonStringEnumConverter() },
    };

    // The names of the entries, and of the weights in them, are part of the format.
    private const string StateEntry = "state.json";
    public const string GeneratorName = "generator";
    public const string PaintingGeneratorName = "painting-generator";
    private const string PreviousEntry = "previous-output.dat";
    private const string ClassifierEntry = "style-classifier.json"; // of a recurrent generator; checkpoints of earlier versions have neither this
    private const string ClipsEntry = "clip-figures.json", PaintingsEntry = "painting-figures.json"; // nor these

    /// <summary>Writes a checkpoint.</summary>
    /// <param name="path">The file. An existing file is replaced only when the new one is complete.</param>
    /// <param name="previous">The new name of the existing file; null to delete it.</param>
    /// <param name="trainer">The networks and optimisers, the step and the discriminator's mean loss.</param>
    /// <param name="state">The rest of the state.</param>
    /// <exception cref="Pix2PitchException">The file cannot be written.</exception>
    public static void Save(string path, string? previous, Trainer trainer, RunState state)
    {
        state = state with { Step = trainer.Step, MeanDiscriminatorLoss = trainer.Monitor.MeanLoss, PausesDiscriminator = trainer.PausesDiscriminator, DiscriminatorLossSteps = trainer.Monitor.Steps };
        AtomicFile.Write(path, file =>
        {
            using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
            {
                Write(zip, StateEntry, writer => JsonSerializer.Serialize(writer.BaseStream, state, JsonOptions));
                foreach (TrainedNetwork network in trainer.Networks)
                {
                    Write(zip, $"{network.Name}.dat", writer => network.Module.save(writer));
                    Write(zip, $"{network.Name}-adam.dat", network.Optimizer.save_state_dict);
                    if (network.AverageModule is { } average)
                        Write(zip, AverageEntry(network.Name), writer => average.save(writer));
                }
                if (trainer.PreviousOutput is { } previousOutput)
                    Write(zip, PreviousEntry, writer =>
                    {
                        using Tensor values = previousOutput.cpu().contiguous();
                        writer.Write(values.bytes);
                    });
                if (trainer.Chooser?.Styles is { } classifier)
                    Write(zip, ClassifierEntry, writer => JsonSerializer.Serialize(writer.BaseStream, classifier));
                if (trainer.Chooser?.Ranks is { } clips)
                    Write(zip, ClipsEntry, writer => JsonSerializer.Serialize(writer.BaseStream, clips));
                if (trainer.Average is RecurrentGenerator { PaintingRanks: { } paintings })
                    Write(zip, PaintingsEntry, writer => JsonSerializer.Serialize(writer.BaseStream, paintings));
                foreach (ImagePool pool in trainer.Pools)
                    Write(zip, $"{pool.Name}.dat", pool.Save);
            }
            file.Flush(flushToDisk: true);
        }, previous: previous);
    }

    /// <summary>Reads the state without the weights.</summary>
    /// <exception cref="Pix2PitchException">The file is not a checkpoint, is damaged, or was written by a newer version.</exception>
    public static RunState ReadState(string path) => Open(path, zip => ReadState(path, zip));

    /// <summary>Restores a trainer from a checkpoint.</summary>
    /// <exception cref="Pix2PitchException">The file is not a checkpoint, is damaged, or was written by an older or a newer version.</exception>
    public static RunState Restore(string path, Trainer trainer) => Open(path, zip =>
    {
        RunState state = ReadState(path, zip);
        if (state.Format < CurrentFormat)
            throw new Pix2PitchException($"'{path}' was written by an older version (format {state.Format}), from which training cannot continue; "
                + "start a new run with -o, or 'export' this one.");
        using IDisposable noGradient = no_grad();
        foreach (TrainedNetwork network in trainer.Networks)
        {
            Read(path, zip, $"{network.Name}.dat", reader => network.Module.load(reader));
            Read(path, zip, $"{network.Name}-adam.dat", reader => LoadState(network.Optimizer, reader));
            if (network.AverageModule is { } average)
                Read(path, zip, AverageEntry(network.Name), reader => average.load(reader));
        }
        trainer.PreviousOutput?.Dispose();
        trainer.PreviousOutput = null;
        if (zip.GetEntry(PreviousEntry) is not null)
        {
            Read(path, zip, PreviousEntry, reader =>
            {
                float[] values = MemoryMarshal.Cast<byte, float>(reader.ReadBytes(checked((int)reader.BaseStream.Length))).ToArray();
                int size = trainer.Options.Size;
                trainer.PreviousOutput = BatchLoader.ToTensor(values, trainer.Device, -1, 1, size, size);
            });
        }
        foreach (ImagePool pool in trainer.Pools)
            Read(path, zip, $"{pool.Name}.dat", pool.Load);
        trainer.Step = state.Step;
        trainer.Monitor.MeanLoss = state.MeanDiscriminatorLoss;
        trainer.Monitor.Steps = state.DiscriminatorLossSteps;
        trainer.PausesDiscriminator = state.PausesDiscriminator;
        return state;
    });

    /// <summary>Reads a generator, in evaluation mode.</summary>
    /// <param name="path">The checkpoint.</param>
    /// <param name="average">Whether to read the moving average of the weights, if there is one, or the last weights.</param>
    /// <param name="direction">Which generator, if the run has one for each direction.</param>
    /// <param name="change">Changes options that the weights do not depend on.</param>
    /// <exception cref="Pix2PitchException">The file is not a checkpoint, is damaged, was written by a newer version, or has no such generator.</exception>
    public static (GeneratorNetwork Generator, RunState State) ReadGenerator(
        string path, bool average = true, GeneratorDirection direction = GeneratorDirection.PaintingToMusic, Func<GeneratorOptions, GeneratorOptions>? change = null) => Open(path, zip =>
    {
        RunState state = ReadState(path, zip);
        bool isPainter = direction == GeneratorDirection.MusicToPainting;
        if (isPainter && state.Options.Kind == TrainingKind.Paired)
            throw new Pix2PitchException($"The run of '{path}' was trained with pairs, so it has no generator of paintings; train one with --kind CycleGan.");
        GeneratorOptions options = isPainter ? state.Options.PaintingGenerator : state.Options.Generator with { EmbeddingLength = state.Data.EmbeddingLength };
        GeneratorNetwork generator = GeneratorNetwork.Create(change?.Invoke(options) ?? options);
        string name = isPainter ? PaintingGeneratorName : GeneratorName, averageEntry = AverageEntry(name);
        string entry = average && zip.GetEntry(averageEntry) is not null ? averageEntry : $"{name}.dat";
        Read(path, zip, entry, reader => generator.load(reader));
        if (generator is RecurrentGenerator recurrent)
        {
            var classifier = ReadJson<RollStyleClassifier>(ClassifierEntry);
            var clips = ReadJson<RankTable>(ClipsEntry);
            if (classifier is not null || clips is not null) recurrent.Chooser = new CandidateChooser(classifier, clips);
            recurrent.PaintingRanks = ReadJson<RankTable>(PaintingsEntry);
        }
        generator.eval();
        return (generator, state);

        T? ReadJson<T>(string name) where T : class
        {
            T? value = null;
            if (zip.GetEntry(name) is not null) Read(path, zip, name, reader => value = JsonSerializer.Deserialize<T>(reader.BaseStream));
            return value;
        }
    });

    /// <summary>Writes a checkpoint without optimisers and without the networks that only training needs: <see cref="ReadGenerator"/> can read it.</summary>
    /// <param name="path">The checkpoint.</param>
    /// <param name="file">Receives the smaller one.</param>
    /// <exception cref="Pix2PitchException">The file is not a checkpoint or is damaged.</exception>
    public static void CopyGenerator(string path, Stream file) => Open(path, from =>
    {
        using var to = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true);
        foreach (string name in (string[])[StateEntry, $"{GeneratorName}.dat", AverageEntry(GeneratorName), ClassifierEntry, ClipsEntry, PaintingsEntry])
        {
            if (from.GetEntry(name) is not { } entry) continue;
            using Stream source = entry.Open(), target = to.CreateEntry(name, CompressionLevel.NoCompression).Open();
            source.CopyTo(target);
        }
        return true;
    });

    private static string AverageEntry(string network) => network == GeneratorName ? "average.dat" : $"{network}-average.dat";

    private static T Open<T>(string path, Func<ZipArchive, T> read)
    {
        try
        {
            using ZipArchive zip = ZipFile.OpenRead(path);
            return read(zip);
        }
        catch (Exception e) when (e is InvalidDataException or JsonException or EndOfStreamException)
        {
            throw new Pix2PitchException($"'{path}' is damaged or incomplete; delete it to continue from the checkpoint before it, or from the start.", e);
        }
    }

    private static RunState ReadState(string path, ZipArchive zip)
    {
        RunState? state = null;
        Read(path, zip, StateEntry, reader => state = JsonSerializer.Deserialize<RunState>(reader.BaseStream, JsonOptions));
        if (state is null) throw new InvalidDataException($"{StateEntry} is empty.");
        if (state.Format > CurrentFormat)
            throw new Pix2PitchException($"'{path}' was written by a newer version (format {state.Format}, known up to {CurrentFormat}); update Pix2Pitch.");
        try
        {
            state.Options.Validate();
            state.Data.Mel.Validate();
        }
        catch (ArgumentOutOfRangeException e)
        {
            throw new InvalidDataException(OptionRange.Reason(e), e);
        }
        return state;
    }

    // The state starts with the name of the optimiser's class. What Adam wrote, which was used before FusedAdam, is the same otherwise.
    private static void LoadState(OptimizerHelper optimizer, BinaryReader reader)
    {
        string written = reader.ReadString();
        using var state = new MemoryStream();
        using (var writer = new BinaryWriter(state, Encoding.UTF8, leaveOpen: true))
            writer.Write(written == nameof(Adam) ? optimizer.GetType().Name : written);
        reader.BaseStream.CopyTo(state);
        state.Position = 0;
        using var changed = new BinaryReader(state);
        optimizer.load_state_dict(changed);
    }

    private static void Write(ZipArchive zip, string name, Action<BinaryWriter> write)
    {
        // Weights do not compress. TorchSharp may seek, which a ZIP entry cannot, and Module.save closes a stream but not a writer.
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
