namespace SixLabors.ImageSharp.Formats.Png;

/// <summary>One text chunk.</summary>
public readonly record struct PngTextData
{
    /// <param name="keyword">1 to 79 Latin-1 characters.</param>
    /// <param name="value">The text.</param>
    /// <param name="languageTag">Such as "en"; empty if there is none.</param>
    /// <param name="translatedKeyword">The keyword in that language; empty if there is none.</param>
    public PngTextData(string keyword, string value, string languageTag, string translatedKeyword)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(keyword);
        (Keyword, Value, LanguageTag, TranslatedKeyword) = (keyword, value, languageTag, translatedKeyword);
    }

    /// <summary>What the text is about.</summary>
    public string Keyword { get; }

    /// <summary>The text.</summary>
    public string Value { get; }

    /// <summary>Language of the text.</summary>
    public string LanguageTag { get; }

    /// <summary>The keyword in that language.</summary>
    public string TranslatedKeyword { get; }
}
