using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;
using Pix2Pitch.Estimators;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.PixelFormats;

namespace Pix2Pitch.Transforms.Tests.Estimators;

public sealed class MappingEstimatorTests : IDisposable
{
    private readonly MLContext _ml = new(seed: 1);
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_example_in_the_guide_for_contributors_is_the_file_that_is_compiled_here()
    {
        string example = File.ReadAllText(Path.Combine(TestData.RepositoryRoot, "tests", "Transforms.Tests", "Estimators", "AspectRatioMapping.cs"));
        string guide = File.ReadAllText(Path.Combine(TestData.RepositoryRoot, "CONTRIBUTING.md"));
        // The guide shows it as a part of the library.
        example = example.Replace("namespace Pix2Pitch.Transforms.Tests.Estimators;", "namespace Pix2Pitch.Paintings;", StringComparison.Ordinal)
            .Replace("using Pix2Pitch.Paintings;\n", "", StringComparison.Ordinal);
        Assert.Contains(example.Trim(), guide, StringComparison.Ordinal);
    }

    [Fact]
    public void The_example_measures_and_can_be_saved_and_loaded()
    {
        using (var image = new Image<Rgb24>(30, 20)) image.SaveAsPng(_folder.File("a.png"));
        IDataView data = _ml.Data.LoadFromEnumerable([new { Path = "a.png" }]);
        ITransformer model = _ml.Transforms.MeasureAspectRatio("Ratio", _folder.Path, "Path", new AspectRatioOptions { Decimals = 1 }).Fit(data);
        Assert.Equal([1.5f], model.Transform(data).GetColumn<float>("Ratio"));

        using var stream = new MemoryStream();
        _ml.Model.Save(model, data.Schema, stream);
        stream.Position = 0;
        var other = new MLContext();
        other.ComponentCatalog.RegisterAssembly(typeof(AspectRatioMapping).Assembly); // ML.NET finds the mappings of the library itself
        Assert.Equal([1.5f], other.Model.Load(stream, out _).Transform(data).GetColumn<float>("Ratio"));
    }

    [Fact]
    public void A_mapping_gets_its_options_unchanged()
    {
        var options = new EchoOptions { Folder = "/тек/with \"quotes\", tab\t and \u2028 line", Size = 512, Scale = 0.1, Names = ["é", ""] };
        EchoOptions? read = null;
        IDataView data = _ml.Data.LoadFromEnumerable([new { Number = 0.5f, Text = "x" }]);
        var estimator = new MappingEstimator<EchoMapping.Input, EchoMapping.Output, EchoOptions>(
            _ml.Transforms, new EchoMapping(given => read = given), options, [(nameof(EchoMapping.Input.Number), "Number"), (nameof(EchoMapping.Input.Text), "Text")],
            [(nameof(EchoMapping.Output.Size), "Size")]);
        Assert.Equal([512.5f], estimator.Fit(data).Transform(data).GetColumn<float>("Size"));
        Assert.Equal(options with { Names = read!.Names }, read);
        Assert.Equal(options.Names, read.Names);
    }

    [Fact]
    public void Options_are_parsed_once_until_they_change()
    {
        int created = 0;
        Action<EchoMapping.Input, EchoMapping.Output> map = new EchoMapping(_ => created++).GetMapping();
        var output = new EchoMapping.Output();
        for (int i = 0; i < 5; i++) map(Row(1), output);
        Assert.Equal((1, 1f), (created, output.Size));
        map(Row(2), output);
        Assert.Equal((2, 2f), (created, output.Size));
    }

    [Fact]
    public void One_mapping_can_be_used_by_several_threads_with_several_options()
    {
        Action<EchoMapping.Input, EchoMapping.Output> map = new EchoMapping().GetMapping();
        Parallel.For(0, 2000, i =>
        {
            var output = new EchoMapping.Output();
            map(Row(i % 4), output);
            Assert.Equal(i % 4, output.Size);
        });
    }

    [Fact]
    public void Two_estimators_with_their_own_options_are_used_in_one_pipeline()
    {
        IDataView data = _ml.Data.LoadFromEnumerable([new { Number = 0.5f, Text = "x" }]);
        IDataView output = Echo(1, "Number", "Text", "A").Append(Echo(2, "Number", "Text", "B")).Fit(data).Transform(data);
        Assert.Equal(["Number", "Text", "A", "B"], output.Schema.Select(column => column.Name));
        Assert.Equal([1.5f], output.GetColumn<float>("A"));
        Assert.Equal([2.5f], output.GetColumn<float>("B"));
    }

    [Fact]
    public void An_optional_column_that_is_not_given_is_empty_or_NaN()
    {
        IDataView data = _ml.Data.LoadFromEnumerable([new { Number = 0.5f, Text = "x" }]);
        Assert.Equal([float.NaN], Echo(1, null, "Text", "A").Fit(data).Transform(data).GetColumn<float>("A"));
        Assert.Equal([-1f], Echo(1, "Number", null, "A").Fit(data).Transform(data).GetColumn<float>("A"));
    }

    [Fact]
    public void Input_columns_are_checked_first()
    {
        IDataView data = _ml.Data.LoadFromEnumerable([new { Number = 0.5f }]);
        var exception = Assert.Throws<ArgumentOutOfRangeException>(() => Echo(1, "Missing", null, "A").Fit(data));
        Assert.Equal("inputSchema", exception.ParamName);
        Assert.Contains("Could not find input column 'Missing'", exception.Message);
        Assert.Contains("Number", exception.Message);

        IDataView texts = _ml.Data.LoadFromEnumerable([new { Number = "text" }]);
        exception = Assert.Throws<ArgumentOutOfRangeException>(() => Echo(1, "Number", null, "A").Fit(texts));
        Assert.Contains("Schema mismatch for input column 'Number': expected Single, got String", exception.Message);
    }

    private MappingEstimator<EchoMapping.Input, EchoMapping.Output, EchoOptions> Echo(int size, string? number, string? text, string output)
        => new(_ml.Transforms, new EchoMapping(), new EchoOptions { Size = size },
            [(nameof(EchoMapping.Input.Number), number), (nameof(EchoMapping.Input.Text), text)], [(nameof(EchoMapping.Output.Size), output)]);

    private static EchoMapping.Input Row(int size) => new() { Text = "x".AsMemory(), Options = System.Text.Json.JsonSerializer.Serialize(new EchoOptions { Size = size }).AsMemory() };

    internal sealed record EchoOptions
    {
        public string Folder { get; init; } = "";

        public int Size { get; init; } = 256;

        public double Scale { get; init; } = 1;

        public string[] Names { get; init; } = [];
    }

    /// <summary>Adds the size in the options to a number; -1 for an empty text.</summary>
    [CustomMappingFactoryAttribute("Pix2Pitch.Tests.Echo")]
    internal sealed class EchoMapping(Action<EchoOptions> seen) : RowMapping<EchoMapping.Input, EchoMapping.Output, EchoOptions>
    {
        public EchoMapping()
            : this(_ => { })
        {
        }

        protected override Action<Input, Output> Create(EchoOptions options)
        {
            seen(options);
            return (input, output) => output.Size = input.Text.IsEmpty ? -1 : options.Size + input.Number;
        }

        internal sealed class Input : MappingInput
        {
            [ColumnName("Pix2Pitch.Echo.Number")]
            public float Number { get; set; }

            [ColumnName("Pix2Pitch.Echo.Text")]
            public ReadOnlyMemory<char> Text { get; set; }
        }

        internal sealed class Output
        {
            [ColumnName("Pix2Pitch.Echo.Size")]
            public float Size { get; set; }
        }
    }
}
