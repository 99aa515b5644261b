namespace Pix2Pitch.Training.Runs;

/// <summary>Why a run stopped.</summary>
public enum RunEnd
{
    /// <summary>It reached its last step.</summary>
    Finished,

    /// <summary>Its time was over.</summary>
    OutOfTime,

    /// <summary>It was asked to stop.</summary>
    Cancelled,
}
