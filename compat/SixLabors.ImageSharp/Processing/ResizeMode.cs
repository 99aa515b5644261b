namespace SixLabors.ImageSharp.Processing;

/// <summary>What to do when the proportions differ.</summary>
public enum ResizeMode
{
    /// <summary>Fill the size and cut off what is over, equally on both sides.</summary>
    Crop = 0,

    /// <summary>Fit into the size and fill up with the pad colour.</summary>
    Pad = 1,

    /// <summary>Fit into the size; the result is smaller in one direction.</summary>
    Max = 3,

    /// <summary>Change the proportions.</summary>
    Stretch = 5,
}
