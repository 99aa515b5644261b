namespace Pix2Pitch.Training.Health;

/// <summary>What a training does when a problem from which it does not recover has lasted.</summary>
public enum UnhealthyAction
{
    /// <summary>It warns and continues.</summary>
    Warn,

    /// <summary>It saves a checkpoint and ends.</summary>
    Stop,
}
