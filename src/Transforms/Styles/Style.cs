namespace Pix2Pitch.Styles;

/// <summary>
/// The five styles that paintings and music have in common. The values are those of the key column of <c>ml.Transforms.LabelStyle</c>; there,
/// 0 means that the style is unknown.
/// </summary>
public enum Style : uint
{
    /// <summary>About 1600 to 1750: Rembrandt, Rubens; Bach, Vivaldi.</summary>
    Baroque = 1,

    /// <summary>About 1750 to 1820, with the Rococo of Boucher and Fragonard: David, Ingres; Haydn, Mozart.</summary>
    Classicism,

    /// <summary>About 1800 to 1890: Turner, Delacroix; Chopin, Brahms.</summary>
    Romanticism,

    /// <summary>About 1865 to 1920: Monet, Degas; Debussy, Ravel.</summary>
    Impressionism,

    /// <summary>About 1905 to 1933, with its forerunners: Munch, Kandinsky; Schoenberg, Berg.</summary>
    Expressionism,
}
