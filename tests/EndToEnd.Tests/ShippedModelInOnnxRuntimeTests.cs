using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.OnnxRuntime;
using Pix2Pitch.Generation;
using Pix2Pitch.Mel;
using Pix2Pitch.Styles;

namespace Pix2Pitch.EndToEnd.Tests;

/// <summary>
/// The shipped model as a Python program or a browser runs it: ONNX Runtime and arrays alone. The file's graph is the whole generator, so the same
/// painting, style, seed and creativity give what a pipeline gives.
/// </summary>
public sealed class ShippedModelInOnnxRuntimeTests(ShippedModelInOnnxRuntimeTests.Opened opened) : IClassFixture<ShippedModelInOnnxRuntimeTests.Opened>
{
    private const int Size = 256;
    private const int Styles = 5;

    private static readonly string s_model = Path.Combine(TestData.RepositoryRoot, "data", "models", "first.onnx");

    [Theory]
    [InlineData(0, 0, 1f)]
    [InlineData(7, 4, 1f)]
    [InlineData(-123_456_789, 1, 0.5f)]
    [InlineData(int.MinValue, 5, 1f)]
    public void The_bare_file_and_the_pipeline_give_the_same_mel_spectrogram(int seed, int style, float creativity)
    {
        float[] painting = Painting(1);
        var styleVector = new float[Styles];
        if (style > 0) styleVector[style - 1] = 1;
        float[] bare = Run(painting, styleVector, [seed], [creativity]);

        var ml = new MLContext(seed: 1);
        // A key in a row object counts from 0, and what is too large is missing.
        var question = new Question { Painting = painting, Style = style > 0 ? (uint)style - 1 : uint.MaxValue, Seed = seed };
        IDataView rows = ml.Data.LoadFromEnumerable([question]);
        using var fitted = (IDisposable)ml.Transforms.GenerateMelSpectrogram(
            "Answer", s_model, "Painting", "Style", new GenerationOptions { SeedColumn = "Seed", Creativity = creativity }).Fit(rows);
        float[] piped = ((ITransformer)fitted).Transform(rows).GetColumn<float[]>("Answer").Single();

        Assert.Equal(Size * Size, bare.Length);
        Assert.Equal(piped, bare);
    }

    [Fact]
    public void Seeds_style_and_creativity_each_change_what_the_file_answers()
    {
        float[] painting = Painting(2), none = new float[Styles], soft = [0.5f, 0, 0.5f, 0, 0];
        float[] answer = Run(painting, none, [1], [1f]);

        Assert.Equal(answer, Run(painting, none, [1], [1f]));
        Assert.NotEqual(answer, Run(painting, none, [2], [1f]));
        Assert.NotEqual(answer, Run(painting, none, [1], [0.5f]));
        Assert.NotEqual(answer, Run(painting, soft, [1], [1f]));
        Assert.Equal(Run(painting, none, [1], [0f]), Run(painting, none, [2], [0f]));
        Assert.All(answer, value => Assert.InRange(value, -1.000001f, 1.000001f)); // ONNX Runtime's tanh may be a rounding over 1
    }

    [Fact]
    public void Several_rows_at_once_get_the_answers_that_each_gets_alone()
    {
        float[] first = Painting(3), second = Painting(4), none = new float[Styles];
        float[] both = Run([.. first, .. second], [.. none, .. none], [5, 6], [1f, 0.5f]);
        float[] alone = [.. Run(first, none, [5], [1f]), .. Run(second, none, [6], [0.5f])];
        Assert.Equal(alone.Length, both.Length);
        Assert.InRange(both.Zip(alone, (a, b) => Math.Abs(a - b)).Max(), 0, 1e-4);
    }

    private float[] Run(float[] painting, float[] style, int[] seed, float[] creativity)
    {
        long rows = seed.Length;
        using OrtValue paintingValue = OrtValue.CreateTensorValueFromMemory(painting, [rows, 3, Size, Size]);
        using OrtValue styleValue = OrtValue.CreateTensorValueFromMemory(style, [rows, Styles]);
        using OrtValue seedValue = OrtValue.CreateTensorValueFromMemory(seed, [rows, 1]);
        using OrtValue creativityValue = OrtValue.CreateTensorValueFromMemory(creativity, [rows, 1]);
        using var options = new RunOptions();
        using IDisposableReadOnlyCollection<OrtValue> outputs = opened.Session.Run(
            options, ["Painting", "Style", "Seed", "Creativity"], [paintingValue, styleValue, seedValue, creativityValue], ["MelSpectrogram"]);
        return outputs[0].GetTensorDataAsSpan<float>().ToArray();
    }

    private static float[] Painting(int number)
        => [.. Enumerable.Range(0, 3 * Size * Size).Select(i => MathF.Sin(0.001f * number * i) * MathF.Cos(0.05f * (i % Size)))];

    /// <summary>The bare file, opened once for all tests.</summary>
    public sealed class Opened : IDisposable
    {
        // With one thread: others would only wait for work and take processor time from other tests.
        public InferenceSession Session { get; } = new(s_model, new SessionOptions { IntraOpNumThreads = 1 });

        public void Dispose() => Session.Dispose();
    }

    private sealed class Question
    {
        [VectorType(3, Size, Size)]
        public float[] Painting { get; set; } = [];

        [KeyType(Styles)]
        public uint Style { get; set; }

        public int Seed { get; set; }
    }
}
