using System.IO.Compression;
using Microsoft.ML.Data;

namespace Microsoft.ML;

/// <summary>Saves, loads and uses models.</summary>
public sealed class ModelOperationsCatalog
{
    private const string Format = "Pix2Pitch ML.NET model";

    private readonly MLContext _context;

    internal ModelOperationsCatalog(MLContext context) => _context = context;

    public void Save(ITransformer model, DataViewSchema inputSchema, string filePath)
    {
        ArgumentException.ThrowIfNullOrEmpty(filePath);
        using FileStream stream = File.Create(filePath);
        Save(model, inputSchema, stream);
    }

    /// <summary>Saves a model as a zip file.</summary>
    /// <param name="model">The model.</param>
    /// <param name="inputSchema">The schema of what it takes, which is saved too; may be null.</param>
    /// <param name="stream">Where to; it stays open.</param>
    public void Save(ITransformer model, DataViewSchema inputSchema, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(stream);
        using var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
        using var root = new ModelSaveContext(archive, "");
        root.WriteJson("format", Format);
        if (inputSchema is not null)
            root.WriteJson("schema", inputSchema.Select(column => SavedColumn.Of(column.Name, column.Type, column.Annotations)).ToArray());
        root.SaveChild("model", model);
    }

    public ITransformer Load(string filePath, out DataViewSchema inputSchema)
    {
        ArgumentException.ThrowIfNullOrEmpty(filePath);
        using FileStream stream = File.OpenRead(filePath);
        return Load(stream, out inputSchema);
    }

    /// <summary>Loads a model; a schema that was not saved is null.</summary>
    public ITransformer Load(Stream stream, out DataViewSchema inputSchema)
    {
        ArgumentNullException.ThrowIfNull(stream);
        using var archive = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true);
        var root = new ModelLoadContext(_context, archive, "");
        if (root.ReadJson<string>("format") != Format) throw new FormatException("Corrupt model file: it was saved by something else.");
        inputSchema = null;
        if (archive.GetEntry("schema.json") is not null)
        {
            var builder = new DataViewSchema.Builder();
            foreach (SavedColumn column in root.ReadJson<SavedColumn[]>("schema"))
                builder.AddColumn(column.Name, column.Type.ToType(), column.ToAnnotations());
            inputSchema = builder.ToSchema();
        }
        return root.LoadChild("model");
    }

    /// <summary>An engine that maps single objects. It is not for several threads at once.</summary>
    public PredictionEngine<TSrc, TDst> CreatePredictionEngine<TSrc, TDst>(
        ITransformer transformer,
        bool ignoreMissingColumns = true,
        SchemaDefinition inputSchemaDefinition = null,
        SchemaDefinition outputSchemaDefinition = null)
        where TSrc : class
        where TDst : class, new()
        => CreatePredictionEngine<TSrc, TDst>(transformer, new PredictionEngineOptions
        {
            IgnoreMissingColumns = ignoreMissingColumns,
            InputSchemaDefinition = inputSchemaDefinition,
            OutputSchemaDefinition = outputSchemaDefinition,
        });

    /// <summary>An engine whose input columns are of the schema's types.</summary>
    public PredictionEngine<TSrc, TDst> CreatePredictionEngine<TSrc, TDst>(ITransformer transformer, DataViewSchema inputSchema)
        where TSrc : class
        where TDst : class, new()
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        var options = new PredictionEngineOptions { InputSchemaDefinition = SchemaDefinitions.For(typeof(TSrc), inputSchema) };
        return CreatePredictionEngine<TSrc, TDst>(transformer, options);
    }

    public PredictionEngine<TSrc, TDst> CreatePredictionEngine<TSrc, TDst>(ITransformer transformer, PredictionEngineOptions options)
        where TSrc : class
        where TDst : class, new()
    {
        ArgumentNullException.ThrowIfNull(transformer);
        ArgumentNullException.ThrowIfNull(options);
        return new PredictionEngine<TSrc, TDst>(transformer, options);
    }
}
