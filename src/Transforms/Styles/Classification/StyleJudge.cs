using Pix2Pitch.Paintings;

namespace Pix2Pitch.Styles.Classification;

/// <summary>Judges the style of paintings from their pictures. Thread-safe.</summary>
internal sealed class StyleJudge
{
    private static readonly PaintingOptions s_reading = new() { Size = ImageNetwork.Size, Fit = PaintingFit.Squash };

    private readonly StyleClassifier _classifier;
    private readonly ImageNetwork _network;

    /// <param name="classifier">The classifier.</param>
    /// <param name="networkFolder">See <see cref="ClassifyStyleOptions.NetworkFolder"/>.</param>
    /// <param name="embeds">Whether the embedding is computed.</param>
    /// <exception cref="Pix2PitchException">The network is missing, damaged or not the one that the classifier was trained with.</exception>
    public StyleJudge(StyleClassifier classifier, string? networkFolder = null, bool embeds = false)
    {
        _classifier = classifier;
        Hash = classifier.ComputeHash();
        _network = ImageNetwork.Open(networkFolder, embeds);
        if (_network.Checksum != classifier.Network)
        {
            throw new Pix2PitchException("The style classifier was trained with the features of another network (SHA-256 "
                + $"{classifier.Network}) than the one that was found ({_network.Checksum}): use the version of the NuGet package that it was trained with, "
                + "or train it again.");
        }
    }

    /// <summary>The <see cref="StyleClassifier.ComputeHash"/> of the classifier.</summary>
    public string Hash { get; }

    /// <summary>Judges a painting.</summary>
    /// <param name="path">The image file.</param>
    /// <param name="cancellation">Stops reading, and the network before its next operator.</param>
    /// <returns>The probability of each style, in the order of <see cref="StyleNames.All"/>, and the features of the picture.</returns>
    /// <exception cref="Pix2PitchException">The painting cannot be read.</exception>
    public (float[] Probabilities, ImageFeatures Features) Judge(string path, CancellationToken cancellation = default)
    {
        ImageFeatures features = _network.Run(ReadPicture(path, cancellation), cancellation);
        return (_classifier.Classify(features), features);
    }

    /// <summary>Reads a painting as the network's input.</summary>
    public static float[] ReadPicture(string path, CancellationToken cancellation = default)
    {
        float[] picture = PaintingReader.Read(path, s_reading, cancellation);
        for (int i = 0; i < picture.Length; i++) picture[i] = MathF.Round((picture[i] + 1) * 127.5f);
        return picture;
    }
}
