namespace Pix2Pitch.Tools.Scores.Arranging;

/// <summary>How often instrumentations are used in each style.</summary>
internal enum InstrumentShares
{
    /// <summary>
    /// The same in all styles, so that a network cannot learn the instruments instead of the style, except where an instrument did not exist or was out of use: the
    /// harpsichord after about 1790, and the clarinet before about 1750.
    /// </summary>
    Equal,

    /// <summary>
    /// As was usual in the style: harpsichord, organ, choir and strings in the Baroque, piano and string quartet in Classicism, piano in Romanticism and Impressionism, string quartet and voice in
    /// Expressionism. Each instrumentation that existed is still used in every style. For generators, whose music should have the instruments of its style.
    /// </summary>
    Usual,
}
