using System.Globalization;
using Pix2Pitch.Mel;
using Pix2Pitch.Styles;

namespace Pix2Pitch.Generation;

/// <summary>
/// What determines the music of a painting, as it is stored in the metadata of files. Two files with the same recipe have the same sound, if one version of this library
/// has made them.
/// </summary>
/// <param name="ModelHash">The first 16 hexadecimal digits of the SHA-256 hash of the model file.</param>
/// <param name="PaintingHash">The same of the painting's file.</param>
/// <param name="Seed">The seed of the first clip.</param>
/// <param name="Style">The requested style; null for none.</param>
/// <param name="StyleJudge">The <see cref="Styles.Classification.StyleJudge.Hash"/> of what judges the style from the picture; null if it is not judged.</param>
/// <param name="Creativity">The strength of the noise.</param>
/// <param name="Iterations">The iterations of the Griffin-Lim algorithm.</param>
/// <param name="Accelerator">The processor or GPU that the network runs on.</param>
/// <param name="HasEmbedding">Whether the generator gets the embedding of the picture; null if it takes none.</param>
/// <param name="Seconds">The length as <see cref="MelSpectrogram"/> stores it; null for one clip.</param>
/// <param name="Path">The path of the windows; null for the whole painting.</param>
internal sealed record MusicRecipe(
    string ModelHash, string PaintingHash, int Seed, Style? Style, string? StyleJudge, float Creativity, int Iterations, Accelerator Accelerator, bool? HasEmbedding, string? Seconds,
    PaintingPath? Path = null)
{
    public const string ModelHashKey = GeneratorMetadata.KeyPrefix + "model-hash";
    public const string PaintingHashKey = GeneratorMetadata.KeyPrefix + "painting-hash";
    private const string PathKey = GeneratorMetadata.KeyPrefix + "path";
    private const string StyleJudgeKey = GeneratorMetadata.KeyPrefix + "style-judge";
    private const string EmbeddingKey = GeneratorMetadata.KeyPrefix + "embedding";

    /// <summary>Adds the recipe to the metadata of a file, without the length, which belongs to the mel-spectrogram.</summary>
    public void AddTo(Dictionary<string, string> properties)
    {
        properties[ModelHashKey] = ModelHash;
        properties[PaintingHashKey] = PaintingHash;
        properties[GeneratorMetadata.KeyPrefix + "seed"] = Seed.ToString(CultureInfo.InvariantCulture);
        properties[GeneratorMetadata.KeyPrefix + "style"] = Style is { } style ? StyleNames.Of(style) : StyleJudge is not null ? "judged" : "unknown";
        if (Style is null && StyleJudge is not null) properties[StyleJudgeKey] = StyleJudge;
        properties[GeneratorMetadata.KeyPrefix + "creativity"] = Creativity.ToString(CultureInfo.InvariantCulture);
        properties[GeneratorMetadata.KeyPrefix + "iterations"] = Iterations.ToString(CultureInfo.InvariantCulture);
        properties[GeneratorMetadata.KeyPrefix + "accelerator"] = Accelerator.ToString().ToLowerInvariant();
        if (PathText is { } path) properties[PathKey] = path;
        if (HasEmbedding is { } embeds) properties[EmbeddingKey] = embeds ? "picture" : "unknown";
    }

    /// <summary>The recipe as metadata of a file.</summary>
    public Dictionary<string, string> ToProperties()
    {
        var properties = new Dictionary<string, string>();
        AddTo(properties);
        if (Seconds is not null) properties[MelSpectrogram.SecondsKey] = Seconds;
        return properties;
    }

    private string? PathText => Path switch { PaintingPath.LeftToRight => "left-to-right", PaintingPath.Regions => "regions", _ => null };

    /// <summary>Whether a file with this metadata was made by the recipe.</summary>
    public bool IsIn(IReadOnlyDictionary<string, string> properties)
    {
        var wanted = new Dictionary<string, string>();
        AddTo(wanted);
        return wanted.All(pair => properties.GetValueOrDefault(pair.Key) == pair.Value)
            && properties.GetValueOrDefault(MelSpectrogram.SecondsKey) == Seconds && properties.GetValueOrDefault(PathKey) == PathText;
    }
}
