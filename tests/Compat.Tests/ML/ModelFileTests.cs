using System.Diagnostics;
using System.IO.Compression;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace Pix2Pitch.Compat.Tests.ML;

public sealed class ModelFileTests : IDisposable
{
    private static readonly Dictionary<float, string> s_letters = new() { [1600] = "a", [1601] = "b" };

    private readonly MLContext _ml = new(seed: 1);
    private readonly string _folder = Directory.CreateTempSubdirectory("model files ").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_loaded_model_gives_the_same_values_and_the_same_schema()
    {
        IDataView data = _ml.Data.LoadFromEnumerable(Work.Some(4));
        ITransformer model = Everything().Fit(data);
        ITransformer loaded = SaveAndLoad(model, data.Schema, out DataViewSchema schema);

        Assert.Equal(["Title: String", "Year: Single"], schema.Select(column => $"{column.Name}: {column.Type}"));
        Assert.Equal(
            model.GetOutputSchema(data.Schema).Select(column => column.ToString()),
            loaded.GetOutputSchema(data.Schema).Select(column => column.ToString()));
        Assert.Equal(Print(model.Transform(data)), Print(loaded.Transform(data)));
    }

    [Fact]
    public void A_loaded_chain_holds_the_same_transformers()
    {
        IDataView data = _ml.Data.LoadFromEnumerable(Work.Some(2));
        ITransformer model = Everything().Fit(data);
        var loaded = Assert.IsType<TransformerChain<ITransformer>>(SaveAndLoad(model, data.Schema, out _));
        Assert.Equal(((IEnumerable<ITransformer>)model).Select(part => part.GetType()), loaded.Select(part => part.GetType()));
    }

    [Fact]
    public void A_single_transformer_can_be_saved_and_the_schema_left_out()
    {
        IDataView data = _ml.Data.LoadFromEnumerable(Work.Some(2));
        ITransformer loaded = SaveAndLoad(_ml.Transforms.CopyColumns("Copy", "Year").Fit(data), null, out DataViewSchema schema);
        Assert.Null(schema);
        Assert.Equal([1600, 1601], loaded.Transform(data).GetColumn<float>("Copy"));
    }

    [Fact]
    public void A_fresh_process_finds_the_factory_in_its_assembly()
    {
        IDataView data = _ml.Data.LoadFromEnumerable(Work.Some(2));
        string file = Path.Combine(_folder, "modèle.zip");
        ITransformer model = _ml.Transforms.CustomMapping(new DescribingFactory().GetMapping(), DescribingFactory.Contract)
            .Append(_ml.Transforms.DropColumns("Year")).Fit(data);
        _ml.Model.Save(model, data.Schema, file);

        string[] expected = ["Title: String, Year: Single", "Der Wanderer (1818) 12 1818 18.18", "水 (1900) 1 1900 19"];
        Assert.Equal(expected, LoadInFreshProcess(file));
    }

    [Fact]
    public void After_loading_a_mappings_output_has_the_size_that_its_attribute_says()
    {
        IDataView data = _ml.Data.LoadFromEnumerable(Work.Some(1));
        ITransformer model = _ml.Transforms.CustomMapping(new DescribingFactory().GetMapping(), DescribingFactory.Contract).Fit(data);
        Assert.Equal("Vector<Single, 3>", SaveAndLoad(model, data.Schema, out _).GetOutputSchema(data.Schema)["Numbers"].Type.ToString());
    }

    [Fact]
    public void A_mapping_without_a_contract_cannot_be_saved()
    {
        IDataView data = _ml.Data.LoadFromEnumerable(Work.Some(1));
        ITransformer model = _ml.Transforms.CustomMapping<Work, Described>((_, _) => { }, contractName: null).Fit(data);
        Assert.Throws<InvalidOperationException>(() => _ml.Model.Save(model, data.Schema, Stream.Null));
    }

    [Fact]
    public void A_factory_is_also_found_in_an_assembly_that_was_registered()
    {
        IDataView data = _ml.Data.LoadFromEnumerable(Work.Some(1));
        using var stream = new MemoryStream();
        ITransformer model = _ml.Transforms.CustomMapping(new DescribingFactory().GetMapping(), DescribingFactory.Contract).Fit(data);
        _ml.Model.Save(model, data.Schema, stream);
        stream.Position = 0;

        var fresh = new MLContext();
        fresh.ComponentCatalog.RegisterAssembly(typeof(DescribingFactory).Assembly);
        Assert.Equal("work 0 (1600)", fresh.Model.Load(stream, out _).Transform(data).GetColumn<string>("Text").Single());
    }

    [Fact]
    public void A_contract_that_nobody_fulfils_is_named()
    {
        IDataView data = _ml.Data.LoadFromEnumerable(Work.Some(1));
        ITransformer model = _ml.Transforms.CustomMapping<Work, Described>((_, _) => { }, contractName: "nobody").Fit(data);
        Assert.Contains("nobody", Assert.ThrowsAny<Exception>(() => SaveAndLoad(model, data.Schema, out _)).Message);
    }

