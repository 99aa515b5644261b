namespace Pix2Pitch.Pairing.Assignment;

/// <summary>What each clip costs each painting; made row by row, for all of them would not fit into memory.</summary>
internal interface IAssignmentCosts
{
    int Paintings { get; }

    int Clips { get; }

    /// <summary>Writes what every clip costs a painting, each from 0 to 1. Safe to call from many threads.</summary>
    void Fill(int painting, Span<float> costs);
}
