using System.Numerics.Tensors;
using Google.Protobuf;
using Microsoft.ML.OnnxRuntime;
using Onnx;
using Pix2Pitch.Generation;
using Pix2Pitch.Mel;
using Pix2Pitch.Styles;
using Pix2Pitch.Training.Networks;
using Pix2Pitch.Training.Runs;
using TorchSharp;
using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace Pix2Pitch.Training.Onnx;

/// <summary>Writes a generator as an ONNX file and proves that the file gives the network's answers.</summary>
public static class GeneratorExporter
{
    /// <summary>Exports a generator.</summary>
    /// <param name="generator">The network; it is compared in evaluation mode.</param>
    /// <param name="metadata">The file's metadata; the size is taken from the network.</param>
    /// <param name="path">The file. It appears, or is replaced, only when the comparison is good.</param>
    /// <param name="options">How.</param>
    /// <exception cref="Pix2PitchException">
    /// The file cannot be written, or its answers differ from the network's by more than the tolerance.
    /// </exception>
    public static ExportReport Export(UNetGenerator generator, GeneratorMetadata metadata, string path, ExportOptions? options = null)
        => Export(generator, metadata, path, options ?? new ExportOptions(), tamper: null);

    internal static ExportReport Export(UNetGenerator generator, GeneratorMetadata metadata, string path, ExportOptions options, Action<ModelProto>? tamper)
    {
        ArgumentNullException.ThrowIfNull(generator);
        ArgumentNullException.ThrowIfNull(metadata);
        metadata = metadata with { ImageSize = generator.Options.Size };
        if (metadata.Styles.Count != generator.Options.Styles)
            throw new ArgumentException($"The metadata names {metadata.Styles.Count} styles; the network has {generator.Options.Styles}.", nameof(metadata));
        var graph = new OnnxGraphBuilder("pix2pitch-generator", options.HalfPrecision);
        generator.Write(graph);
        ModelProto model = graph.ToModel(metadata.ToProperties(), $"Pix2Pitch generator '{metadata.Name}'");
        tamper?.Invoke(model);

        (double difference, double rounding) = (0, 0);
        try
        {
            AtomicFile.Write(path, stream => model.WriteTo(stream), temporary =>
            {
                (difference, rounding) = Compare(temporary, generator, options);
                // Not-a-number is over every tolerance.
                if (!(difference <= options.Tolerance))
                    throw new Pix2PitchException($"'{path}' was not written: ONNX Runtime's answers differ from the network's by up to {difference:G3}, over {options.Tolerance:G3}.");
            });
        }
        catch (OnnxRuntimeException e)
        {
            throw new Pix2PitchException($"'{path}' was not written: ONNX Runtime refuses the graph ({e.Message}).", e);
        }
        return new ExportReport(path, new FileInfo(path).Length, difference, rounding);
    }

    /// <summary>The largest difference between a file's answers and a network's over random inputs.</summary>
    internal static (double Difference, double Rounding) Compare(string path, UNetGenerator generator, ExportOptions options)
    {
        using UNetGenerator stored = new(generator.Options);
        CopyStored(generator, stored, options.HalfPrecision);
        bool wasTraining = generator.training;
        generator.eval();
        using var session = new InferenceSession(path);
        var random = new SeededRandom(options.Seed, RandomPurpose.ExportCheck);
        double difference = 0, rounding = 0;
        for (int i = 0; i < options.Checks; i++)
        {
            int count = 1 + i % 2;
            Inputs inputs = Inputs.Make(generator, count, i, random);
            float[] expected = inputs.Run(stored), found = inputs.Run(session);
            difference = Math.Max(difference, Largest(expected, found));
            if (options.HalfPrecision)
                rounding = Math.Max(rounding, Largest(expected, inputs.Run(generator)));
        }
        if (wasTraining)
            generator.train();
        return (difference, rounding);
    }

    /// <summary>The network with the weights as the file has them, on the CPU, in evaluation mode.</summary>
    private static void CopyStored(UNetGenerator from, UNetGenerator to, bool half)
    {
        using IDisposable noGradient = no_grad();
        using DisposeScope scope = NewDisposeScope();
        Dictionary<string, Tensor> source = from.state_dict();
        foreach ((string name, Tensor target) in to.state_dict())
        {
            if (half && name.EndsWith("conv.weight", StringComparison.Ordinal))
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

    private static double Largest(float[] a, float[] b)
    {
        var difference = new float[a.Length];
        TensorPrimitives.Subtract(a, b, difference);
        return Math.Abs(TensorPrimitives.MaxMagnitude<float>(difference));
    }

    private sealed record Inputs(int Count, GeneratorOptions Options, float[] Painting, float[] Style, int[] Seed, float[] Creativity)
    {
        public static Inputs Make(UNetGenerator generator, int count, int number, SeededRandom random)
        {
            GeneratorOptions options = generator.Options;
            var painting = new float[count * 3 * options.Size * options.Size];
            // Grain of several sizes over a random colour, from nearly flat to the full range.
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
            return new Inputs(count, options, painting, style, seed, creativity);
        }

        public float[] Run(UNetGenerator generator)
        {
            using IDisposable noGradient = no_grad();
            using DisposeScope scope = NewDisposeScope();
            Device device = generator.parameters().First().device;
            return generator.forward(
                BatchMaker.ToTensor((float[])Painting.Clone(), device, Count, 3, Options.Size, Options.Size),
                BatchMaker.ToTensor((float[])Style.Clone(), device, Count, Options.Styles),
                BatchMaker.ToTensor([.. Seed.Select(seed => (long)seed)], device, Count, 1),
                BatchMaker.ToTensor((float[])Creativity.Clone(), device, Count, 1)).cpu().data<float>().ToArray();
        }

        public float[] Run(InferenceSession session)
        {
            using OrtValue painting = OrtValue.CreateTensorValueFromMemory(Painting, [Count, 3, Options.Size, Options.Size]);
            using OrtValue style = OrtValue.CreateTensorValueFromMemory(Style, [Count, Options.Styles]);
            using OrtValue seed = OrtValue.CreateTensorValueFromMemory(Seed, [Count, 1]);
            using OrtValue creativity = OrtValue.CreateTensorValueFromMemory(Creativity, [Count, 1]);
            using var runOptions = new RunOptions();
            using IDisposableReadOnlyCollection<OrtValue> outputs = session.Run(
                runOptions, ["Painting", "Style", "Seed", "Creativity"], [painting, style, seed, creativity], ["MelSpectrogram"]);
            return outputs[0].GetTensorDataAsSpan<float>().ToArray();
        }
    }
}
