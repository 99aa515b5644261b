using Pix2Pitch.Generation;
using Pix2Pitch.SoundFiles;
using Pix2Pitch.Styles;
using Pix2Pitch.Styles.Classification;

namespace Pix2Pitch.Transforms.Tests.Generation;

public sealed class JudgedStyleTests : IDisposable
{
    private static readonly MusicOptions s_judging = new() { JudgesStyle = true };

    private readonly TemporaryFolder _folder = new();
    private readonly string _model;
    private readonly string _painting;

    public JudgedStyleTests() => (_model, _painting) = (TinyModel.Write(_folder), TestPaintings.Write(_folder, "a.png"));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_generator_gets_the_probabilities_of_the_picture()
    {
        string other = TestPaintings.Write(_folder, "b.jpg", 5);
        using PaintingToMusic judging = PaintingToMusic.Load(_model, s_judging), plain = PaintingToMusic.Load(_model);
        GeneratedMusic first = judging.Generate(_painting), second = judging.Generate(other), unknown = plain.Generate(_painting);

        Assert.Equal(1, first.StyleProbabilities!.Sum(), 1e-5f);
        Assert.Equal(1, second.StyleProbabilities!.Sum(), 1e-5f);
        Assert.NotEqual(first.StyleProbabilities!, second.StyleProbabilities!);
        Assert.Null(unknown.StyleProbabilities);
        // The tiny generator adds 0.3 x the number of the style before its tanh.
        float number = first.StyleProbabilities!.Select((p, i) => 0.3f * (i + 1) * p).Sum();
        Assert.Equal(
            unknown.MelSpectrogram.Values.ToArray().Select(value => MathF.Tanh(MathF.Atanh(value) + number)), first.MelSpectrogram.Values.ToArray(),
            (expected, found) => Math.Abs(expected - found) < 1e-3);
    }

    [Fact]
    public void A_requested_style_is_not_judged()
    {
        using PaintingToMusic judging = PaintingToMusic.Load(_model, s_judging), plain = PaintingToMusic.Load(_model);
        GeneratedMusic made = judging.Generate(_painting, 1, Style.Baroque);
        Assert.Null(made.StyleProbabilities);
        Assert.Equal("baroque", made.ToProperties()["pix2pitch.style"]);
        Assert.Equal(plain.Generate(_painting, 1, Style.Baroque).MelSpectrogram.Values, made.MelSpectrogram.Values);
    }

    [Fact]
    public void A_stream_is_judged_as_its_file_is()
    {
        using PaintingToMusic judging = PaintingToMusic.Load(_model, s_judging);
        using FileStream stream = File.OpenRead(_painting);
        Assert.Equal(judging.Generate(_painting).StyleProbabilities!, judging.Generate(stream).StyleProbabilities!);
    }

    [Fact]
    public void The_files_have_the_probabilities()
    {
        using PaintingToMusic judging = PaintingToMusic.Load(_model, s_judging);
        GeneratedMusic made = judging.Generate(_painting);
        made.WriteWave(_folder.File("a.wav"));

        IReadOnlyDictionary<string, string> properties = WaveProperties.Read(_folder.File("a.wav"));
        Assert.Equal("judged", properties["pix2pitch.style"]);
        Assert.Equal(made.StyleProbabilities!, properties["pix2pitch.style-probabilities"].Split(' ').Select(p => float.Parse(p, System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Fact]
    public void Music_of_a_style_that_another_classifier_judged_is_not_taken_as_made()
    {
        StyleClassifier classifier = StyleClassifier.Default;
        string same = _folder.File("same.json"), other = _folder.File("other.json");
        classifier.Write(same);
        (classifier with { Biases = [.. classifier.Biases.Select((bias, style) => style == 0 ? bias + 0.1f : bias)] }).Write(other);
        using PaintingToMusic judging = PaintingToMusic.Load(_model, s_judging), again = PaintingToMusic.Load(_model, s_judging with { StyleClassifierFile = same }),
            otherwise = PaintingToMusic.Load(_model, s_judging with { StyleClassifierFile = other }), plain = PaintingToMusic.Load(_model);
        IReadOnlyDictionary<string, string> made = judging.Generate(_painting, 1).ToProperties(), requested = judging.Generate(_painting, 1, Style.Baroque).ToProperties();

        Assert.True(judging.RecipeOf(_painting, 1).IsIn(made));
        Assert.True(again.RecipeOf(_painting, 1).IsIn(made));
        Assert.False(otherwise.RecipeOf(_painting, 1).IsIn(made));
        Assert.False(plain.RecipeOf(_painting, 1).IsIn(made));
        Assert.True(otherwise.RecipeOf(_painting, 1, Style.Baroque).IsIn(requested)); // nothing was judged
    }

    [Fact]
    public void A_model_of_fewer_styles_gets_the_probabilities_of_those()
    {
        string model = TinyGenerator.Write(_folder.File("two.onnx"), TinyModel.Size, (TinyModel.Metadata with { Styles = ["expressionism", "baroque"] }).ToProperties(), styles: 2);
        using PaintingToMusic judging = PaintingToMusic.Load(model, s_judging), plain = PaintingToMusic.Load(model);
        GeneratedMusic made = judging.Generate(_painting), unknown = plain.Generate(_painting);
        float number = 0.3f * made.StyleProbabilities![4] + 0.6f * made.StyleProbabilities![0];
        Assert.Equal(MathF.Tanh(MathF.Atanh(unknown.MelSpectrogram.Values[100]) + number), made.MelSpectrogram.Values[100], 1e-3f);
    }
}
