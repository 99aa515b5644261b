using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;
using Pix2Pitch.ModelLoader;
using Pix2Pitch.Styles;
using Xunit.Sdk;

namespace Pix2Pitch.Transforms.Tests;

/// <summary>The tests that all estimators share find the errors that they are made for.</summary>
public class EstimatorTestTests
{
    [Fact]
    public void A_column_that_is_left_over_is_found()
        => Assert.ThrowsAny<XunitException>(() => Test(ml => ml.Transforms.LabelStyle("Style", "Name").Append(ml.Transforms.CopyColumns("Left", "Name")))
            .The_schema_that_is_promised_before_Fit_is_the_one_that_comes_after());

    [Fact]
    public void A_schema_that_promises_something_else_is_found()
        => Assert.ThrowsAny<XunitException>(() => Test(ml => new Bad(ml.Transforms.LabelStyle("Style", "Name"), shape: shape => shape))
            .The_schema_that_is_promised_before_Fit_is_the_one_that_comes_after());

    [Fact]
    public void Work_that_is_done_before_it_is_asked_for_is_found()
        => Assert.ThrowsAny<XunitException>(() => Test(ml => new Bad(ml.Transforms.LabelStyle("Style", "Name"), read: data => Table.From(data)))
            .Rows_are_read_only_for_columns_that_are_asked_for());

    [Fact]
    public void An_input_of_any_type_is_found()
        => Assert.ThrowsAny<XunitException>(() => Test(ml => ml.Transforms.CopyColumns("Style", "Name"))
            .An_input_column_of_another_type_is_refused_by_name());

    [Fact]
    public void Values_that_depend_on_the_order_of_asking_are_found()
    {
        EstimatorTest test = Test(ml => ml.Transforms.CustomMapping(new CountingMapping().GetMapping(), CountingMapping.Contract));
        Assert.ThrowsAny<XunitException>(test.Two_cursors_at_once_give_the_same_values_as_one);
        Assert.ThrowsAny<XunitException>(test.Cursors_in_parallel_give_the_same_values_as_one);
        Assert.ThrowsAny<XunitException>(test.A_model_that_is_saved_and_loaded_gives_the_same_schema_and_values);
    }

    private static Subject Test(Func<MLContext, IEstimator<ITransformer>> create) => new(create);

    private sealed class Subject(Func<MLContext, IEstimator<ITransformer>> create) : EstimatorTest
    {
        protected override IReadOnlyList<string> InputColumns => ["Name"];

        protected override IReadOnlyList<string> OutputColumns => ["Style"];

        protected override IEstimator<ITransformer> CreateEstimator(MLContext ml) => create(ml);

        protected override IDataView CreateData(MLContext ml)
            => new Table([new TableColumn("Name", TextDataViewType.Instance, ["Monet".AsMemory(), "Bach".AsMemory(), "nobody".AsMemory()])]);
    }

    private sealed class Bad(IEstimator<ITransformer> good, Action<IDataView>? read = null, Func<SchemaShape, SchemaShape>? shape = null)
        : IEstimator<ITransformer>
    {
        public ITransformer Fit(IDataView input)
        {
            read?.Invoke(input);
            return good.Fit(input);
        }

        public SchemaShape GetOutputSchema(SchemaShape inputSchema) => shape?.Invoke(inputSchema) ?? good.GetOutputSchema(inputSchema);
    }

    public sealed class NoColumn;

    public sealed class CountRow
    {
        public float Style { get; set; }
    }

    [CustomMappingFactoryAttribute(Contract)]
    public sealed class CountingMapping : CustomMappingFactory<NoColumn, CountRow>
    {
        internal const string Contract = "Pix2Pitch.Tests.Counting";
        private static int s_count;

        public override Action<NoColumn, CountRow> GetMapping() => (_, row) => row.Style = Interlocked.Increment(ref s_count);
    }
}
