using Pix2Pitch.Generation;

namespace Pix2Pitch.Pages.Collections;

/// <summary>What the pages of a collection have in common.</summary>
public sealed record CollectionInfo
{
    /// <summary>The title of the collection.</summary>
    public required string Title { get; init; }

    /// <summary>The languages of the pages; the first is that of the pages at the top.</summary>
    public required IReadOnlyList<CollectionTexts> Languages { get; init; }

    /// <summary>The address of the folder on the web, ending with a slash; null if it is not known.</summary>
    public string? Address { get; init; }

    /// <summary>The model that made the music.</summary>
    public required GeneratorMetadata Model { get; init; }

    /// <summary>The first 16 hexadecimal digits of the SHA-256 hash of the model file.</summary>
    public required string ModelHash { get; init; }

    /// <summary>The folder of a language, relative to the top: empty for the first, otherwise such as "de/".</summary>
    internal string FolderOf(CollectionTexts texts) => texts.Code == Languages[0].Code ? "" : $"{texts.Code}/";

    /// <summary>The page of a work, relative to the folder of its language.</summary>
    internal static string PageOf(CollectionWork work) => $"works/{work.Number}.html";
}
