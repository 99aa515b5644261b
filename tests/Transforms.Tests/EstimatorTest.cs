using Microsoft.ML;
using Microsoft.ML.Data;
using Pix2Pitch.ModelLoader;

namespace Pix2Pitch.Transforms.Tests;

/// <summary>
/// Tests that every estimator of the library has to pass, like ML.NET's own TestEstimatorCore. A derived class creates the estimator and rows
/// for it, and inherits all tests.
/// </summary>
public abstract class EstimatorTest
{
    /// <summary>A new estimator, each time with the same options.</summary>
    protected abstract IEstimator<ITransformer> CreateEstimator(MLContext ml);

    /// <summary>At least two rows that give different results, with columns of types that <see cref="Table"/> supports.</summary>
    protected abstract IDataView CreateData(MLContext ml);

    /// <summary>The columns that the estimator needs.</summary>
    protected abstract IReadOnlyList<string> InputColumns { get; }

    /// <summary>The output columns.</summary>
    protected abstract IReadOnlyList<string> OutputColumns { get; }

    private Table Rows(MLContext ml) => Table.From(CreateData(ml));

    [Fact]
    public void The_schema_that_is_promised_before_Fit_is_the_one_that_comes_after()
    {
        var ml = new MLContext(seed: 1);
        Table data = Rows(ml);
        ShapeProbe promised = new(), found = new();
        // A chain gets the schema of its parts before it fits them; a SchemaShape cannot be created in another way.
        new EstimatorChain<ITransformer>().Append(CreateEstimator(ml)).Append(promised).Fit(data);
        ITransformer model = CreateEstimator(ml).Fit(data);
        IDataView output = model.Transform(data);
        new EstimatorChain<ITransformer>().Append(found).Fit(output);

        Assert.Equal(ShapeProbe.Describe(found.Shape!), ShapeProbe.Describe(promised.Shape!));
        Assert.Equal(Describe(model.GetOutputSchema(data.Schema)), Describe(output.Schema));
        foreach (string name in OutputColumns) Assert.NotNull(output.Schema.GetColumnOrNull(name));
        // No internal column remains.
        Assert.Equal(
            data.Schema.Select(column => column.Name).Union(OutputColumns).Order(),
            output.Schema.Select(column => column.Name).Distinct().Order());
    }

    [Fact]
    public void A_missing_input_column_is_refused_by_name()
    {
        var ml = new MLContext(seed: 1);
        Table data = Rows(ml);
        foreach (string name in InputColumns)
        {
            Table without = data.Without(name);
            AssertRefused(name, () => CreateEstimator(ml).Fit(without));
            AssertRefused(name, () => new EstimatorChain<ITransformer>().Append(CreateEstimator(ml)).Append(new ShapeProbe()).Fit(without));
        }
    }

    [Fact]
    public void An_input_column_of_another_type_is_refused_by_name()
    {
        var ml = new MLContext(seed: 1);
        Table data = Rows(ml);
        foreach (string name in InputColumns)
        {
            foreach (TableColumn wrong in WrongColumns(name, data.Count))
            {
                Table other = data.With(wrong);
                AssertRefused(name, () => CreateEstimator(ml).Fit(other));
                AssertRefused(name, () => new EstimatorChain<ITransformer>().Append(CreateEstimator(ml)).Append(new ShapeProbe()).Fit(other));
            }
        }
    }

    [Fact]
    public void A_model_that_is_saved_and_loaded_gives_the_same_schema_and_values()
    {
        var ml = new MLContext(seed: 1);
        Table data = Rows(ml);
        ITransformer model = CreateEstimator(ml).Fit(data);
        using var saved = new MemoryStream();
        ml.Model.Save(model, data.Schema, saved);
        saved.Position = 0;
        ITransformer loaded = new MLContext().Model.Load(saved, out DataViewSchema schema);

        Assert.Equal(Describe(data.Schema), Describe(schema));
        IDataView output = loaded.Transform(data);
        Assert.Equal(Describe(model.Transform(data).Schema), Describe(output.Schema));
        Assert.Equal(Hash(model.Transform(data)), Hash(output));
    }

    [Fact]
    public void A_model_that_is_loaded_in_another_process_gives_the_same_values()
    {
        var ml = new MLContext(seed: 1);
        using var folder = new TemporaryFolder();
        Table data = Rows(ml);
        ITransformer model = CreateEstimator(ml).Fit(data);
        ml.Model.Save(model, data.Schema, folder.File("model.zip"));
        data.Write(folder.File("rows.table"));

        string there = LoaderProcess.Hash(folder.File("model.zip"), folder.File("rows.table"), OutputColumns);
        Assert.Equal(Hash(model.Transform(data)), there);
    }

