namespace Pix2Pitch.Pages.Studio;

/// <summary>What the pages of the studio say and allow.</summary>
public sealed record StudioInfo
{
    /// <summary>The names of the models, the default first.</summary>
    public required IReadOnlyList<string> Models { get; init; }

    /// <summary>Whether the style can be judged from the picture.</summary>
    public required bool JudgesStyle { get; init; }

    /// <summary>The largest painting in bytes.</summary>
    public required long MaxUploadBytes { get; init; }

    /// <summary>The longest music in seconds.</summary>
    public required int MaxSeconds { get; init; }

    /// <summary>How many pieces are made of a painting.</summary>
    public required int Takes { get; init; }

    /// <summary>How many works the history keeps.</summary>
    public required int MaxHistory { get; init; }

    /// <summary>The token that requests of the page carry, so that pages of others cannot send them.</summary>
    public string RequestToken { get; init; } = "";
}
