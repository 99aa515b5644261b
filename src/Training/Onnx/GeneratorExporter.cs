using System.Globalization;
using System.Numerics.Tensors;
using Google.Protobuf;
using Microsoft.ML.OnnxRuntime;
using Onnx;
using Pix2Pitch.Generation;
using Pix2Pitch.Mel;
using Pix2Pitch.Training.Native;
using Pix2Pitch.Training.Networks;
using Pix2Pitch.Training.Networks.Notes;
using Pix2Pitch.Training.Runs;
using TorchSharp;
using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace Pix2Pitch.Training.Onnx;

/// <summary>Exports a trained generator as an ONNX file, and checks that the file gives the same outputs as the network.</summary>
public static class GeneratorExporter
{
    private const double LogitTolerance = 1e-3;
    private const double MinLead = 2e-4; // of the choices of a recurrent generator; other inputs are drawn until theirs is larger
    private const int MaxTries = 100;
    private const long BytesOfCheck = 32 << 20;

    /// <summary>Exports the generator of a run.</summary>
    /// <param name="runFolder">The run's folder.</param>
    /// <param name="path">The ONNX file. An existing file is replaced only if the check succeeds.</param>
    /// <param name="options">How to export; null for the defaults.</param>
    /// <param name="warn">Receives a message if the last checkpoint cannot be read and the one before it is used.</param>
    /// <param name="cancellation">Stops between two checks of the file; no file is written then.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of range.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellation"/> was cancelled.</exception>
    /// <exception cref="Pix2PitchException">
    /// The folder has no checkpoint or no generator of this direction, the file cannot be written, or its outputs differ from those of the network by more than the tolerance.
    /// </exception>
    public static ExportReport Export(string runFolder, string path, ExportOptions? options = null, Action<string>? warn = null, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(runFolder);
        ArgumentException.ThrowIfNullOrEmpty(path);
        options ??= new ExportOptions();
        options.Validate();
        string checkpoint = RunFolder.FindCheckpoint(runFolder, warn) ?? throw new Pix2PitchException($"'{runFolder}' has no checkpoint; train there first.");
        bool average = !options.LastWeights;
        (GeneratorNetwork generator, RunState state) = Checkpoint.ReadGenerator(checkpoint, average, options.Direction, network => Changed(network, runFolder, options));
        using GeneratorNetwork owned = generator;
        GeneratorMetadata metadata = state.Describe(average, options.Direction) with
        {
            Name = options.Name ?? Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(runFolder))),
            Licence = options.Licence,
            TrainedOn = options.TrainedOn ?? state.Data.Description,
        };
        if (generator.Options.Architecture == GeneratorArchitecture.Recurrent)
        {
            if (options.Size is { } size) metadata = metadata with { Mel = MelOptions.ForImageSize(size) };
            metadata = metadata with
            {
                Details = new Dictionary<string, string>(metadata.Details)
                {
                    ["guidance"] = options.Guidance.ToString(CultureInfo.InvariantCulture),
                    ["painting-guidance"] = options.PaintingGuidance.ToString(CultureInfo.InvariantCulture),
                    ["temperature"] = options.Temperature.ToString(CultureInfo.InvariantCulture),
                    ["candidates"] = options.Candidates.ToString(CultureInfo.InvariantCulture),
                },
            };
        }
        return Export(generator, metadata, path, options, cancellation: cancellation) with { Step = state.Step };
    }

    private static GeneratorOptions Changed(GeneratorOptions network, string runFolder, ExportOptions options)
    {
        if (network.Architecture == GeneratorArchitecture.Recurrent && options.HalfPrecision)
            throw new Pix2PitchException($"The generator in '{runFolder}' is recurrent: it has no convolutions to store as float16, so it is exported without --half.");
        if (network.Architecture == GeneratorArchitecture.Recurrent)
        {
            return network with
            {
                Size = options.Size ?? network.Size,
                Guidance = options.Guidance,
                PaintingGuidance = options.PaintingGuidance,
                Temperature = options.Temperature,
                Candidates = options.Candidates,
            };
        }
        if (options.Guidance != 1 || options.PaintingGuidance != 1 || options.Temperature != 1 || options.Candidates != 1 || (options.Size is { } size && size != network.Size))
            throw new Pix2PitchException($"The generator in '{runFolder}' is not recurrent, so it is exported without --size, --guidance, --painting-guidance, --temperature and --candidates.");
        return network;
    }

    /// <summary>Exports a generator.</summary>
    /// <param name="generator">The network; it is checked in evaluation mode.</param>
    /// <param name="metadata">The metadata of the file; the size is taken from the network.</param>
    /// <param name="path">The ONNX file.</param>
    /// <param name="options">Precision and check; the metadata does not come from here.</param>
    /// <param name="change">Changes the graph, so that tests can make the check fail.</param>
    /// <param name="cancellation">Stops between two checks.</param>
    internal static ExportReport Export(
        GeneratorNetwork generator, GeneratorMetadata metadata, string path, ExportOptions? options = null, Action<ModelProto>? change = null, CancellationToken cancellation = default)
    {
        options ??= new ExportOptions();
        options.Validate();
        metadata = metadata with { Direction = generator.Options.Direction, ImageSize = generator.Options.Size, EmbeddingLength = generator.Options.EmbeddingLength };
        if (metadata.Styles.Count != generator.Options.Styles)
            throw new ArgumentException($"The metadata names {metadata.Styles.Count} styles; the network has {generator.Options.Styles}.", nameof(metadata));
        var graph = new OnnxGraphBuilder("pix2pitch-generator", options.HalfPrecision);
        generator.Write(graph);
        ModelProto model = graph.ToModel(metadata.ToProperties(), $"Pix2Pitch generator '{metadata.Name}'");
        change?.Invoke(model);

        (double difference, double rounding) = (0, 0);
        try
        {
            GarbageCollection.Hold();
            AtomicFile.Write(path, stream => model.WriteTo(stream), temporary =>
            {
                (difference, rounding) = Compare(temporary, generator, options, cancellation);
                // Negated, so that NaN fails too.
                if (!(difference <= options.Tolerance))
                    throw new Pix2PitchException(FormattableString.Invariant($"'{path}' was not written: ONNX Runtime's outputs differ from those of the network by up to {difference:G3}, more than the tolerance {options.Tolerance:G3}."));
            });
        }
        catch (OnnxRuntimeException e)
        {
            throw new Pix2PitchException($"'{path}' was not written: ONNX Runtime cannot run the graph ({e.Message}).", e);
        }
        finally
        {
            GarbageCollection.Release();
        }
        return new ExportReport(path, new FileInfo(path).Length, difference, rounding);
    }

    /// <summary>The largest differences over random inputs, as in <see cref="ExportReport"/>.</summary>
    private static (double Difference, double Rounding) Compare(string path, GeneratorNetwork generator, ExportOptions options, CancellationToken cancellation)
    {
        using GeneratorNetwork stored = GeneratorNetwork.Create(generator.Options);
        CopyStored(generator, stored, options.HalfPrecision);
        if (generator is RecurrentGenerator { PaintingRanks: var ranks, Chooser: var chooser } && stored is RecurrentGenerator copy) (copy.PaintingRanks, copy.Chooser) = (ranks, chooser);
        bool wasTraining = generator.training;
        generator.eval();
        using SessionOptions sessionOptions = OnnxSessionOptions.Create();
        using var session = new InferenceSession(path, sessionOptions);
        var random = new SeededRandom(options.Seed, RandomPurpose.ExportCheck);
        double difference = 0, rounding = 0;
        for (int i = 0; i < options.Checks; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            int count = 1 + i % 2;
            GarbageCollection.BeforeStep(BytesOfCheck);
            Inputs inputs = Inputs.Make(generator, count, i, random);
            float[]? expected = null;
            for (int tries = 0; stored is RecurrentGenerator && tries < MaxTries && (expected = inputs.RunIfClear(stored)) is null; tries++)
            {
                GarbageCollection.BeforeStep(BytesOfCheck);
                inputs = Inputs.Make(generator, count, i, random);
            }
            (float[] found, float[]? roll) = inputs.Run(session);
            difference = Math.Max(difference, MaxDifference(expected ?? inputs.Run(stored, roll), found));
            if (options.HalfPrecision)
                rounding = Math.Max(rounding, MaxDifference(inputs.Run(stored), inputs.Run(generator)));
        }
        if (wasTraining)
            generator.train();
        return (difference, rounding);
    }

    /// <summary>Copies the weights as the file stores them to a network on the CPU, and sets it to evaluation mode.</summary>
    private static void CopyStored(GeneratorNetwork from, GeneratorNetwork to, bool half)
    {
        using IDisposable noGradient = no_grad();
        using DisposeScope scope = NewDisposeScope();
        Dictionary<string, Tensor> source = from.state_dict();
        HashSet<string> kernels = [.. from.named_modules().Where(m => m.module is ConvolutionLayer).Select(m => m.name + ".weight")];
        foreach ((string name, Tensor target) in to.state_dict())
        {
            if (half && kernels.Contains(name))
            {
                float[] values = source[name].detach().cpu().data<float>().ToArray();
                for (int i = 0; i < values.Length; i++)
                    values[i] = (float)(Half)values[i];
                target.copy_(tensor(values).reshape(target.shape));
            }
            else
            {
                target.copy_(source[name].cpu());
            }
        }
        to.eval();
    }

    private static double MaxDifference(float[] a, float[] b)
    {
        var difference = new float[a.Length];
        TensorPrimitives.Subtract(a, b, difference);
        return Math.Abs(TensorPrimitives.MaxMagnitude<float>(difference)); // NaN if there is one
    }

    private sealed record Inputs(int Count, GeneratorOptions Options, float[] Painting, float[] Style, int[] Seed, float[] Creativity, float[] Embedding)
    {
        public static Inputs Make(GeneratorNetwork generator, int count, int number, SeededRandom random)
        {
            GeneratorOptions options = generator.Options;
            var painting = new float[count * options.InputChannels * options.Size * options.Size];
            // Noise of different grain sizes and contrasts around a random lightness.
            double contrast = Math.Pow(10, -(number % 3)), mean = random.NextDouble() * 2 - 1;
            int grain = 1 << (number % 4);
            for (int i = 0; i < painting.Length; i++)
                painting[i] = i % grain == 0 ? (float)Math.Clamp(mean + contrast * random.NextGaussian(), -1, 1) : painting[i - 1];
            var style = new float[count * options.Styles];
            for (int i = 0; i < count; i++)
            {
                if (random.NextInt(options.Styles + 1) is var chosen && chosen < options.Styles)
                    style[i * options.Styles + chosen] = 1;
            }
            int[] seed = [.. Enumerable.Range(0, count).Select(_ => random.NextSeed())];
            float[] creativity = [.. Enumerable.Repeat(number % 3 / 2f, count)];
            float[] embedding = [.. Enumerable.Range(0, count * options.EmbeddingLength).Select(_ => (float)random.NextGaussian())];
            return new Inputs(count, options, painting, style, seed, creativity, embedding);
        }

        /// <summary>Runs the network.</summary>
        /// <param name="generator">The network.</param>
        /// <param name="roll">
        /// The piano roll that the file gave. A cell whose logit is almost 0 may be a note here and none there, so the mel-spectrogram of this roll is expected. NaN if
        /// other cells differ.
        /// </param>
        public float[] Run(GeneratorNetwork generator, float[]? roll = null)
        {
            using IDisposable noGradient = no_grad();
            using DisposeScope scope = NewDisposeScope();
            (Tensor? mel, GeneratedNotes? notes, _) = Generate(generator);
            if (roll is not null && notes is not null)
            {
                Tensor found = BatchLoader.ToTensor((float[])roll.Clone(), notes.Logits.device, notes.Logits.shape);
                Tensor agrees = ((notes.Logits > 0) == (found > 0)).logical_or(notes.Logits.abs() < LogitTolerance);
                mel = agrees.all().item<bool>() ? ((ConvolutionalGenerator)generator).Notes!.Render(found, notes.Gain) : mel! * float.NaN;
            }
            return mel!.cpu().data<float>().ToArray();
        }

        /// <summary>Runs a recurrent generator; null if a choice is so close that another runtime may choose otherwise.</summary>
        public float[]? RunIfClear(GeneratorNetwork generator)
        {
            using IDisposable noGradient = no_grad();
            using DisposeScope scope = NewDisposeScope();
            Generated generated = Generate(generator);
            return generated.Lead > MinLead ? generated.Mel!.cpu().data<float>().ToArray() : null;
        }

        private Generated Generate(GeneratorNetwork generator)
        {
            Device device = generator.parameters().First().device;
            return generator.Generate(
                BatchLoader.ToTensor((float[])Painting.Clone(), device, Count, Options.InputChannels, Options.Size, Options.Size),
                BatchLoader.ToTensor((float[])Style.Clone(), device, Count, Options.Styles),
                BatchLoader.ToTensor([.. Seed.Select(seed => (long)seed)], device, Count, 1),
                BatchLoader.ToTensor((float[])Creativity.Clone(), device, Count, 1),
                Embedding.Length > 0 ? BatchLoader.ToTensor((float[])Embedding.Clone(), device, Count, Options.EmbeddingLength) : null);
        }

        public (float[] Image, float[]? Roll) Run(InferenceSession session)
        {
            bool isPainter = Options.Direction == GeneratorDirection.MusicToPainting;
            using OrtValue painting = OrtValue.CreateTensorValueFromMemory(Painting, [Count, Options.InputChannels, Options.Size, Options.Size]);
            using OrtValue style = OrtValue.CreateTensorValueFromMemory(Style, [Count, Options.Styles]);
            using OrtValue seed = OrtValue.CreateTensorValueFromMemory(Seed, [Count, 1]);
            using OrtValue creativity = OrtValue.CreateTensorValueFromMemory(Creativity, [Count, 1]);
            using OrtValue embedding = OrtValue.CreateTensorValueFromMemory(Embedding, [Count, Options.EmbeddingLength]);
            using var runOptions = new RunOptions();
            List<string> names = [isPainter ? "MelSpectrogram" : "Painting", "Style", "Seed", "Creativity"];
            List<OrtValue> values = [painting, style, seed, creativity];
            if (Options.EmbeddingLength > 0)
            {
                names.Add("Embedding");
                values.Add(embedding);
            }
            using IDisposableReadOnlyCollection<OrtValue> outputs = session.Run(runOptions, names, values, Options.Output == GeneratorOutput.Notes ? ["MelSpectrogram", "Notes"] : [isPainter ? "Painting" : "MelSpectrogram"]);
            return (outputs[0].GetTensorDataAsSpan<float>().ToArray(), outputs.Count > 1 ? outputs[1].GetTensorDataAsSpan<float>().ToArray() : null);
        }
    }
}
