using Microsoft.ML;
using Microsoft.ML.Data;
using Pix2Pitch.Estimators;

namespace Pix2Pitch.Transforms.Tests.Estimators;

public class OptionsColumnTests
{
    private readonly MLContext _ml = new(seed: 1);

    [Fact]
    public void Every_row_bears_the_options_and_nothing_else_is_left_behind()
    {
        IDataView data = Rows(3);
        IDataView output = OptionsColumn.Add(_ml.Transforms, "Options", new Settings()).Fit(data).Transform(data);

        Assert.Equal(["Number", "Options"], output.Schema.Select(column => column.Name));
        Assert.Single(output.GetColumn<string>("Options").Distinct());
        Assert.Equal(3, output.GetColumn<string>("Options").Count());
    }

    [Fact]
    public void The_options_come_back_as_they_were_also_from_a_saved_model()
    {
        var settings = new Settings { Folder = "/тек/with \"quotes\" and spaces", Size = 512, Scale = 0.1, Names = ["é", ""] };
        IDataView data = Rows(1);
        using var stream = new MemoryStream();
        _ml.Model.Save(OptionsColumn.Add(_ml.Transforms, "Options", settings).Fit(data), data.Schema, stream);
        stream.Position = 0;
        ITransformer loaded = new MLContext().Model.Load(stream, out _);

        Func<ReadOnlyMemory<char>, Settings> reader = OptionsColumn.Reader((Settings options) => options);
        Settings read = reader(loaded.Transform(data).GetColumn<ReadOnlyMemory<char>>("Options").Single());
        Assert.Equal(settings with { Names = read.Names }, read);
        Assert.Equal(settings.Names, read.Names);
    }

    [Fact]
    public void Two_options_columns_live_in_one_pipeline()
    {
        IDataView data = Rows(2);
        IDataView output = OptionsColumn.Add(_ml.Transforms, "A", new Settings { Size = 1 })
            .Append(OptionsColumn.Add(_ml.Transforms, "B", new Settings { Size = 2 })).Fit(data).Transform(data);
        Func<ReadOnlyMemory<char>, int> size = OptionsColumn.Reader((Settings options) => options.Size);
        Assert.All(output.GetColumn<ReadOnlyMemory<char>>("A"), text => Assert.Equal(1, size(text)));
        Assert.All(output.GetColumn<ReadOnlyMemory<char>>("B"), text => Assert.Equal(2, size(text)));
    }

    [Fact]
    public void A_text_is_parsed_once_and_another_text_again()
    {
        int built = 0;
        Func<ReadOnlyMemory<char>, int> read = OptionsColumn.Reader((Settings options) =>
        {
            built++;
            return options.Size;
        });
        ReadOnlyMemory<char> one = TextOf(new Settings { Size = 1 }), two = TextOf(new Settings { Size = 2 });
        for (int i = 0; i < 5; i++) Assert.Equal(1, read(one.ToString().AsMemory()));
        Assert.Equal(1, built);
        Assert.Equal(2, read(two));
        Assert.Equal(2, built);
    }

    [Fact]
    public void A_reader_may_be_called_from_several_threads()
    {
        ReadOnlyMemory<char>[] texts = [.. Enumerable.Range(0, 4).Select(i => TextOf(new Settings { Size = i }))];
        Func<ReadOnlyMemory<char>, int> read = OptionsColumn.Reader((Settings options) => options.Size);
        Parallel.For(0, 2000, i => Assert.Equal(i % 4, read(texts[i % 4])));
    }

    [Fact]
    public void Estimators_made_of_parts_check_their_input_before_the_parts_see_it()
    {
        IDataView data = Rows(1);
        var estimator = new Doubled(_ml.Transforms, "Missing");
        var exception = Assert.Throws<ArgumentOutOfRangeException>(() => estimator.Fit(data));
        Assert.Equal("inputSchema", exception.ParamName);
        Assert.Contains("Could not find input column 'Missing'", exception.Message);
        Assert.Contains("Number", exception.Message);

        IDataView texts = _ml.Data.LoadFromEnumerable([new { Number = "text" }]);
        exception = Assert.Throws<ArgumentOutOfRangeException>(() => new Doubled(_ml.Transforms, "Number").Fit(texts));
        Assert.Contains("Schema mismatch for input column 'Number': expected Single, got String", exception.Message);
    }

    private static IDataView Rows(MLContext ml, int count)
        => ml.Data.LoadFromEnumerable(Enumerable.Range(0, count).Select(i => new { Number = (float)i }));

    private IDataView Rows(int count) => Rows(_ml, count);

    private ReadOnlyMemory<char> TextOf(Settings settings)
    {
        IDataView data = Rows(1);
        IDataView output = OptionsColumn.Add(_ml.Transforms, "Options", settings).Fit(data).Transform(data);
        return output.GetColumn<ReadOnlyMemory<char>>("Options").Single();
    }

    private sealed record Settings
    {
        public string Folder { get; init; } = "";

        public int Size { get; init; } = 256;

        public double Scale { get; init; } = 1;

        public string[] Names { get; init; } = [];
    }

    private sealed class Doubled(TransformsCatalog catalog, string input)
        : ComposedEstimator(catalog.CopyColumns("Doubled", input), new InputColumn(input, NumberDataViewType.Single));
}