    [Fact]
    public void A_transformer_may_pass_its_saving_on_to_a_chain_and_is_loaded_as_that()
    {
        IDataView data = _ml.Data.LoadFromEnumerable(Work.Some(2));
        var wrapped = new Forwarding(Everything().Fit(data));
        ITransformer loaded = SaveAndLoad(wrapped, data.Schema, out _);
        Assert.IsType<TransformerChain<ITransformer>>(loaded);
        Assert.Equal(Print(wrapped.Transform(data)), Print(loaded.Transform(data)));

        loaded = SaveAndLoad(wrapped.Append(_ml.Transforms.CopyColumns("After", "Year").Fit(wrapped.Transform(data))), data.Schema, out _);
        Assert.Equal(2, ((TransformerChain<ITransformer>)loaded).Count());
        Assert.Equal([1600, 1601], loaded.Transform(data).GetColumn<float>("After"));
    }

    [Fact]
    public void Other_entries_in_the_file_do_no_harm()
    {
        IDataView data = _ml.Data.LoadFromEnumerable(Work.Some(2));
        string file = Path.Combine(_folder, "model.zip");
        _ml.Model.Save(Everything().Fit(data), data.Schema, file);
        using (ZipArchive archive = ZipFile.Open(file, ZipArchiveMode.Update))
        using (var writer = new StreamWriter(archive.CreateEntry("Pix2Pitch/options.json").Open()))
        {
            writer.Write("{}");
        }
        Assert.NotNull(_ml.Model.Load(file, out _));
    }

    [Fact]
    public void The_saved_schema_keeps_keys_vectors_and_names()
    {
        IDataView data = _ml.Data.LoadFromEnumerable(Work.Some(2));
        IDataView rich = Everything().Fit(data).Transform(data);
        SaveAndLoad(_ml.Transforms.CopyColumns("Copy", "Year").Fit(rich), rich.Schema, out DataViewSchema schema);
        Assert.Equal(
            rich.Schema.Where(column => !column.IsHidden).Select(column => $"{column.Name} {column.Type}"),
            schema.Where(column => !column.IsHidden).Select(column => $"{column.Name} {column.Type}"));
        VBuffer<ReadOnlyMemory<char>> names = default;
        schema["Key"].GetKeyValues(ref names);
        Assert.Equal(["work 0", "work 1"], names.DenseValues().Select(name => name.ToString()));
    }

    [Fact]
    public void A_file_that_is_no_model_is_refused()
    {
        string file = Path.Combine(_folder, "not a model.zip");
        File.WriteAllText(file, "this is no zip file");
        Assert.ThrowsAny<Exception>(() => _ml.Model.Load(file, out _));

        string other = Path.Combine(_folder, "other.zip");
        using (ZipArchive archive = ZipFile.Open(other, ZipArchiveMode.Create)) archive.CreateEntry("something");
        Assert.ThrowsAny<Exception>(() => _ml.Model.Load(other, out _));
    }

    private static string[] LoadInFreshProcess(string modelFile)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(ModelFileTests).Assembly.Location, "load", modelFile])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = System.Text.Encoding.UTF8,
        };
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, errors.Result);
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    private static string[] Print(IDataView data)
        => [.. data.Preview().RowView.Select(row => string.Join("; ", row.Values.Select(value => $"{value.Key}={Print(value.Value)}")))];

    private static string Print(object value) => value is VBuffer<float> vector ? string.Join(' ', vector.DenseValues()) : $"{value}";

    private EstimatorChain<ColumnSelectingTransformer> Everything()
        => _ml.Transforms.CustomMapping(new DescribingFactory().GetMapping(), DescribingFactory.Contract)
            .Append(_ml.Transforms.Conversion.MapValueToKey("Key", "Title"))
            .Append(_ml.Transforms.Conversion.MapKeyToVector("OneHot", "Key"))
            .Append(_ml.Transforms.Conversion.MapKeyToValue("Back", "Key"))
            .Append(_ml.Transforms.Conversion.MapValue("Text", new Dictionary<float, string> { [1600] = "früh" }, "Year"))
            .Append(_ml.Transforms.Conversion.MapValue("AsKey", s_letters, "Year", treatValuesAsKeyType: true))
            .Append(_ml.Transforms.Conversion.MapValue("Vector", new Dictionary<float, float[]> { [1600] = [1, float.NaN] }, "Year"))
            .Append(_ml.Transforms.CopyColumns("Copy", "Numbers"))
            .Append(_ml.Transforms.SelectColumns(["Year", "Key", "Back", "Text", "AsKey", "Vector", "OneHot", "Copy"], keepHidden: false));

    private ITransformer SaveAndLoad(ITransformer model, DataViewSchema? schema, out DataViewSchema loadedSchema)
    {
        using var stream = new MemoryStream();
        _ml.Model.Save(model, schema, stream);
        stream.Position = 0;
        return new MLContext().Model.Load(stream, out loadedSchema);
    }

    private sealed class Forwarding(ITransformer inner) : ITransformer
    {
        public bool IsRowToRowMapper => true;

        public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => inner.GetOutputSchema(inputSchema);

        public IDataView Transform(IDataView input) => inner.Transform(input);

        public IRowToRowMapper GetRowToRowMapper(DataViewSchema inputSchema) => inner.GetRowToRowMapper(inputSchema);

        void ICanSaveModel.Save(ModelSaveContext ctx) => inner.Save(ctx);
    }
}
