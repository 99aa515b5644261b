namespace Pix2Pitch.Pairing.Assignment;

/// <summary>The cost of each clip for each painting, computed row by row: a matrix of all would not fit into memory.</summary>
internal interface IAssignmentCosts
{
    int Paintings { get; }

    int Clips { get; }

    /// <summary>Writes the cost of every clip for a painting, each from 0 to 1. Thread-safe.</summary>
    void Fill(int painting, Span<float> costs);
}
