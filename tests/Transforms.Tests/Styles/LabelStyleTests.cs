using Microsoft.ML;
using Microsoft.ML.Data;
using Pix2Pitch.Styles;

namespace Pix2Pitch.Transforms.Tests.Styles;

public class LabelStyleTests : EstimatorTest
{
    protected override IReadOnlyList<string> InputColumns => ["Name", "Year", "Place", "Label"];

    protected override IReadOnlyList<string> OutputColumns => ["Style", "Confidence"];

    protected override IEstimator<ITransformer> CreateEstimator(MLContext ml)
        => ml.Transforms.LabelStyle("Style", "Name", "Year", "Place", new LabelStyleOptions { StyleColumn = "Label", ConfidenceColumn = "Confidence" });

    protected override IDataView CreateData(MLContext ml) => ml.Data.LoadFromEnumerable<Work>(
    [
        new() { Name = "Monet, Claude" },
        new() { Name = "nobody", Year = 1880, Place = "Vienna" },
        new() { Name = "nobody", Year = 1880, Place = "Paris, France" },
        new() { Name = "J. S. Bach", Year = 1990, Place = "New York" },
        new() { Name = "Claude Monet", Label = "Expressionism" },
        new() { Name = "Wassily Kandinsky", Label = "abstract" },
        new() { Name = "nobody", Year = 1500, Place = "Florence" },
        new() { Name = "", Year = float.NaN, Place = "France" },
    ]);

    [Fact]
    public void The_style_is_that_of_the_label_then_of_the_person_then_of_year_and_place()
        => Assert.Equal([4u, 3, 4, 1, 5, 5, 0, 0], Keys(new MLContext(), CreateEstimator));

    [Fact]
    public void The_key_has_the_names_of_the_styles_in_order_whatever_the_rows_hold()
    {
        var ml = new MLContext();
        IDataView data = CreateData(ml);
        DataViewSchema.Column column = CreateEstimator(ml).Fit(data).Transform(data).Schema["Style"];
        Assert.Equal(new KeyDataViewType(typeof(uint), 5), column.Type);
        VBuffer<ReadOnlyMemory<char>> names = default;
        column.GetKeyValues(ref names);
        Assert.Equal(StyleNames.All, names.DenseValues().Select(name => name.ToString()));
    }

    [Fact]
    public void MapKeyToValue_gives_the_name_back_and_nothing_for_an_unknown_style()
    {
        var ml = new MLContext();
        IDataView data = CreateData(ml);
        IDataView named = CreateEstimator(ml).Append(ml.Transforms.Conversion.MapKeyToValue("StyleName", "Style")).Fit(data).Transform(data);
        Assert.Equal(
            ["impressionism", "romanticism", "impressionism", "baroque", "expressionism", "expressionism", "", ""],
            named.GetColumn<string>("StyleName").Select(name => name ?? ""));
    }

    [Fact]
    public void The_confidence_depends_on_the_source_of_the_style()
    {
        var ml = new MLContext();
        IDataView data = CreateData(ml);
        float[] confidence = [.. CreateEstimator(ml).Fit(data).Transform(data).GetColumn<float>("Confidence")];
        Assert.Equal([1f, 0.88f, 0.84f, 1, 1, 1, 0, 0], confidence.Select(value => MathF.Round(value, 2)));
    }

    [Fact]
    public void Without_a_name_for_it_there_is_no_column_of_confidence()
    {
        var ml = new MLContext();
        IDataView data = CreateData(ml);
        IDataView labelled = ml.Transforms.LabelStyle("Style", "Name").Fit(data).Transform(data);
        Assert.Equal(["Name", "Year", "Place", "Label", "Style"], labelled.Schema.Select(column => column.Name));
    }

    [Fact]
    public void The_name_alone_is_enough()
        => Assert.Equal([4u, 0, 0, 1, 4, 5, 0, 0], Keys(new MLContext(), ml => ml.Transforms.LabelStyle("Style", "Name")));

    [Fact]
    public void The_year_counts_without_a_place()
        => Assert.Equal([4u, 4, 4, 1, 4, 5, 0, 0], Keys(new MLContext(), ml => ml.Transforms.LabelStyle("Style", "Name", "Year")));

    [Fact]
    public void The_output_may_take_the_place_of_an_input()
        => Assert.Equal([4u, 0, 0, 1, 4, 5, 0, 0], Keys(new MLContext(), ml => ml.Transforms.LabelStyle("Name"), "Name"));

    [Fact]
    public void A_manifest_of_real_paintings_gets_the_styles_that_it_says()
    {
        if (TestData.Find("train", "paintings.csv") is not { } manifest) return;
        var ml = new MLContext();
        IDataView data = ml.Data.ReadManifest(manifest);
        IDataView labelled = ml.Transforms.LabelStyle("Key", "Name", "Year", "Place").Fit(data).Transform(data);
        Assert.Equal(
            data.GetColumn<string>("Style").Select(name => (uint)StyleNames.ParseOrNull(name)!.Value),
            labelled.GetColumn<uint>("Key"));
    }

    private uint[] Keys(MLContext ml, Func<MLContext, IEstimator<ITransformer>> create, string column = "Style")
    {
        IDataView data = CreateData(ml);
        return [.. create(ml).Fit(data).Transform(data).GetColumn<uint>(column)];
    }

    private sealed class Work
    {
        public string Name { get; set; } = "";
        public float Year { get; set; } = float.NaN;
        public string Place { get; set; } = "";
        public string Label { get; set; } = "";
    }
}
