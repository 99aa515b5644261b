using Pix2Pitch.Manifests;
using Pix2Pitch.Pairing;
using Pix2Pitch.Styles;
using Pix2Pitch.Tools.Scores.Midi;

namespace Pix2Pitch.Tools.Scores.Pieces;

/// <summary>A piece of the score list that can be rendered.</summary>
/// <param name="Name">The name of its clips: the file's name without extension, unique in the list.</param>
/// <param name="Work">Its row.</param>
/// <param name="Style">Its style, after <see cref="StyleCorrection"/>.</param>
/// <param name="PieceId">What all pieces that must be in the same split share: the file that the score comes from, else composer and title.</param>
/// <param name="Score">Its notes.</param>
internal sealed record Piece(string Name, Work Work, Style Style, string PieceId, Score Score)
{
    /// <summary>Its split, the same for all of its clips.</summary>
    public Split Split { get; init; }

    /// <summary>A cell of another column; empty if the list does not have it.</summary>
    public string Other(string column) => Work.Other.FirstOrDefault(cell => cell.Key.Equals(column, StringComparison.OrdinalIgnoreCase)).Value ?? "";
}
