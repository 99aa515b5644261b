using Pix2Pitch.Pairing;

namespace Pix2Pitch.Training.Preparation;

/// <summary>What styles that are judged from pictures are used for when paintings are prepared.</summary>
public enum JudgedStyles
{
    /// <summary>Pictures are not judged, and there are no embeddings.</summary>
    None,

    /// <summary>
    /// Pictures and clips are judged; within a style, paintings get music that leans to the same other styles (<see cref="PairingOptions.StyleWeight"/>). Embeddings of
    /// the pictures are stored. If the network is missing, a note says so and the result is that of <see cref="None"/>.
    /// </summary>
    Pairs,

    /// <summary>
    /// As <see cref="Pairs"/>; and paintings of no known style, which are left out otherwise, get the style that is most probable. The tables and the report say
    /// which. If the network is missing, that is an error.
    /// </summary>
    Unknown,
}
