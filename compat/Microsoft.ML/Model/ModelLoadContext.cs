using System.IO.Compression;
using System.Reflection;
using System.Text.Json;

namespace Microsoft.ML;

/// <summary>Where a part of a model reads itself from.</summary>
internal sealed class ModelLoadContext(MLContext environment, ZipArchive archive, string folder)
{
    public MLContext Environment => environment;

    public T ReadJson<T>(string name)
    {
        using Stream stream = Open($"{name}.json");
        try
        {
            return JsonSerializer.Deserialize<T>(stream, ModelSaveContext.Json) ?? throw Corrupt(name);
        }
        catch (JsonException exception)
        {
            throw Corrupt(name, exception);
        }
    }

    public byte[] ReadBytes(string name)
    {
        using Stream stream = Open(name);
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }

    public ITransformer LoadChild(string name)
    {
        var child = new ModelLoadContext(environment, archive, $"{folder}{name}/");
        ModelSaveContext.Loader loader = child.ReadJson<ModelSaveContext.Loader>("loader");
        TransformerLoaderAttribute found = Assembly.Load(loader.Assembly).GetCustomAttributes<TransformerLoaderAttribute>()
            .FirstOrDefault(attribute => attribute.Signature == loader.Signature)
            ?? throw new FormatException($"Corrupt model file: '{loader.Assembly}' knows no transformer '{loader.Signature}'.");
        return found.Load(child);
    }

    private Stream Open(string name) => (archive.GetEntry(folder + name) ?? throw Corrupt(name)).Open();

    private FormatException Corrupt(string name, Exception inner = null)
        => new($"Corrupt model file: the entry '{folder}{name}' is not there or cannot be read.", inner);
}