    [Fact]
    public void Two_cursors_at_once_give_the_same_values_as_one()
    {
        var ml = new MLContext(seed: 1);
        Table data = Rows(ml);
        IDataView output = CreateEstimator(ml).Fit(data).Transform(data);
        string one = Hash(output);

        DataViewSchema.Column[] columns = [.. OutputColumns.Select(name => output.Schema[name])];
        using DataViewRowCursor ahead = output.GetRowCursor(columns), behind = output.GetRowCursor(columns);
        TableReader first = new(ahead, OutputColumns), second = new(behind, OutputColumns);
        Assert.True(ahead.MoveNext());
        first.ReadRow();
        while (behind.MoveNext())
        {
            if (ahead.MoveNext()) first.ReadRow();
            second.ReadRow();
        }
        Assert.Equal(one, first.ToTable().Hash());
        Assert.Equal(one, second.ToTable().Hash());
    }

    [Fact]
    public void Cursors_in_parallel_give_the_same_values_as_one()
    {
        var ml = new MLContext(seed: 1);
        Table data = Rows(ml);
        IDataView output = CreateEstimator(ml).Fit(data).Transform(data);
        string one = Hash(output);
        var hashes = new string[4];
        Parallel.For(0, hashes.Length, new ParallelOptions { MaxDegreeOfParallelism = 4 }, i => hashes[i] = Hash(output));
        Assert.All(hashes, hash => Assert.Equal(one, hash));

        // A set of cursors distributes the rows in any order.
        DataViewRowCursor[] set = output.GetRowCursorSet(OutputColumns.Select(name => output.Schema[name]), 3);
        var parts = new Table[set.Length];
        Parallel.For(0, set.Length, i =>
        {
            using DataViewRowCursor cursor = set[i];
            var reader = new TableReader(cursor, OutputColumns);
            while (cursor.MoveNext()) reader.ReadRow();
            parts[i] = reader.ToTable();
        });
        Assert.Equal(RowHashes([Table.From(output, OutputColumns)]), RowHashes(parts));
    }

    [Fact]
    public void A_column_of_the_name_of_an_output_is_hidden_and_keeps_its_place()
    {
        var ml = new MLContext(seed: 1);
        Table data = Rows(ml);
        string expected = Hash(CreateEstimator(ml).Fit(data).Transform(data));
        foreach (string name in OutputColumns.Except(InputColumns))
        {
            var other = new Table([.. data.Columns, new TableColumn(name, BooleanDataViewType.Instance, [.. Enumerable.Repeat<object>(true, data.Count)])]);
            IDataView output = CreateEstimator(ml).Fit(other).Transform(other);
            DataViewSchema.Column old = output.Schema[other.Schema[name].Index];
            Assert.Equal((name, (DataViewType)BooleanDataViewType.Instance, true), (old.Name, old.Type, old.IsHidden));
            Assert.Equal(expected, Hash(output));
        }
    }

    // ML.NET may compute active columns before their getters are called, in threads of its own. But nothing may be read before a column is
    // active, and nothing may be computed for inactive columns.
    [Fact]
    public void Rows_are_read_only_for_columns_that_are_asked_for()
    {
        var ml = new MLContext(seed: 1);
        Table data = Rows(ml);
        IDataView output = CreateEstimator(ml).Fit(data).Transform(data);
        using (DataViewRowCursor idle = output.GetRowCursor([]))
        {
            while (idle.MoveNext()) { }
        }
        Assert.Equal(0, data.Asked);

        Table.From(output, OutputColumns);
        Assert.True(data.Asked > 0);
    }

    private string Hash(IDataView data) => Table.Hash(data, OutputColumns);

    private static IEnumerable<string> RowHashes(IEnumerable<Table> tables) => tables
        .SelectMany(table => Enumerable.Range(0, table.Count).Select(row => new Table(
            [.. table.Columns.Select(column => column with { Values = [column.Values[row]] })]).Hash()))
        .Order();

    private static TableColumn[] WrongColumns(string name, int count) =>
    [
        new(name, BooleanDataViewType.Instance, [.. Enumerable.Repeat<object>(true, count)]),
        new(name, NumberDataViewType.Int32, [.. Enumerable.Repeat<object>(1, count)]),
    ];

    private static void AssertRefused(string name, Action fit)
    {
        var error = Assert.ThrowsAny<ArgumentException>(fit);
        Assert.Contains($"'{name}'", error.Message);
    }

    private static string Describe(DataViewSchema schema)
        => string.Join('\n', schema.Where(column => !column.IsHidden).Select(column => $"{column.Name}: {column.Type}"));
}
