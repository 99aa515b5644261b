using Pix2Pitch.Generation;
using Pix2Pitch.Mel;
using Pix2Pitch.Styles;

namespace Pix2Pitch.Transforms.Tests.Generation;

public sealed class GeneratorMetadataTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Metadata_that_was_written_is_read()
    {
        GeneratorMetadata read = GeneratorMetadata.Read(TinyModel.Write(_folder, "名 前.onnx"));

        Assert.Equal(TinyModel.Metadata.ToProperties().OrderBy(p => p.Key), read.ToProperties().OrderBy(p => p.Key));
        Assert.Equal(TinyModel.Metadata.Mel, read.Mel);
        Assert.Equal("nothing – 无", read.TrainedOn);
        Assert.Equal("0", read.Details["steps"]);
        Assert.Equal(["baroque", "classicism", "romanticism", "impressionism", "expressionism"], read.Styles);
    }

    [Fact]
    public void Every_property_has_the_prefix_of_the_project()
        => Assert.All(TinyModel.Metadata.ToProperties().Keys, key => Assert.StartsWith("pix2pitch.", key));

    [Fact]
    public void A_file_that_is_missing_is_named() => Refuses(_folder.File("gone.onnx"), "does not exist");

    [Fact]
    public void A_folder_is_not_a_model() => Refuses(_folder.Path, "is a folder");

    [Fact]
    public void An_empty_file_is_not_a_model() => Refuses(_folder.Write("empty.onnx", ""), "is empty");

    [Fact]
    public void Text_is_not_a_model() => Refuses(_folder.Write("text.onnx", "this is no model at all"), "cannot be read as an ONNX model");

    [Fact]
    public void A_model_that_was_cut_off_is_refused()
    {
        byte[] whole = File.ReadAllBytes(TinyModel.Write(_folder));
        Refuses(_folder.Write("cut.onnx", whole[..(whole.Length / 2)]), "cannot be read as an ONNX model");
    }

    [Fact]
    public void A_model_of_another_project_is_refused()
        => Refuses(TinyGenerator.Write(_folder.File("other.onnx"), 64, new Dictionary<string, string> { ["author"] = "someone" }), "no Pix2Pitch metadata");

    [Fact]
    public void A_model_of_a_newer_version_asks_for_a_newer_program() => Refuses(With("pix2pitch.format", "3"), "use a newer version");

    [Theory]
    [InlineData("pix2pitch.format", "two")]
    [InlineData("pix2pitch.image-size", "-64")]
    [InlineData("pix2pitch.fit", "7")]
    [InlineData("pix2pitch.mel", "{")]
    [InlineData("pix2pitch.mel", "null")]
    [InlineData("pix2pitch.mel", """{"HopLength":0}""")]
    [InlineData("pix2pitch.styles", "{}")]
    [InlineData("pix2pitch.image-size", "99999999999")]
    public void A_property_with_an_unusable_value_is_named(string key, string value)
    {
        string message = Refuses(With(key, value), "is damaged");
        Assert.Contains(key, message, StringComparison.Ordinal);
        Assert.Contains(value, message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_property_that_is_missing_is_named()
    {
        var properties = TinyModel.Metadata.ToProperties().Where(p => p.Key != "pix2pitch.mel").ToDictionary();
        Refuses(TinyGenerator.Write(_folder.File("bare.onnx"), 64, properties), "'pix2pitch.mel' is missing");
    }

    [Fact]
    public void A_graph_that_does_not_match_its_metadata_is_refused()
    {
        Refuses(TinyGenerator.Write(_folder.File("large.onnx"), 128, TinyModel.Metadata.ToProperties()), "describes");
        Refuses(TinyGenerator.Write(_folder.File("styles.onnx"), 64, TinyModel.Metadata.ToProperties(), styles: 4), "'Style' of shape N x 5");
        Refuses(TinyGenerator.Write(_folder.File("mel.onnx"), 64, (TinyModel.Metadata with { Mel = MelOptions.Small128 }).ToProperties()), "128 bands");
    }

    [Theory]
    [InlineData("Painting")]
    [InlineData("Style")]
    [InlineData("Seed")]
    [InlineData("Creativity")]
    public void A_graph_without_one_of_the_inputs_is_refused(string input)
        => Refuses(
            TinyGenerator.Write(_folder.File("lacks.onnx"), 64, TinyModel.Metadata.ToProperties(), change: m => m.Graph.Input.Single(i => i.Name == input).Name = "Other"),
            $"'{input}'");

    [Fact]
    public void A_graph_whose_seed_is_not_an_integer_is_refused()
        => Refuses(
            TinyGenerator.Write(_folder.File("float.onnx"), 64, TinyModel.Metadata.ToProperties(), change: m => m.Graph.Input.Single(i => i.Name == "Seed").Type.TensorType.ElemType = 1),
            "'Seed' of type Int32");

    [Fact]
    public void Of_two_properties_with_the_same_key_the_last_is_read()
        => Assert.Equal("last", GeneratorMetadata.Read(TinyGenerator.Write(
            _folder.File("twice.onnx"), 64, TinyModel.Metadata.ToProperties(),
            change: m => m.MetadataProps.Add(new Onnx.StringStringEntryProto { Key = "pix2pitch.name", Value = "last" }))).Name);

    private string With(string key, string value)
        => TinyGenerator.Write(_folder.File("changed.onnx"), 64, new Dictionary<string, string>(TinyModel.Metadata.ToProperties()) { [key] = value });

    private static string Refuses(string path, string reason)
    {
        string message = Assert.Throws<Pix2PitchException>(() => GeneratorMetadata.Read(path)).Message;
        Assert.Contains(path, message, StringComparison.Ordinal);
        Assert.Contains(reason, message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', message);
        Assert.DoesNotContain("(Parameter", message, StringComparison.Ordinal);
        return message;
    }
}
