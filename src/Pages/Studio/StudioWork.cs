namespace Pix2Pitch.Pages.Studio;

/// <summary>The music of a painting in the history of the studio. Everything about it is read from the metadata of its files.</summary>
public sealed record StudioWork
{
    /// <summary>The name of the picture of the painting in the folder of the work.</summary>
    public const string PaintingFile = "painting.jpg";

    /// <summary>Its name in addresses, which is also that of its folder: date, time and 8 hexadecimal digits.</summary>
    public required string Id { get; init; }

    /// <summary>The name of the visitor's file, without folder.</summary>
    public required string Name { get; init; }

    /// <summary>When it was made, UTC.</summary>
    public required DateTime Made { get; init; }

    /// <summary>The name of the model.</summary>
    public required string Model { get; init; }

    /// <summary>The style that was requested, or "judged" or "unknown".</summary>
    public required string Style { get; init; }

    /// <summary>The probabilities of the five styles, in their order, if the style was judged from the picture; otherwise null.</summary>
    public IReadOnlyList<float>? StyleProbabilities { get; init; }

    /// <summary>The strength of the noise, 0 to 1.</summary>
    public required string Creativity { get; init; }

    /// <summary>Length of each piece in seconds.</summary>
    public required double Seconds { get; init; }

    /// <summary>The main colours and the lightness of the painting in words; empty if unknown.</summary>
    public string Colours { get; init; } = "";

    /// <summary>The pieces.</summary>
    public required IReadOnlyList<StudioTake> Takes { get; init; }
}
