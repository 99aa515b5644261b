using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Microsoft.ML;

/// <summary>Where a part of a model saves itself. Code outside ML.NET can only pass it on to a part that knows how.</summary>
public sealed class ModelSaveContext : IDisposable
{
    internal static readonly JsonSerializerOptions Json = new()
    {
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    private static readonly DateTimeOffset s_entryTime = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero); // the same model gives the same bytes

    private readonly ZipArchive _archive;
    private readonly string _folder;
    private bool _hasLoader;

    internal ModelSaveContext(ZipArchive archive, string folder) => (_archive, _folder) = (archive, folder);

    public void Dispose()
    {
    }

    /// <summary>Says who reads what is written here: the class with that signature in the assembly of the loader.</summary>
    internal void SetLoader<TLoader>(string signature)
        where TLoader : ITransformerLoader
    {
        if (_hasLoader) throw new InvalidOperationException("Two transformers were saved in the same place.");
        _hasLoader = true;
        WriteJson("loader", new Loader(signature, typeof(TLoader).Assembly.GetName().Name));
    }

    internal void WriteJson<T>(string name, T value)
    {
        using Stream stream = Create($"{name}.json");
        JsonSerializer.Serialize(stream, value, Json);
    }

    internal void WriteBytes(string name, ReadOnlySpan<byte> bytes)
    {
        using Stream stream = Create(name);
        stream.Write(bytes);
    }

    internal void SaveChild(string name, ICanSaveModel child)
    {
        using var context = new ModelSaveContext(_archive, $"{_folder}{name}/");
        child.Save(context);
        if (!context._hasLoader) throw new InvalidOperationException($"'{child.GetType()}' cannot be saved: it wrote nothing.");
    }

    private Stream Create(string name)
    {
        ZipArchiveEntry entry = _archive.CreateEntry(_folder + name, CompressionLevel.Fastest);
        entry.LastWriteTime = s_entryTime;
        return entry.Open();
    }

    /// <summary>Who reads a part of a model.</summary>
    internal sealed record Loader(string Signature, string Assembly);
}
